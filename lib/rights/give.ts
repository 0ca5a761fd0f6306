import { hour, now } from '#lib/core/clock.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import type { Deal } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { type AuthorityAnswer, authority, authorityOf } from './authority.ts';
import { availability, placesTaken } from './availability.ts';
import { cellsOf } from './cells.ts';
import { columnsOf } from './columns.ts';
import { announceWork } from './end.ts';
import { type Licensed, ownersControl } from './grant.ts';
import { hierarchies } from './hierarchies.ts';
import type { Scope } from './scope.ts';
import { frozenFor, type Terms, writtenFor } from './terms.ts';
import { type BookedHolding, booksOf } from './work.ts';

/** Who gives what to whom in which work, by which offer. */
export interface Gift {
  readonly workId: string;
  readonly holderId: string;
  readonly licenseeId: string;
  /** Of a sublicence: the licence out of which the holder gives; null: the owners give. */
  readonly underId: string | null;
  /** Null where no offer of a deal says it. */
  readonly offerId: string | null;
  readonly terms: Terms;
  /** What the terms mean, where that was agreed before and groups may have changed since; else what they mean today. */
  readonly scope?: Scope;
}

function scopeOfGift({ terms, workId, scope }: Pick<Gift, 'terms' | 'workId' | 'scope'>): Scope {
  return scope ?? frozenFor(terms, workId);
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

/** What a sublicence is refused for, where the licence above it does not carry it. */
const refusals: Readonly<Record<Exclude<AuthorityAnswer, 'ok'>, string>> = {
  outside_scope: 'rights.outside_above',
  more_exclusive: 'rights.more_exclusive_than_above',
  not_in_force: 'rights.above_not_in_use',
  not_sublicensable: 'rights.not_sublicensable',
};

/** As `holdingFor`, out of one licence: throws why that does not carry it. */
function holdingUnder(holdings: readonly BookedHolding[], ask: { exclusivity: Licensed; scope: Scope }): BookedHolding {
  const found = holdings.find((holding) => authorityOf(holding, ask) === 'ok');
  if (found) return found;
  const answer = authority(holdings, ask);
  throw new DomainError(refusals[answer === 'ok' || holdings.length === 0 ? 'not_sublicensable' : answer]);
}

/** The licences out of which a licence is given, up to the one that the owners gave. */
async function licencesAbove(tx: Tx, licenceId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ licence_id: string }[]>`
    with recursive above as (
      select h.grant_id from rights_grant g join holding h on h.id = g.holding_id
      where g.licence_id = ${licenceId}::uuid and g.state = 'in_force' and h.grant_id is not null
      union
      select h.grant_id from above a join rights_grant g on g.id = a.grant_id join holding h on h.id = g.holding_id where h.grant_id is not null)
    select distinct g.licence_id from above a join rights_grant g on g.id = a.grant_id where g.licence_id is not null`;
  return rows.map((row) => row.licence_id);
}

/** Throws `rights.above_not_in_use` where one of these licences is not; they stay so until the transaction ends. */
async function requireInUse(tx: Tx, licenceIds: readonly string[]): Promise<void> {
  if (licenceIds.length === 0) return;
  const found = await tx.$queryRaw<unknown[]>`
    select from licence where id = any(${[...licenceIds]}::uuid[]) and status = 'active' order by id for share`;
  if (found.length < licenceIds.length) throw new DomainError('rights.above_not_in_use');
}

/**
 * A licence out of which sublicences are given is in use, and so is each above it, until the transaction ends. To be asked before works are
 * locked, as an end locks the licence first. Throws `rights.above_not_in_use`.
 */
async function requireAboveInUse(tx: Tx, { underId }: Pick<Gift, 'underId'>): Promise<void> {
  if (underId) await requireInUse(tx, [underId, ...(await licencesAbove(tx, underId))]);
}

/** What a licence gives may be given in other terms: of a sublicence, each licence above it is in use. Throws `rights.above_not_in_use`. */
export async function requireRegrantable(tx: Tx, licenceId: string): Promise<void> {
  await requireInUse(tx, await licencesAbove(tx, licenceId));
}

/**
 * Throws `rights.not_controlled` where the holder does not control the scope (of a sublicence: what `holdingUnder` throws), and `rights.conflict` where something of it is taken. Says until
 * when, never by whom. Gives the id of the holding it would come out of.
 */
export async function requireGrantable(
  tx: Tx,
  gift: Pick<Gift, 'workId' | 'holderId' | 'licenseeId' | 'underId' | 'terms' | 'scope'>,
): Promise<string> {
  const { workId, holderId, licenseeId, underId, terms } = gift;
  const ask = { exclusivity: terms.exclusivity, scope: scopeOfGift(gift), licensee: licenseeId };
  const { holdings = [], grants = [] } =
    (await booksOf(tx, [workId], ask.scope, { holderId, underId })).get(workId) ?? {};
  const holding = underId ? holdingUnder(holdings, ask) : holdingFor(holdings, holderId, ask);
  const answer = availability(ask, grants);
  if (answer.state === 'free') return holding.id;
  throw new DomainError('rights.conflict', { places: placesTaken(answer) });
}

/** As what a grant is written: an option that lapses at a moment, or in force under a licence. */
type As = { readonly lapsesAt: Date } | { readonly licenceId: string };

/**
 * Writes a grant: asks the rules, and lets the database have the last word. The caller has locked the work. Throws what `requireGrantable`
 * does.
 */
export async function bookGrant(tx: Tx, gift: Gift, as: As, note = ''): Promise<void> {
  const scope = scopeOfGift(gift);
  const holdingId = await requireGrantable(tx, { ...gift, scope });
  const { rights, territories, languages, term } = columnsOf(scope, hierarchies);
  const [state, licenceId, lapsesAt] =
    'licenceId' in as ? ['in_force', as.licenceId, null] : ['option', null, as.lapsesAt];
  const controlId = gift.underId ? gift.holderId : ownersControl;
  try {
    await tx.$executeRaw`
      insert into rights_grant (work_id, holder_id, licensee_id, licence_id, offer_id, holding_id, control_id, exclusivity, state, lapses_at, note, scope, rights, territories, languages, cells, term)
      values (${gift.workId}::uuid, ${gift.holderId}::uuid, ${gift.licenseeId}::uuid, ${licenceId}::uuid, ${gift.offerId}::uuid, ${holdingId}::uuid, ${controlId}::uuid,
        ${gift.terms.exclusivity}::exclusivity, ${state}::grant_state, ${lapsesAt}::timestamptz, ${note},
        ${JSON.stringify(writtenFor(gift.terms, gift.workId))}::jsonb, ${rights}::int[], ${territories}::int[], ${languages}::int[], ${cellsOf(scope, hierarchies)}::int[], ${term}::daterange)`;
  } catch (error) {
    if (hasSqlState(error, '23P01')) throw new DomainError('rights.conflict', { places: scope.territories });
    throw error;
  }
  await announceWork(tx, gift.workId);
}

/** Locks a work, lapses what the clock has lapsed, and holds a scope of it until a moment in place of what an offer of the deal held. */
async function holdWork(tx: Tx, gift: Gift & { readonly offerId: string }, lapsesAt: Date): Promise<void> {
  await lockRights(tx, gift.workId);
  await letGo(tx, gift.workId, gift.offerId);
  await bookGrant(tx, gift, { lapsesAt });
}

/** Locks the rights of a work until the transaction ends, and lapses what the clock has lapsed. */
export async function lockRights(tx: Tx, workId: string): Promise<void> {
  await tx.$executeRaw`select lock_rights_of_work(${workId}::uuid)`;
}

/** What any offer of the deal holds of a work, this one's included, is held no more. */
async function letGo(tx: Tx, workId: string, offerId: string): Promise<void> {
  await tx.$executeRaw`
    update rights_grant g set state = 'lapsed', lapses_at = least(lapses_at, now())
    where g.work_id = ${workId}::uuid and g.state = 'option'
      and g.offer_id in (select o.id from offer o where o.deal_id = (select deal_id from offer where id = ${offerId}::uuid))`;
}

/** The works of a deal in the one order in which they are locked: two deals about the same works never wait for each other. */
export async function worksOfDeal(tx: Tx, dealId: string): Promise<string[]> {
  const works = await tx.dealWork.findMany({ where: { dealId }, orderBy: { workId: 'asc' }, select: { workId: true } });
  return works.map(({ workId }) => workId);
}

type OfDeal = Pick<Deal, 'id' | 'holderId' | 'licenseeId' | 'underId'>;
type Given = Pick<Gift, 'terms'> & { readonly offerId: string };

/** Holds the scope of all works of a deal, or of none, in place of what was held for it. Throws what `requireGrantable` does. */
export async function holdAll(
  tx: Tx,
  deal: OfDeal,
  { lapsesAt, ...gift }: Given & { readonly lapsesAt: Date },
): Promise<void> {
  await requireAboveInUse(tx, deal);
  for (const workId of await worksOfDeal(tx, deal.id))
    await holdWork(tx, { workId, ...sides(deal), ...gift }, lapsesAt);
}

/** Nothing is held for a deal any more. */
export async function letAllGo(tx: Tx, deal: OfDeal, offerId: string): Promise<void> {
  for (const workId of await worksOfDeal(tx, deal.id)) {
    await lockRights(tx, workId);
    await letGo(tx, workId, offerId);
    await announceWork(tx, workId);
  }
}

/**
 * What was held for a deal comes into force under its licence; where the time was up it is asked for once more. Throws what `requireGrantable`
 * does.
 */
export async function putInForce(
  tx: Tx,
  deal: OfDeal,
  { licenceId, ...gift }: Given & { readonly licenceId: string },
): Promise<void> {
  await requireAboveInUse(tx, deal);
  for (const workId of await worksOfDeal(tx, deal.id)) {
    await lockRights(tx, workId);
    const force = () => tx.$executeRaw`
      update rights_grant set state = 'in_force', lapses_at = null, licence_id = ${licenceId}::uuid
      where work_id = ${workId}::uuid and offer_id = ${gift.offerId}::uuid and state = 'option'`;
    if ((await force()) === 0) {
      await holdWork(tx, { workId, ...sides(deal), ...gift }, new Date(now().getTime() + hour));
      await force();
    }
    await announceWork(tx, workId);
  }
}

function sides({ holderId, licenseeId, underId }: OfDeal): Pick<Gift, 'holderId' | 'licenseeId' | 'underId'> {
  return { holderId, licenseeId, underId };
}

/** Throws what `requireGrantable` throws, of the first work of a deal that does not fit. */
export async function requireAllGrantable(tx: Tx, deal: OfDeal, terms: Terms): Promise<void> {
  await requireAboveInUse(tx, deal);
  for (const workId of await worksOfDeal(tx, deal.id)) await requireGrantable(tx, { workId, ...sides(deal), terms });
}
