import { hour, now } from '#lib/core/clock.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import type { Tx } from '#lib/db/index.ts';
import { authority } from './authority.ts';
import { availability, notWhollyFree } from './availability.ts';
import { cellsOf } from './cells.ts';
import { columnsOf } from './columns.ts';
import { announceWork } from './end.ts';
import { hierarchies } from './hierarchies.ts';
import { requireOwners } from './owners.ts';
import { frozen, type Terms } from './terms.ts';
import { booksOf } from './work.ts';

/** Who gives what to whom in which work. */
export interface Gift {
  readonly workId: string;
  readonly holderId: string;
  readonly licenseeId: string;
  readonly offerId: string;
  readonly terms: Terms;
}

/**
 * Throws `rights.not_controlled` where the holder does not control the scope, and `rights.conflict` where something of it is taken. Says until
 * when, never by whom.
 */
export async function requireGrantable(tx: Tx, workId: string, licensee: string, terms: Terms): Promise<void> {
  const { holdings = [], grants = [] } = (await booksOf(tx, [workId])).get(workId) ?? {};
  const scope = frozen(terms);
  const ask = { exclusivity: terms.exclusivity, scope, licensee };
  if (authority(holdings, ask) !== 'ok') throw new DomainError('rights.not_controlled');
  const answer = availability(ask, grants);
  if (answer.state === 'free') return;
  const places = [...new Set([...notWhollyFree(answer).keys()].map((key) => key.split('|')[1] ?? ''))].sort();
  throw new DomainError('rights.conflict', { places });
}

/**
 * Holds a scope for the parties of an agreed offer until it is signed or the time is up: locks the work, lapses what the clock has lapsed,
 * lets go what an earlier offer of the deal held, asks the rules, and lets the database have the last word. Throws what `requireGrantable`
 * and `requireOwners` do.
 */
export async function holdScope(tx: Tx, gift: Gift & { readonly lapsesAt: Date }): Promise<void> {
  await tx.$executeRaw`select lock_rights_of_work(${gift.workId}::uuid)`;
  await tx.$executeRaw`
    update rights_grant g set state = 'lapsed', lapses_at = now()
    where g.work_id = ${gift.workId}::uuid and g.state = 'option'
      and g.offer_id in (select o.id from offer o where o.deal_id = (select deal_id from offer where id = ${gift.offerId}::uuid))`;
  await requireGrantable(tx, gift.workId, gift.licenseeId, gift.terms);
  const scope = frozen(gift.terms);
  await requireOwners(tx, { ...gift, scope });
  const { rights, territories, languages, term } = columnsOf(scope, hierarchies);
  try {
    await tx.$executeRaw`
      insert into rights_grant (work_id, holder_id, licensee_id, offer_id, exclusivity, state, lapses_at, scope, rights, territories, languages, cells, term)
      values (${gift.workId}::uuid, ${gift.holderId}::uuid, ${gift.licenseeId}::uuid, ${gift.offerId}::uuid, ${gift.terms.exclusivity}::exclusivity, 'option', ${gift.lapsesAt},
        ${JSON.stringify(gift.terms.scope)}::jsonb, ${rights}::int[], ${territories}::int[], ${languages}::int[], ${cellsOf(scope, hierarchies)}::int[], ${term}::daterange)`;
  } catch (error) {
    if (hasSqlState(error, '23P01')) throw new DomainError('rights.conflict', { places: scope.territories });
    throw error;
  }
  await announceWork(tx, gift.workId);
}

/** What was held comes into force under its licence; where the time was up it is asked for once more. Throws as `holdScope` does. */
export async function putInForce(tx: Tx, gift: Gift & { readonly licenceId: string }): Promise<void> {
  await tx.$executeRaw`select lock_rights_of_work(${gift.workId}::uuid)`;
  const force = () => tx.$executeRaw`
    update rights_grant set state = 'in_force', lapses_at = null, licence_id = ${gift.licenceId}::uuid
    where work_id = ${gift.workId}::uuid and offer_id = ${gift.offerId}::uuid and state = 'option'`;
  if ((await force()) === 0) {
    await holdScope(tx, { ...gift, lapsesAt: new Date(now().getTime() + hour) });
    await force();
  }
  await announceWork(tx, gift.workId);
}
