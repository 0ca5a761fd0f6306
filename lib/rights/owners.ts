import { DomainError } from '#lib/core/errors.ts';
import type { Deal } from '#lib/db/generated/client.ts';
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

/**
 * Whose consent a sublicence needs, who is no party of it: whoever gave the licence out of which it is given, as every clause that allows
 * sublicences wants the licensor's consent for each sublicensee (lib/contracts/data). Of owners those who sign for the work. Nobody, where
 * the owners give.
 */
export async function consentersOf(tx: Tx, deal: Sides): Promise<string[]> {
  if (!deal.underId) return [];
  const above = await tx.rightsGrant.findMany({
    where: { licenceId: deal.underId, state: 'in_force', work: { deals: { some: { dealId: deal.id } } } },
    select: { workId: true, holderId: true, holding: { select: { kind: true } }, licence: { select: { terms: true } } },
    orderBy: { workId: 'asc' },
  });
  const consenters = new Set<string>();
  for (const { workId, holderId, holding, licence } of above) {
    consenters.add(holderId);
    if (holding?.kind !== 'licence' && licence)
      for (const owner of await signatoriesOf(tx, workId, frozenFor(termsSchema.parse(licence.terms), workId)))
        consenters.add(owner);
  }
  return [...consenters].filter((each) => each !== deal.holderId && each !== deal.licenseeId);
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
