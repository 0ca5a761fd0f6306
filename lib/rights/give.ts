import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import type { Deal } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { authorityOf } from './authority.ts';
import { availability, notWhollyFree } from './availability.ts';
import { cellsOf } from './cells.ts';
import { columnsOf } from './columns.ts';
import { announceWork } from './end.ts';
import type { Licensed } from './grant.ts';
import { hierarchies } from './hierarchies.ts';
import { requireOwners } from './owners.ts';
import type { Scope } from './scope.ts';
import { frozenFor, type Terms, writtenFor } from './terms.ts';
import { type BookedHolding, booksOf } from './work.ts';

/** Who gives what to whom in which work: under which licence, or as an option that lapses. */
export interface Gift {
  readonly workId: string;
  readonly holderId: string;
  readonly licenseeId: string;
  readonly offerId: string;
  readonly terms: Terms;
  readonly as: { readonly licenceId: string } | { readonly lapsesAt: Date };
}

/**
 * The holding that a grant of this comes out of: the giver's own where it carries the ask, else another owner's of the same work. Throws
 * `rights.not_controlled` where none does.
 */
function holdingFor(
  holdings: readonly BookedHolding[],
  holderId: string,
  ask: { exclusivity: Licensed; scope: Scope },
): BookedHolding {
  const able = holdings.filter((holding) => authorityOf(holding, ask) === 'ok');
  const found = able.find((holding) => holding.enterpriseId === holderId) ?? able[0];
  if (!found) throw new DomainError('rights.not_controlled');
  return found;
}

/**
 * Throws `rights.not_controlled` where the holder does not control the scope, and `rights.conflict` where something of it is taken. Says until
 * when, never by whom. Gives the id of the holding it would come out of.
 */
export async function requireGrantable(
  tx: Tx,
  { workId, holderId, licenseeId, terms }: Pick<Gift, 'workId' | 'holderId' | 'licenseeId' | 'terms'>,
): Promise<string> {
  const { holdings = [], grants = [] } = (await booksOf(tx, [workId])).get(workId) ?? {};
  const ask = { exclusivity: terms.exclusivity, scope: frozenFor(terms, workId), licensee: licenseeId };
  const holding = holdingFor(holdings, holderId, ask);
  const answer = availability(ask, grants);
  if (answer.state === 'free') return holding.id;
  const places = [...new Set([...notWhollyFree(answer).keys()].map((key) => key.split('|')[1] ?? ''))].sort();
  throw new DomainError('rights.conflict', { places });
}

/** Gives the grant: locks the work, lapses what the clock has lapsed, asks the rules, and lets the database have the last word. */
export async function giveGrant(tx: Tx, gift: Gift): Promise<void> {
  await tx.$executeRaw`select lock_rights_of_work(${gift.workId}::uuid)`;
  const holdingId = await requireGrantable(tx, gift);
  const scope = frozenFor(gift.terms, gift.workId);
  const [licenceId, lapsesAt] = 'licenceId' in gift.as ? [gift.as.licenceId, null] : [null, gift.as.lapsesAt];
  if (licenceId !== null) await requireOwners(tx, { ...gift, scope });
  const { rights, territories, languages, term } = columnsOf(scope, hierarchies);
  try {
    await tx.$executeRaw`
      insert into rights_grant (work_id, holder_id, licensee_id, licence_id, offer_id, holding_id, exclusivity, state, lapses_at, scope, rights, territories, languages, cells, term)
      values (${gift.workId}::uuid, ${gift.holderId}::uuid, ${gift.licenseeId}::uuid, ${licenceId}::uuid, ${gift.offerId}::uuid, ${holdingId}::uuid,
        ${gift.terms.exclusivity}::exclusivity, ${licenceId === null ? 'option' : 'in_force'}::grant_state, ${lapsesAt}::timestamptz,
        ${JSON.stringify(writtenFor(gift.terms, gift.workId))}::jsonb, ${rights}::int[], ${territories}::int[], ${languages}::int[], ${cellsOf(scope, hierarchies)}::int[], ${term}::daterange)`;
  } catch (error) {
    if (hasSqlState(error, '23P01')) throw new DomainError('rights.conflict', { places: scope.territories });
    throw error;
  }
  await announceWork(tx, gift.workId);
}

/** The works of a deal in the one order in which they are locked: two deals about the same works never wait for each other. */
export async function worksOfDeal(tx: Tx, dealId: string): Promise<string[]> {
  const works = await tx.dealWork.findMany({ where: { dealId }, orderBy: { workId: 'asc' }, select: { workId: true } });
  return works.map(({ workId }) => workId);
}

/** Gives the grants of all works of a deal, all or none; a licence takes the place of what was held for it. */
export async function giveAll(tx: Tx, deal: Deal, gift: Pick<Gift, 'offerId' | 'terms' | 'as'>): Promise<void> {
  for (const workId of await worksOfDeal(tx, deal.id))
    await giveGrant(tx, { workId, holderId: deal.holderId, licenseeId: deal.licenseeId, ...gift });
}

/** Throws what `requireGrantable` throws, of the first work of a deal that does not fit. */
export async function requireAllGrantable(
  tx: Tx,
  deal: Pick<Deal, 'id' | 'holderId' | 'licenseeId'>,
  terms: Terms,
): Promise<void> {
  for (const workId of await worksOfDeal(tx, deal.id)) await requireGrantable(tx, { workId, ...deal, terms });
}
