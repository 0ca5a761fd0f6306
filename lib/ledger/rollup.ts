import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '#lib/core/log.ts';
import { prisma } from '#lib/db/index.ts';

const lookEveryMs = 50;

/**
 * Waits until every database transaction that writes now has ended. A posting takes its transaction's number before it reads the time
 * and before its entries are numbered; so afterwards nothing earlier and no lower entry can appear. False: one is still at work.
 */
export async function settled(withinMs: number): Promise<boolean> {
  const [taken] = await prisma().$queryRaw<{ number: string }[]>`select pg_current_xact_id()::text as number`;
  for (let waited = 0; waited <= withinMs; waited += lookEveryMs) {
    const [at] = await prisma().$queryRaw<{ over: boolean }[]>`
      select pg_snapshot_xmin(pg_current_snapshot()) > ${taken?.number ?? '0'}::xid8 as over`;
    if (at?.over) return true;
    await sleep(lookEveryMs);
  }
  return false;
}

/**
 * Takes what was booked since the last time into the sums of the accounts. Entries are numbered in another order than they become
 * visible: it goes up to the highest number seen, once everything that was being written at that moment has ended.
 */
export async function rollUp(withinMs = 20_000): Promise<bigint> {
  const [last] = await prisma().$queryRaw<{ id: bigint | null }[]>`
    select max((select e.id from ledger_entry e where e.account_id = a.id order by e.id desc limit 1)) as id from ledger_account a`;
  if (!last?.id) return 0n;
  if (!(await settled(withinMs))) {
    log.warn('a long transaction keeps the ledger from being rolled up; the next run tries again');
    return 0n;
  }
  const [rolled] = await prisma().$queryRaw<{ entries: bigint }[]>`select ledger_roll_up(${last.id}) as entries`;
  return rolled?.entries ?? 0n;
}
