import { type Actor, ownEnterprises, person } from '#lib/core/actor.ts';
import { may, type Permission } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { MembershipRole, Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { isOpen } from '#lib/rights/index.ts';

export const wholeContract = {
  deal: {
    include: {
      holder: true,
      licensee: true,
      under: { select: { grants: { where: { state: 'in_force' }, select: { makes: { select: { onEnd: true } } } } } },
      works: {
        include: { work: { include: { text: withTranslations, identifiers: true } } },
        orderBy: { workId: 'asc' },
      },
    },
  },
  licence: true,
  parties: { include: { enterprise: true }, orderBy: { side: 'asc' } },
  drafts: { orderBy: { version: 'asc' }, include: { enterprise: true } },
  signatures: { orderBy: { signedAt: 'asc' }, include: { enterprise: true } },
} as const satisfies Prisma.ContractInclude;
export type WholeContract = Prisma.ContractGetPayload<{ include: typeof wholeContract }>;

/** The enterprise for which somebody may do this to a contract, or null. */
export function partyOf(
  actor: Actor,
  parties: readonly { readonly enterpriseId: string }[],
  permission: Permission,
): string | null {
  if (actor.type !== 'person') return null;
  return parties.find(({ enterpriseId }) => may(actor, permission, { enterpriseId }))?.enterpriseId ?? null;
}

function ofParty(actor: Actor, number: string): Prisma.ContractWhereInput {
  return { number, parties: { some: { enterpriseId: { in: ownEnterprises(actor) } } } };
}

/** Signed, and its licence has passed to an enterprise of somebody's own (lib/licensing/end.ts). */
function takenOver(actor: Actor, number: string): Prisma.ContractWhereInput {
  return { number, status: 'signed', licence: { deal: { holderId: { in: ownEnterprises(actor) } } } };
}

const withHolder = { ...wholeContract, licence: { include: { deal: { select: { holderId: true } } } } } as const;

/** Of how a contract came about nothing: the draft that was signed, and its signatures. */
function signedPart(contract: WholeContract): WholeContract {
  const drafts = contract.drafts.slice(-1);
  const signatures = contract.signatures.filter(({ draftId }) => draftId === drafts[0]?.id);
  return { ...contract, drafts, signatures };
}

/**
 * A contract for the people of its parties, and whose they are. Those of a holder above, to whom its licence has passed, read what was signed and
 * nothing of the negotiation (`isParty` is false). For anyone else it does not exist: `contracts.unknown`.
 */
export async function readContract(
  actor: Actor,
  number: string,
): Promise<{ contract: WholeContract; enterpriseId: string; isParty: boolean }> {
  // Whose it is goes into the question: a stranger waits as long as for a number that nobody has.
  const contract = await prisma().contract.findFirst({
    where: { OR: [ofParty(actor, number), takenOver(actor, number)] },
    include: withHolder,
  });
  if (!contract) throw new DomainError('contracts.unknown');
  const party = partyOf(actor, contract.parties, 'contract.view');
  if (party) return { contract, enterpriseId: party, isParty: true };
  const holderId = contract.status === 'signed' ? contract.licence?.deal.holderId : undefined;
  const heir = holderId ? partyOf(actor, [{ enterpriseId: holderId }], 'contract.view') : null;
  if (!heir) throw new DomainError('contracts.unknown');
  return { contract: signedPart(contract), enterpriseId: heir, isParty: false };
}

/**
 * A contract of which this enterprise is a party, with its deal locked until the transaction ends. Throws `contracts.unknown`, and
 * `contracts.already_signed` and `contracts.talks_ended` where nothing more happens to it.
 */
export async function lockContract(
  tx: Tx,
  actor: Actor,
  { number, enterpriseId }: { number: string; enterpriseId: string },
): Promise<WholeContract> {
  const known = await tx.contract.findFirst({ where: ofParty(actor, number), include: { parties: true } });
  const party =
    known &&
    partyOf(
      actor,
      known.parties.filter((each) => each.enterpriseId === enterpriseId),
      'contract.view',
    );
  if (!known || !party) throw new DomainError('contracts.unknown');
  await tx.$queryRaw`select id from deal where id = ${known.dealId}::uuid for update`;
  const contract = await tx.contract.findUniqueOrThrow({ where: { id: known.id }, include: wholeContract });
  if (contract.status === 'signed') throw new DomainError('contracts.already_signed');
  if (!isOpen(contract.deal)) throw new DomainError('contracts.talks_ended');
  return contract;
}

/**
 * The role by which a person may sign for an enterprise at this moment: asked of the database, not of what the session remembers, and
 * locked, so that nobody leaves while they sign. Throws `contracts.no_power`.
 */
export async function signingPower(tx: Tx, userId: string, enterpriseId: string): Promise<MembershipRole> {
  const [row] = await tx.$queryRaw<{ role: MembershipRole }[]>`
    select m.role::text as role from membership m join users u on u.id = m.user_id
    where m.user_id = ${userId}::uuid and m.enterprise_id = ${enterpriseId}::uuid and m.role in ('owner', 'signatory')
      and u.suspended_at is null
    order by m.role limit 1 for share of m`;
  if (!row) throw new DomainError('contracts.no_power');
  return row.role;
}

/** The person's own id; jobs and guests have none. */
export function signerOf(actor: Actor): string {
  return person(actor).userId;
}
