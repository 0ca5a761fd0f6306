import { createHash } from 'node:crypto';
import type { Actor } from '#lib/core/actor.ts';
import { actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import type { LedgerCheck, LedgerDay } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { booksOfDay, type DayTotals, dayOf, readBooks } from './chain.ts';
import { settled } from './rollup.ts';

/** What stands before the first closed day. */
export const genesis = createHash('sha256').update('ambersilk ledger').digest('hex');

/** A quarter of an hour after midnight: far longer than any posting takes between reading the time and being written. */
const graceMs = 15 * 60_000;

/** The first day with postings that is not closed yet, if it is over. */
async function nextDay(): Promise<Date | null> {
  const [row] = await prisma().$queryRaw<{ day: Date | null }[]>`
    select (min(posted_at) at time zone 'UTC')::date as day from ledger_transaction
    where posted_at >= coalesce((select max(day) + 1 from ledger_day)::timestamp at time zone 'UTC', '-infinity')`;
  const day = row?.day ?? null;
  return day && dayEnd(day).getTime() + graceMs <= now().getTime() ? day : null;
}

function dayEnd(day: Date): Date {
  return new Date(day.getTime() + 24 * 60 * 60_000);
}

/**
 * Closes each day that is over: its transactions are hashed together with the closed day before, and what the accounts stood at is
 * kept. Later postings fall in the day they are booked in; the database refuses any into a closed one. Returns the days closed.
 */
export async function closeDays(): Promise<number> {
  if (!(await nextDay())) return 0;
  if (!(await settled(20_000))) {
    log.warn('a long transaction keeps a day of the ledger open; the next run tries again');
    return 0;
  }
  let closed = 0;
  for (let day = await nextDay(); day && closed < limits.daysClosedAtOnce; day = await nextDay()) {
    await closeDay(day);
    closed += 1;
  }
  return closed;
}

async function closeDay(day: Date): Promise<void> {
  const before = await prisma().ledgerDay.findFirst({ orderBy: { day: 'desc' } });
  const previousHash = before?.hash ?? genesis;
  const totals = await booksOfDay(day, previousHash);
  await transaction(async (tx) => {
    const { count } = await tx.ledgerDay.createMany({
      data: [{ day, previousHash, hash: totals.hash, transactions: totals.transactions, entries: totals.entries }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    const moved = [...totals.moved].map(([account, amount]) => ({ account, amount }));
    await tx.$executeRaw`
      insert into ledger_day_balance (account_id, day, amount_minor)
      select m.account::uuid, ${day}::date, m.amount + coalesce((
        select b.amount_minor from ledger_day_balance b where b.account_id = m.account::uuid and b.day < ${day}::date order by b.day desc limit 1), 0)
      from unnest(${moved.map(({ account }) => account)}::text[], ${moved.map(({ amount }) => amount)}::bigint[]) as m (account, amount)`;
  });
}

/** Closed days, the newest first, with the last look through the chain. */
export async function closedDays(
  actor: Actor,
  before?: Date,
): Promise<{ days: LedgerDay[]; more: boolean; count: number; check: LedgerCheck | null }> {
  authorize(actor, 'ledger.view');
  const [rows, count, check] = await Promise.all([
    prisma().ledgerDay.findMany({
      where: before ? { day: { lt: before } } : {},
      orderBy: { day: 'desc' },
      take: limits.page + 1,
    }),
    prisma().ledgerDay.count(),
    prisma().ledgerCheck.findFirst({ orderBy: { checkedAt: 'desc' } }),
  ]);
  return { days: rows.slice(0, limits.page), more: rows.length > limits.page, count, check };
}

/**
 * What is wrong: a day's rows are not those that were closed, its link to the day before is broken, it lies among closed days and was
 * never closed, what the accounts stood at is not what its rows come to; entries without a transaction; running sums that are not those
 * of the entries.
 */
export type ChainProblem = 'changed' | 'chain' | 'unclosed' | 'balances' | 'orphans' | 'sums';

/** Reads the whole history again, names the first day that is not as it was closed, and keeps what was found. */
export async function verifyChain(actor: Actor): Promise<LedgerCheck> {
  authorize(actor, 'ledger.verify');
  const days = await prisma().ledgerDay.findMany({ orderBy: { day: 'asc' } });
  const found = (await firstProblem(days)) ?? (await strayEntries()) ?? (await wrongSums());
  const check = {
    days: days.length,
    transactions: days.reduce((sum, day) => sum + day.transactions, 0),
    firstBadDay: found?.day ?? null,
    problem: found?.problem ?? null,
    actorId: actorId(actor),
  };
  if (found) log.error({ day: found.day, problem: found.problem }, 'the ledger is not as it was closed');
  return prisma().ledgerCheck.create({ data: check });
}

interface Found {
  readonly day: Date | null;
  readonly problem: ChainProblem;
}

/** Entries whose transaction is gone: no trigger lets them be, so somebody went past the triggers. */
async function strayEntries(): Promise<Found | null> {
  const [row] = await prisma().$queryRaw<{ at: Date | null }[]>`
    select min(e.posted_at) as at from ledger_entry e where not exists (select from ledger_transaction t where t.id = e.transaction_id)`;
  return row?.at ? { day: dayOf(row.at), problem: 'orphans' } : null;
}

/** Whether running balances and the rollup are the sums of their entries, all seen at one moment. */
async function wrongSums(): Promise<Found | null> {
  const [row] = await prisma().$queryRaw<{ wrong: bigint }[]>`
    select count(*) as wrong from ledger_account a
    left join ledger_balance b on b.account_id = a.id left join ledger_rollup r on r.account_id = a.id
    cross join ledger_watermark w, lateral (
      select coalesce(sum(e.amount_minor), 0) as whole, coalesce(sum(e.amount_minor) filter (where e.id <= w.entry_id), 0) as rolled
      from ledger_entry e where e.account_id = a.id
    ) s
    where coalesce(r.amount_minor, 0) <> s.rolled
      or (a.kind::text in ('seller_payable', 'reserve_payable') and coalesce(b.amount_minor, 0) <> s.whole)`;
  return row && row.wrong > 0n ? { day: null, problem: 'sums' } : null;
}

async function firstProblem(days: readonly LedgerDay[]): Promise<Found | null> {
  const last = days.at(-1);
  if (!last) return null;
  const balances = new Map<string, bigint>();
  let previousHash = genesis;
  let at = 0;
  const check = async (day: Date, totals: DayTotals): Promise<ChainProblem | null> => {
    for (const [account, amount] of totals.moved) balances.set(account, (balances.get(account) ?? 0n) + amount);
    const kept = days[at++];
    if (kept?.day.getTime() !== day.getTime()) return 'unclosed';
    if (kept.previousHash !== previousHash) return 'chain';
    if (kept.hash !== totals.hash) return 'changed';
    previousHash = kept.hash;
    return (await balancesStand(day, totals.moved, balances)) ? null : 'balances';
  };
  for await (const [day, totals] of readBooks(dayEnd(last.day), () => previousHash)) {
    const missed = days[at];
    // A closed day of which nothing is left comes before the next that has something.
    if (missed && missed.day.getTime() < day.getTime()) return { day: missed.day, problem: 'changed' };
    const problem = await check(day, totals);
    if (problem) return { day, problem };
  }
  const left = days[at];
  return left ? { day: left.day, problem: 'changed' } : null;
}

async function balancesStand(
  day: Date,
  moved: ReadonlyMap<string, bigint>,
  balances: ReadonlyMap<string, bigint>,
): Promise<boolean> {
  const kept = await prisma().ledgerDayBalance.findMany({ where: { day } });
  return kept.length === moved.size && kept.every((row) => balances.get(row.accountId) === row.amountMinor);
}
