import { DomainError } from '#lib/core/errors.ts';
import type { Deal, Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { type Owner, signatories } from './authority.ts';
import { type ScopeRow, scopeOf } from './columns.ts';
import { hierarchies } from './hierarchies.ts';
import type { Scope } from './scope.ts';
import { frozenFor, type Terms, termsSchema } from './terms.ts';

/** The owners of a work in force or not, as the rules want them. */
async function ownersOf(tx: Tx, workId: string): Promise<Owner[]> {
  const rows = await tx.$queryRaw<
    (ScopeRow & { enterprise: string; administrator: boolean; status: Owner['status'] })[]
  >`
    select enterprise_id as enterprise, administrator, status::text, rights::text, territories::text, languages::text, starts_on::text as start, ends_on::text as end
    from holding where work_id = ${workId}::uuid and kind = 'ownership' order by id`;
  return rows.map((row) => ({
    enterprise: row.enterprise,
    administrator: row.administrator,
    status: row.status,
    scope: scopeOf(row, hierarchies),
  }));
}

/** Enterprises whose signatures a grant of this scope needs on the owners' side. */
export async function signatoriesOf(tx: Tx, workId: string, scope: Scope): Promise<string[]> {
  return signatories(await ownersOf(tx, workId), scope);
}

type Sides = Pick<Deal, 'id' | 'holderId' | 'licenseeId' | 'underId'>;

/**
 * The parties of a deal on these terms, all of whom accept: both sides, and where the owners give, for each work its other owners. Each once.
 */
export async function signersOf(tx: Tx, deal: Sides, terms: Terms): Promise<string[]> {
  if (deal.underId) return [deal.licenseeId, deal.holderId];
  const works = await tx.dealWork.findMany({ where: { dealId: deal.id }, orderBy: { workId: 'asc' } });
  const signers = new Set([deal.licenseeId, deal.holderId]);
  for (const { workId } of works)
    for (const owner of await signatoriesOf(tx, workId, frozenFor(terms, workId))) signers.add(owner);
  return [...signers];
}

const givenAbove = {
  workId: true,
  holderId: true,
  holding: { select: { kind: true, grantId: true } },
  licence: { select: { terms: true } },
} as const satisfies Prisma.RightsGrantSelect;

/**
 * Whose consent a sublicence needs, who is no party of it: whoever gave the licence out of which it is given, and whoever gave the one above
 * that, up to the owners, as every clause that allows sublicences wants its licensor's consent for each sublicensee (lib/contracts/data). Of
 * owners those who sign for the work. Nobody, where the owners give.
 */
export async function consentersOf(tx: Tx, deal: Sides): Promise<string[]> {
  return [...new Set((await levelsAbove(tx, deal)).flat())].filter(
    (each) => each !== deal.holderId && each !== deal.licenseeId,
  );
}

/** Those of whom the holder of a sublicence has its own licence: of who stands above them it knows nothing. */
export async function nextAbove(tx: Tx, deal: Sides): Promise<string[]> {
  return (await levelsAbove(tx, deal))[0] ?? [];
}

/** Who gave each licence above a sublicence, from the one it is given out of up to the owners'. */
async function levelsAbove(tx: Tx, deal: Sides): Promise<string[][]> {
  if (!deal.underId) return [];
  const levels: string[][] = [];
  let level = await tx.rightsGrant.findMany({
    where: { licenceId: deal.underId, state: 'in_force', work: { deals: { some: { dealId: deal.id } } } },
    select: givenAbove,
    orderBy: { workId: 'asc' },
  });
  while (level.length > 0) {
    const consenters = new Set<string>();
    for (const { workId, holderId, holding, licence } of level) {
      consenters.add(holderId);
      if (holding?.kind !== 'licence' && licence)
        for (const owner of await signatoriesOf(tx, workId, frozenFor(termsSchema.parse(licence.terms), workId)))
          consenters.add(owner);
    }
    levels.push([...consenters]);
    level = await tx.rightsGrant.findMany({
      where: { id: { in: level.flatMap(({ holding }) => holding?.grantId ?? []) } },
      select: givenAbove,
      orderBy: { workId: 'asc' },
    });
  }
  return levels;
}

/**
 * The licences out of which sublicences may be given that these enterprises gave, or that were given out of such ones: of what is given under
 * them they are asked for their consent. As long for everybody who asks about the same number: it looks at their own books alone.
 */
export async function licencesBelow(tx: Tx, enterpriseIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ licence_id: string }[]>`
    with recursive below as (
      select g.licence_id, h.id as holding_id from rights_grant g join holding h on h.grant_id = g.id
      where g.holder_id = any(${[...enterpriseIds]}::uuid[])
      union
      select g.licence_id, h.id from below b join rights_grant g on g.holding_id = b.holding_id join holding h on h.grant_id = g.id)
    select distinct licence_id from below where licence_id is not null`;
  return rows.map((row) => row.licence_id);
}

/**
 * Joint owners all sign, unless one administers for all. The deal's own holder signs by accepting; the others must have accepted the same
 * offer. Throws `rights.owners_must_sign`.
 */
async function requireOwners(
  tx: Tx,
  { workId, holderId, offerId, scope }: { workId: string; holderId: string; offerId: string; scope: Scope },
): Promise<void> {
  const others = (await signatoriesOf(tx, workId, scope)).filter((id) => id !== holderId);
  if (others.length === 0) return;
  const signed = await tx.offerAcceptance.findMany({
    where: { offerId, enterpriseId: { in: others } },
    select: { enterpriseId: true },
  });
  if (signed.length < others.length) throw new DomainError('rights.owners_must_sign');
}

/** As `requireOwners`, of every work of a deal. */
export async function requireAllOwners(
  tx: Tx,
  { id: dealId, holderId, underId }: Sides,
  { offerId, terms }: { offerId: string; terms: Terms },
): Promise<void> {
  if (underId) return;
  const works = await tx.dealWork.findMany({ where: { dealId }, orderBy: { workId: 'asc' } });
  for (const { workId } of works)
    await requireOwners(tx, { workId, holderId, offerId, scope: frozenFor(terms, workId) });
}
