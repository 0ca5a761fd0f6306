import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, minute, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import { money } from '#lib/core/money.ts';
import type { ReconciliationRun } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { book, clearingAtStripe } from '#lib/ledger/index.ts';
import { feePosting } from './books.ts';
import { listSeen, type ReconciledType, type Seen, seeAgain, stripeBalances, type Window } from './reconcile-list.ts';
import { believed, bookedFor, isOurs, oursOf } from './reconcile-ours.ts';
import { type BalanceLine, type Difference, differenceOf, type Ours, standingDifferences } from './reconcile-rules.ts';
import { closeGone, keepDifference, openObjects } from './reconcile-store.ts';

/**
 * How what a lost webhook left behind is put right. The rooms above give these (lib/ordering/repair.ts): each reads the object from
 * Stripe again and does what its event would have done, once.
 */
export interface Repairs {
  readonly payment: (checkoutSessionId: string) => Promise<void>;
  readonly transfer: (transferId: string) => Promise<void>;
  readonly object?: (type: ReconciledType, id: string) => Promise<void>;
}

/** Longer than a job of ours needs, so that what is just under way is no difference. */
const graceMs = 2 * minute;
const reachMs = 7 * day;
/** A run that has not ended after this time was killed. */
const longestMs = 10 * minute;

interface Compared {
  readonly seen: Seen;
  readonly ours: Ours | null;
  readonly difference: Difference | null;
}

async function compare(seen: readonly Seen[]): Promise<Compared[]> {
  const rows = await oursOf(seen);
  const pairs = seen.map((each) => ({ seen: each, ours: rows.get(each.id) ?? null }));
  const booked = await bookedFor(pairs);
  return pairs.map(({ seen, ours }) => ({ seen, ours, difference: differenceOf(seen, ours, booked(seen, ours)) }));
}

/** Tries to put one difference right. False: nobody knows how. */
async function repair({ seen, ours, difference }: Compared, repairs: Repairs): Promise<boolean> {
  if (!difference) return false;
  try {
    if (difference.kind === 'fee' && ours?.orderId && seen.feeMinor !== null && difference.oursMinor === 0n)
      await bookFee(seen, ours, ours.orderId);
    else if (seen.type === 'charge' && difference.kind === 'state' && ours?.repairId)
      await repairs.payment(ours.repairId);
    else if (seen.type === 'transfer' && difference.kind === 'state' && ours?.repairId)
      await repairs.transfer(ours.repairId);
    else if (seen.type !== 'charge' && repairs.object) await repairs.object(seen.type, seen.id);
    else return false;
    return true;
  } catch (error) {
    log.error({ err: error, object: seen.id, kind: difference.kind }, 'a difference could not be repaired');
    return false;
  }
}

/** A fee that Stripe told only later; the cause is that of the payment's own confirmation. */
async function bookFee(seen: Seen, ours: Ours, orderId: string): Promise<void> {
  await book(feePosting(ours.id, money(seen.feeMinor ?? 0n, seen.currency), { orderId }));
}

/** What we believe to be at Stripe and what had differed before, as far as the lists did not show it: asked for one by one. */
async function beyondTheLists(seen: readonly Seen[], window: Window): Promise<{ more: Seen[]; missing: Difference[] }> {
  const listed = new Set(seen.map(({ id }) => id));
  const wanted = new Map(
    [...(await believed(window)), ...(await openObjects())]
      .filter(({ id }) => !listed.has(id))
      .map(({ type, id }) => [id, type]),
  );
  const more: Seen[] = [];
  const missing: Difference[] = [];
  for (const [id, type] of wanted) {
    const again = await seeAgain(type, id);
    if (again) more.push(again);
    else if (await isOurs(type, id))
      missing.push({
        kind: 'missing',
        objectType: type,
        objectId: id,
        orderId: null,
        currency: 'EUR',
        stripeMinor: null,
        oursMinor: null,
      });
  }
  return { more, missing };
}

async function balanceLines(): Promise<BalanceLine[]> {
  const [ledger, there] = [await clearingAtStripe(), await stripeBalances()];
  const codes = [...new Set([...ledger.keys(), ...there.keys()])].sort();
  return codes.map((currency) => ({
    currency,
    stripe: String(there.get(currency) ?? 0n),
    ledger: String(ledger.get(currency) ?? 0n),
  }));
}

export function readBalances(run: Pick<ReconciliationRun, 'balances'>): BalanceLine[] {
  if (!Array.isArray(run.balances)) return [];
  return run.balances.flatMap((line) => {
    if (typeof line !== 'object' || line === null || Array.isArray(line)) return [];
    const { currency, stripe, ledger } = line;
    return typeof currency === 'string' && typeof stripe === 'string' && typeof ledger === 'string'
      ? [{ currency, stripe, ledger }]
      : [];
  });
}

/**
 * Compares what Stripe lists of the last days with our rows and the ledger, repairs what a lost webhook left behind, and keeps every
 * difference until it is gone, repaired or explained by a person. Throws `payments.reconciling` while another run is at work.
 */
export async function reconcile(actor: Actor, repairs: Repairs): Promise<ReconciliationRun> {
  authorize(actor, 'reconciliation.resolve');
  const startedAt = now();
  const busy = await prisma().reconciliationRun.count({
    where: { finishedAt: null, startedAt: { gt: new Date(startedAt.getTime() - longestMs) } },
  });
  if (busy > 0) throw new DomainError('payments.reconciling');
  const until = new Date(startedAt.getTime() - graceMs);
  const window = { from: new Date(until.getTime() - reachMs), until };
  const run = await prisma().reconciliationRun.create({ data: { ...window, startedAt, actorId: actorId(actor) } });
  try {
    return await work(run, window, repairs);
  } catch (error) {
    const failure = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
    await prisma().reconciliationRun.update({ where: { id: run.id }, data: { finishedAt: now(), failure } });
    throw error;
  }
}

async function work(run: ReconciliationRun, window: Window, repairs: Repairs): Promise<ReconciliationRun> {
  const { seen: listed, cut } = await listSeen(window);
  const { more, missing } = await beyondTheLists(listed, window);
  const all = [...listed, ...more];
  const first = await compare(all);
  const tried: Seen[] = [];
  for (const each of first) if (await repair(each, repairs)) tried.push(each.seen);
  const again = new Map((await compare(tried)).map((each) => [each.seen.id, each.difference]));

  let repaired = 0;
  const standing: Difference[] = [...missing];
  for (const { seen, difference } of first) {
    if (!difference) continue;
    const left = again.has(seen.id) ? (again.get(seen.id) ?? null) : difference;
    if (left?.kind !== difference.kind) {
      await keepDifference(difference, 'repaired');
      repaired += 1;
    }
    if (left) standing.push(left);
  }
  const before = await prisma().reconciliationRun.findFirst({
    where: { finishedAt: { not: null }, failure: null },
    orderBy: { startedAt: 'desc' },
  });
  const balances = await balanceLines();
  standing.push(...standingDifferences(balances, before ? readBalances(before) : []));
  for (const difference of standing) await keepDifference(difference);
  await closeGone(standing);
  const compared = Object.fromEntries(
    [...Map.groupBy(all, ({ type }) => type)].map(([type, objects]) => [type, objects.length]),
  );
  return prisma().reconciliationRun.update({
    where: { id: run.id },
    data: {
      finishedAt: now(),
      compared,
      balances: balances.map((line) => ({ ...line })),
      found: standing.length,
      repaired,
      cut,
    },
  });
}
