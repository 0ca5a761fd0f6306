import { limits } from '#lib/core/limits.ts';
import type { Money } from '#lib/core/money.ts';
import type { Tx } from '#lib/db/index.ts';
import { type Account, accountCode } from './account.ts';

export interface Entry {
  readonly account: Account;
  /** Debit positive, credit negative. */
  readonly amount: Money;
}

/** What can be booked. A kind's words are in `admin.ledger.booking.kind` and, where it can touch what a seller is owed, in `payouts.entry`. */
export const postingKinds = [
  'sale',
  'sale_cancelled',
  'fee',
  'refund',
  'refund_failed',
  'dispute',
  'dispute_won',
  'dispute_lost',
  'debt_repaid',
  'licence_paid',
  'licence_released',
  'licence_withheld',
  'royalty',
  'royalty_paid',
  'royalty_withheld',
  'translation_paid',
  'translation_settled',
  'transfer',
  'transfer_reversal',
  'reserve_held',
  'reserve_released',
  'payout',
  'payout_settled',
  'payout_returned',
  'bank_charges',
] as const;
export type PostingKind = (typeof postingKinds)[number];

export interface Posting {
  /** The one event booked; the same cause is never booked twice (unique constraint). */
  readonly cause: string;
  readonly kind: PostingKind;
  readonly orderId?: string;
  readonly entries: readonly Entry[];
}

/** Whether the entries add up to zero in each currency. */
export function balances(entries: readonly Entry[]): boolean {
  const sums = new Map<string, bigint>();
  for (const { amount } of entries) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + amount.minor);
  return [...sums.values()].every((sum) => sum === 0n);
}

/**
 * Books a transaction inside the caller's own, so that an event and its money are one. False: this cause was booked before.
 * Entries of zero are left out. Unbalanced entries are a bug and throw (the database would refuse them as well).
 */
export async function post(tx: Tx, posting: Posting): Promise<boolean> {
  return (await postAll(tx, [posting])) === 1;
}

/** Books many transactions, in few questions. Returns how many were not booked before. */
export async function postAll(tx: Tx, postings: readonly Posting[]): Promise<number> {
  let booked = 0;
  const all = postings.map(withoutZeros).filter(({ entries }) => entries.length > 0);
  for (let at = 0; at < all.length; at += limits.postingsAtOnce)
    booked += await bookTogether(tx, all.slice(at, at + limits.postingsAtOnce));
  return booked;
}

function withoutZeros(posting: Posting): Posting {
  if (!balances(posting.entries)) throw new Error(`posting ${posting.cause} does not balance`);
  return { ...posting, entries: posting.entries.filter(({ amount }) => amount.minor !== 0n) };
}

async function bookTogether(tx: Tx, postings: readonly Posting[]): Promise<number> {
  const entries = postings.flatMap((posting, index) => posting.entries.map((entry) => ({ ...entry, nth: index + 1 })));
  const rows = await tx.$queryRaw<{ booked: number }[]>`
    select ledger_post(
      ${postings.map(({ cause }) => cause)}::text[], ${postings.map(({ kind }) => kind)}::text[],
      ${postings.map(({ orderId }) => orderId ?? '')}::text[], ${entries.map(({ nth }) => nth)}::int[],
      ${entries.map(({ account }) => accountCode(account))}::text[], ${entries.map(({ amount }) => amount.minor)}::bigint[]) as booked`;
  return rows[0]?.booked ?? 0;
}
