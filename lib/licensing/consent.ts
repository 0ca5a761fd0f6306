import { type Actor, actorId } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import type { LicenceProposal } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { type Named, nameFor, withName } from '#lib/enterprises/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { consentersOf, nextAbove, signersOf, termsHash, termsSchema, withoutMoney } from '#lib/rights/index.ts';
import { giverOf, peopleOf, type Side, titleOf } from '#lib/royalties/index.ts';
import { note } from './events.ts';
import { concerning, enterpriseOf, type LivingLicence, livingLicence, lockConcerned } from './licence.ts';

/** An enterprise whose consent a proposal needs, and since when it is there. */
export interface Asked {
  readonly enterpriseId: string;
  /** Null where the reader does not know it. */
  readonly enterprise: Named | null;
  /** Null: still asked. */
  readonly agreedAt: Date | null;
}

type Proposed = Pick<LicenceProposal, 'kind' | 'terms' | 'termsBefore'>;

/**
 * Whose consent a proposal needs: both sides, and for other terms every joint owner of the works whose part they touch, or their
 * administrator, as for the first agreement, and whoever a work has passed to; of a sublicence the holder above, but for its money. Who has agreed since is asked again where owners have changed
 * meanwhile.
 */
async function needed(tx: Tx, licence: Pick<LivingLicence, 'deal' | 'grants'>, proposal: Proposed): Promise<string[]> {
  const { deal } = licence;
  if (proposal.kind !== 'amendment') return [deal.licenseeId, deal.holderId];
  const signers = await signersOf(tx, deal, termsSchema.parse(proposal.terms));
  const above = await aboveOf(tx, licence, proposal);
  return [...new Set([...signers, ...deal.works.map(({ workId }) => giverOf(workId, licence)), ...above])];
}

/** Who consents to other terms of a sublicence as the holder above: nobody where they change its money alone. */
async function aboveOf(
  tx: Tx,
  { deal }: Pick<LivingLicence, 'deal'>,
  { terms, termsBefore }: Proposed,
): Promise<string[]> {
  const hash = (said: unknown) => termsHash(withoutMoney(termsSchema.parse(said)));
  return hash(terms) === hash(termsBefore) ? [] : consentersOf(tx, deal);
}

/** Whom a proposal asks, and who has agreed. */
export async function askedFor(
  tx: Tx,
  licence: Pick<LivingLicence, 'deal' | 'grants'>,
  proposal: LicenceProposal,
): Promise<Asked[]> {
  const ids = await needed(tx, licence, proposal);
  const [consents, enterprises] = await Promise.all([
    tx.licenceConsent.findMany({ where: { proposalId: proposal.id } }),
    tx.enterprise.findMany({ where: { id: { in: ids } }, select: { id: true, ...withName } }),
  ]);
  return ids.map((enterpriseId) => ({
    enterpriseId,
    enterprise: enterprises.find(({ id }) => id === enterpriseId) ?? null,
    // Who proposes agrees with it.
    agreedAt:
      enterpriseId === proposal.enterpriseId
        ? proposal.createdAt
        : (consents.find((each) => each.enterpriseId === enterpriseId)?.createdAt ?? null),
  }));
}

/** One enterprise agrees, once. True: with it everybody has. The caller has locked the licence and authorised. */
export async function consent(
  tx: Tx,
  by: Actor,
  licence: LivingLicence,
  proposal: LicenceProposal,
  enterpriseId: string,
): Promise<boolean> {
  const { count } = await tx.licenceConsent.createMany({
    data: [{ proposalId: proposal.id, enterpriseId, userId: actorId(by), createdAt: now() }],
    skipDuplicates: true,
  });
  if (count === 0) throw new DomainError('licensing.consent_given');
  return (await askedFor(tx, licence, proposal)).every(({ agreedAt }) => agreedAt);
}

/** The joint owners beside the two sides, and the holder above of a sublicence, who are told where to read what is proposed. */
export async function askOwners(tx: Tx, licence: LivingLicence, proposal: LicenceProposal): Promise<void> {
  const sides = [licence.deal.holderId, licence.deal.licenseeId];
  const owners = (await needed(tx, licence, proposal)).filter((each) => !sides.includes(each));
  const above = proposal.kind === 'amendment' ? await aboveOf(tx, licence, proposal) : [];
  for (const owner of owners)
    for (const { id, email, reader } of await peopleOf(tx, owner))
      await queueMail(tx, {
        cause: `licence:${licence.id}:consent:${proposal.version}:${id}`,
        template: above.includes(owner) ? 'sublicence_consent' : 'licence_consent',
        recipient: email,
        locale: reader,
        params: {
          number: licence.number,
          title: titleOf(licence, reader),
          holder: nameFor(licence.deal.holder, reader),
          licensee: nameFor(licence.deal.licensee, reader),
          link: `${config().SITE_URL}/${reader}/licences/${licence.number}/consent`,
        },
      });
}

/** The enterprise for which somebody may agree as a joint owner; null where they are of a side, or of none. */
export function ownerFor(by: Actor, licence: Pick<LivingLicence, 'deal'>, asked: readonly Asked[]): string | null {
  if (by.type !== 'person') return null;
  const sides = [enterpriseOf(licence, 'holder'), enterpriseOf(licence, 'licensee')];
  const own = asked.find(
    ({ enterpriseId }) =>
      !sides.includes(enterpriseId) &&
      by.memberships.some((each) => each.enterpriseId === enterpriseId) &&
      may(by, 'licence.agree', { enterpriseId }),
  );
  return own?.enterpriseId ?? null;
}

/** What a joint owner is asked about a licence. */
export interface ConsentView {
  readonly licence: LivingLicence;
  readonly proposal: LicenceProposal;
  readonly asked: readonly Asked[];
  readonly owner: string;
  /** It consents as the holder above of a sublicence, of which the money is not its own. */
  readonly above: boolean;
}

/** What is proposed, for a joint owner who may agree: parties, terms, who has agreed; not the words of the sides. Throws `licensing.unknown`. */
export async function readConsent(by: Actor, number: string): Promise<ConsentView> {
  return transaction(async (tx) => {
    const licence = await lockConcerned(tx, by, number);
    const proposal = await tx.licenceProposal.findFirst({
      where: { licenceId: licence.id, kind: 'amendment' },
      orderBy: { version: 'desc' },
    });
    if (!proposal) throw new DomainError('licensing.unknown');
    const asked = await askedFor(tx, licence, proposal);
    const owner = ownerFor(by, licence, asked);
    if (!owner) throw new DomainError('licensing.unknown');
    const above = (await aboveOf(tx, licence, proposal)).includes(owner);
    const known = [licence.deal.holderId, licence.deal.licenseeId, owner];
    return { licence, proposal, asked: above ? knownOf(asked, known) : asked, owner, above };
  });
}

/** Those that a reader knows by name; of the others it learns that they are asked. */
function knownOf(asked: readonly Asked[], known: readonly string[]): Asked[] {
  return asked.map((each) =>
    known.includes(each.enterpriseId) ? each : { ...each, enterpriseId: '', enterprise: null },
  );
}

/**
 * Whom a proposal asks, as a side of the licence reads it: from whom the holder of a sublicence has its own licence is not for the licensee,
 * nor is for the holder who stands above that one.
 */
export async function askedBySide(
  tx: Tx,
  licence: LivingLicence,
  proposal: LicenceProposal,
  side: Side,
): Promise<Asked[]> {
  const asked = await askedFor(tx, licence, proposal);
  const { deal } = licence;
  if (side === 'staff' || !deal.underId) return asked;
  const above = side === 'holder' ? await nextAbove(tx, deal) : [];
  return knownOf(asked, [deal.holderId, deal.licenseeId, ...above]);
}

/** Numbers of licences of which a person's enterprises are asked as joint owners. */
export async function consentsWaiting(by: Actor): Promise<string[]> {
  if (by.type !== 'person') return [];
  const own = by.memberships.map(({ enterpriseId }) => enterpriseId);
  const open = await prisma().licenceProposal.findMany({
    where: {
      status: 'open',
      kind: 'amendment',
      licence: { ...(await concerning(prisma(), own)), deal: { holderId: { notIn: own }, licenseeId: { notIn: own } } },
    },
    include: { licence: { include: livingLicence } },
    orderBy: { id: 'asc' },
    take: limits.page,
  });
  return transaction(async (tx) => {
    const numbers: string[] = [];
    for (const proposal of open) {
      const asked = await askedFor(tx, proposal.licence, proposal);
      const owner = ownerFor(by, proposal.licence, asked);
      if (owner && !asked.find(({ enterpriseId }) => enterpriseId === owner)?.agreedAt)
        numbers.push(proposal.licence.number);
    }
    return numbers;
  });
}

/** Whether an enterprise has its part in a proposal as the holder above of a sublicence. */
export async function isAbove(
  tx: Tx,
  licence: LivingLicence,
  proposal: LicenceProposal,
  enterpriseId: string | null,
): Promise<boolean> {
  if (!enterpriseId || proposal.kind !== 'amendment') return false;
  return (await aboveOf(tx, licence, proposal)).includes(enterpriseId);
}

/** Writes into the history that a joint owner has agreed, or (`above`) whom the licensee of a sublicence does not know. */
export async function noteConsent(
  tx: Tx,
  by: Actor,
  licence: LivingLicence,
  { version, above }: { version: number; above: boolean },
): Promise<void> {
  await note(tx, by, licence.id, 'consented', { data: { version, above } });
}
