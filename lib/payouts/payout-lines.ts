import { day } from '#lib/core/clock.ts';
import type { BankLine, StripePayout } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';

type Line = Pick<BankLine, 'amountMinor' | 'currency' | 'bookedOn' | 'endToEndId' | 'counterparty' | 'remittance'>;
type Payout = Pick<StripePayout, 'id' | 'status' | 'amountMinor' | 'currency' | 'arrivalOn' | 'traceId'>;

export type LineProblem = 'unknown_reference' | 'amount_differs' | 'currency_differs' | 'not_expected';
export type Verdict = { readonly payoutId: string } | { readonly problem: LineProblem };

/** How far the bank's day may be from the day that Stripe foresaw. */
const earlyMs = 3 * day;
const lateMs = 8 * day;
const underWay = ['pending', 'in_transit', 'paid'];

function names({ endToEndId, remittance }: Line, { id, traceId }: Payout): boolean {
  const said = `${endToEndId ?? ''} ${remittance}`;
  return said.includes(id) || (traceId !== null && said.includes(traceId));
}

/** Whether what came in is a payout, or why it is not. */
export function fits(line: Line, payout: Payout): Verdict {
  if (payout.currency !== line.currency) return { problem: 'currency_differs' };
  if (payout.amountMinor !== line.amountMinor) return { problem: 'amount_differs' };
  return underWay.includes(payout.status) ? { payoutId: payout.id } : { problem: 'not_expected' };
}

/**
 * Which of Stripe's payouts to our bank a movement is: the one it names, or else the only one of its amount that is expected about that
 * day, where it is Stripe that paid. What could be two is for a person.
 */
export function payoutOf(line: Line, waiting: readonly Payout[]): Verdict {
  if (line.amountMinor <= 0n) return { problem: 'unknown_reference' };
  const [named, ...more] = waiting.filter((payout) => names(line, payout));
  if (named && more.length === 0) return fits(line, named);
  if (!/\bstripe\b/i.test(`${line.counterparty} ${line.remittance}`)) return { problem: 'unknown_reference' };
  const [only, ...others] = waiting.filter((payout) => {
    const late = line.bookedOn.getTime() - payout.arrivalOn.getTime();
    return 'payoutId' in fits(line, payout) && late >= -earlyMs && late <= lateMs;
  });
  return only && others.length === 0 ? { payoutId: only.id } : { problem: 'unknown_reference' };
}

/** Our own payouts that no movement has told of yet, locked. */
async function waitingPayouts(tx: Tx): Promise<StripePayout[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select p.id from stripe_payout p where p.enterprise_id is null
      and not exists (select 1 from bank_line l where l.stripe_payout_id = p.id)
    order by p.created_at desc limit 500 for update of p`;
  return tx.stripePayout.findMany({ where: { id: { in: rows.map(({ id }) => id) } } });
}

/** Matches what came in from Stripe, and says of the rest why it waits for a person. Gives the number of those that were matched. */
export async function matchPayouts(tx: Tx, lines: readonly BankLine[]): Promise<number> {
  let waiting = lines.some((line) => line.amountMinor > 0n) ? await waitingPayouts(tx) : [];
  let matched = 0;
  const left: { readonly id: string; readonly problem: LineProblem }[] = [];
  for (const line of lines) {
    const verdict = payoutOf(line, waiting);
    if ('problem' in verdict) {
      left.push({ id: line.id, problem: verdict.problem });
      continue;
    }
    waiting = waiting.filter(({ id }) => id !== verdict.payoutId);
    matched += 1;
    await tx.bankLine.update({
      where: { id: line.id },
      data: { status: 'matched', stripePayoutId: verdict.payoutId, problem: null },
    });
  }
  for (const [problem, some] of Map.groupBy(left, (each) => each.problem))
    await tx.bankLine.updateMany({ where: { id: { in: some.map(({ id }) => id) } }, data: { problem } });
  return matched;
}

/** A payout that was heard of only after the bank's statement: the movements that wait are looked at again. */
export async function matchWaitingLines(tx: Tx, { amountMinor, currency }: Payout): Promise<void> {
  const lines = await tx.bankLine.findMany({
    where: { status: 'unmatched', amountMinor, currency },
    orderBy: { bookedOn: 'asc' },
  });
  if (lines.length > 0) await matchPayouts(tx, lines);
}

/** The payout that a person names, locked, if no movement has told of it. */
export async function lockPayout(tx: Tx, payoutId: string): Promise<StripePayout | null> {
  return (await waitingPayouts(tx)).find(({ id }) => id === payoutId) ?? null;
}
