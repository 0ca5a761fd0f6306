import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { isoDay } from '#lib/core/clock.ts';
import { csvStream, type PlainCell } from '#lib/core/csv.ts';
import { decimalText, type Money, money, negate } from '#lib/core/money.ts';
import type { LedgerAccountKind } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';

export interface TrialBalanceRow {
  readonly kind: LedgerAccountKind;
  readonly currency: string;
  /** Debit positive. */
  readonly amount: Money;
}

interface SumRow {
  readonly kind: LedgerAccountKind;
  readonly currency: string;
  readonly amount: bigint;
}

/** The rollup and the entries after it, seen at one moment. */
function sumsNow(): Promise<SumRow[]> {
  return prisma().$queryRaw<SumRow[]>`
    select a.kind, a.currency, sum(coalesce(r.amount_minor, 0) + tail.amount)::bigint as amount
    from ledger_account a left join ledger_rollup r on r.account_id = a.id cross join ledger_watermark w, lateral (
      select coalesce(sum(e.amount_minor), 0) as amount from ledger_entry e where e.account_id = a.id and e.id > w.entry_id
    ) tail
    group by a.kind, a.currency order by a.currency, a.kind`;
}

/** What accounts stood at when the last day up to this one was closed, and what was booked after that up to its end. */
function sumsOn(day: Date): Promise<SumRow[]> {
  return prisma().$queryRaw<SumRow[]>`
    with edge as (select max(day) as day from ledger_day where day <= ${day}::date)
    select a.kind, a.currency, sum(part.amount)::bigint as amount
    from (
      select a.id, b.amount_minor as amount from ledger_account a, edge, lateral (
        select amount_minor from ledger_day_balance d where d.account_id = a.id and d.day <= edge.day order by d.day desc limit 1
      ) b
      union all
      select e.account_id, e.amount_minor from edge, ledger_transaction t join ledger_entry e on e.transaction_id = t.id
      where t.posted_at >= coalesce((edge.day + 1)::timestamp at time zone 'UTC', '-infinity')
        and t.posted_at < (${day}::date + 1)::timestamp at time zone 'UTC'
    ) part join ledger_account a on a.id = part.id
    group by a.kind, a.currency order by a.currency, a.kind`;
}

/**
 * The sum of each kind of account in each currency, now or at the end of a day (UTC). Over all kinds a currency's sums are zero, always.
 */
export async function trialBalance(actor: Actor, day?: Date): Promise<TrialBalanceRow[]> {
  authorize(actor, 'ledger.view');
  const rows = await (day && isoDay(day) < isoDay(new Date()) ? sumsOn(day) : sumsNow());
  return rows.map(({ kind, currency, amount }) => ({ kind, currency, amount: money(amount, currency) }));
}

/** What the platform owes an enterprise now, by currency. */
export async function sellerBalances(actor: Actor, enterpriseId: string): Promise<Money[]> {
  authorize(actor, 'seller_order.view', { enterpriseId });
  const accounts = await prisma().ledgerAccount.findMany({
    where: { enterpriseId, kind: 'seller_payable' },
    include: { balance: true },
  });
  return accounts.map(({ currency, balance }) => money(-(balance?.amountMinor ?? 0n), currency));
}

/** An amount on its side: a number for a spreadsheet, nothing on the other. */
export function sides(amount: Money): readonly [PlainCell, PlainCell] {
  const text = { plain: decimalText(amount.minor < 0n ? negate(amount) : amount) };
  return amount.minor >= 0n ? [text, { plain: '' }] : [{ plain: '' }, text];
}

/** The trial balance as a file; `nameOf` gives an account's kind in the reader's language. */
export async function trialBalanceCsv(
  actor: Actor,
  header: readonly string[],
  nameOf: (kind: string) => string,
  day?: Date,
): Promise<ReadableStream<Uint8Array>> {
  const rows = await trialBalance(actor, day);
  async function* parts() {
    yield rows.map(({ kind, currency, amount }) => [currency, kind, nameOf(kind), ...sides(amount)]);
  }
  return csvStream(header, parts());
}

/** What the ledger says is at Stripe, by currency. */
export async function clearingAtStripe(): Promise<ReadonlyMap<string, bigint>> {
  const rows = await sumsNow();
  return new Map(
    rows.filter(({ kind }) => kind === 'stripe_clearing').map(({ currency, amount }) => [currency, amount]),
  );
}
