import type { Currency } from '#lib/core/currency.ts';
import type { Tx } from '#lib/db/index.ts';
import { type Account, accountCode } from '#lib/ledger/index.ts';
import type { Books } from './amounts.ts';
import { type Cause, ofEnterprise } from './source.ts';

/** Whom money is owed to, in which currency. */
export interface Owed {
  readonly enterpriseId: string;
  readonly currency: Currency;
}

export function payable({ enterpriseId, currency }: Owed): Account {
  return { kind: 'seller_payable', currency, enterpriseId };
}

export function reserve({ enterpriseId, currency }: Owed): Account {
  return { kind: 'reserve_payable', currency, enterpriseId };
}

/** Keeps what is owed to an enterprise from being counted twice: whoever decides on its money waits for whoever does so now. */
export async function lockBooks(tx: Tx, owed: Owed): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${accountCode(payable(owed))}, 0))`;
}

/**
 * What the books say of an enterprise and one of its orders (or one due of a licence, one job of a translator). An order is open while something of it is still to
 * be sent: it is not handed over, a milestone waits, or a transfer is on its way; a due is open while its transfer is. What was kept from
 * it for a debt is taken off, whether what left beside it is booked by now or not: a debt is kept once. The caller holds the books' lock.
 */
export async function booksOf(tx: Tx, owed: Owed, cause: Cause): Promise<Pick<Books, 'owed' | 'ownOrder' | 'allOpen'>> {
  const code = accountCode(payable(owed));
  const orderId = 'orderId' in cause ? cause.orderId : null;
  const dueId = 'dueId' in cause ? cause.dueId : null;
  const jobId = 'jobId' in cause ? cause.jobId : null;
  const rows = await tx.$queryRaw<{ owed: bigint; own: bigint; open: bigint }[]>`
    with account as (select id from ledger_account where code = ${code}),
    open_order as (
      select so.order_id from seller_order so
      where so.enterprise_id = ${owed.enterpriseId}::uuid and so.currency = ${owed.currency} and (
        so.status in ('paid', 'accepted')
        or exists (select 1 from transfer t where t.seller_order_id = so.id and t.status in ('due', 'sending', 'batched', 'failed'))
        or (so.status not in ('awaiting_payment', 'cancelled', 'refunded') and exists (
          select 1 from commission_milestone m join order_line l on l.id = m.order_line_id
          where l.seller_order_id = so.id and m.released_at is null)))
      union select ${orderId}::uuid where ${orderId}::uuid is not null
    ),
    open_share as (
      select l.id, l.due_id from licence_share l
      where l.enterprise_id = ${owed.enterpriseId}::uuid and l.currency = ${owed.currency} and (l.due_id = ${dueId}::uuid
        or exists (select 1 from transfer t where t.licence_share_id = l.id and t.status in ('due', 'sending', 'batched', 'failed')))
    ),
    open_job as (
      select j.id from translation_job j
      where j.translator_id = ${owed.enterpriseId}::uuid and j.currency = ${owed.currency} and (j.id = ${jobId}::uuid
        or exists (select 1 from transfer t where t.translation_job_id = j.id and t.status in ('due', 'sending', 'batched', 'failed')))
    ),
    share_cause as (
      select s.due_id, c.cause from open_share s, lateral licence_share_causes(s.id) c (cause)
      union all
      select j.id, c.cause from open_job j, lateral (
        select 'translation_job:' || j.id || ':settled' as cause
        union all select x.beginning || t.id || x.step from transfer t,
          (values ('transfer:', ''), ('transfer:', ':returned'), ('reserve:', ''), ('reserve:', ':released')) as x (beginning, step)
          where t.translation_job_id = j.id) c
    ),
    booked as (
      select t.order_id as sale_id, -sum(e.amount_minor) as minor
      from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
      where t.order_id in (select order_id from open_order) and e.account_id = (select id from account)
      group by t.order_id
      union all
      select s.due_id, -sum(e.amount_minor)
      from share_cause s join ledger_transaction t on t.cause = s.cause join ledger_entry e on e.transaction_id = t.id
      where e.account_id = (select id from account)
      group by s.due_id
    ),
    -- What was kept from a sale for a debt is owed for it no more, though no entry says so: the debt stands with another sale.
    kept as (
      select o.order_id as sale_id, t.recovered_minor as minor
      from seller_order o join transfer t on t.seller_order_id = o.id
      where o.enterprise_id = ${owed.enterpriseId}::uuid and o.order_id in (select order_id from open_order)
      union all select s.due_id, t.recovered_minor from open_share s join transfer t on t.licence_share_id = s.id
      union all select j.id, t.recovered_minor from open_job j join transfer t on t.translation_job_id = j.id
    ),
    by_order as (
      select sale_id, greatest(0, b.minor - coalesce((select sum(k.minor) from kept k where k.sale_id = b.sale_id), 0)) as left_minor
      from booked b
    )
    select
      coalesce((select -amount_minor from ledger_balance where account_id = (select id from account)), 0)::bigint as owed,
      coalesce((select left_minor from by_order where sale_id = coalesce(${orderId}::uuid, ${dueId}::uuid, ${jobId}::uuid)), 0)::bigint as own,
      coalesce((select sum(left_minor) from by_order), 0)::bigint as open`;
  const row = rows[0];
  return { owed: row?.owed ?? 0n, ownOrder: row?.own ?? 0n, allOpen: row?.open ?? 0n };
}

/** A seller order, or a holder's share of a licence's due, whose money moves. */
export type Sale = Owed &
  (
    | { readonly sellerOrderId: string; readonly orderId: string }
    | { readonly licenceShareId: string; readonly dueId: string }
  );

/** Its transfers. */
export function ofSale(sale: Sale): { sellerOrderId: string } | { licenceShareId: string } {
  return 'orderId' in sale ? { sellerOrderId: sale.sellerOrderId } : { licenceShareId: sale.licenceShareId };
}

/** What the books name its money by. */
export function causeOf(sale: Sale): Cause {
  return 'orderId' in sale ? { orderId: sale.orderId } : { dueId: sale.dueId };
}

/** What the books owe an enterprise for one order or due now, in minor units; below zero where it was paid more than it earned. */
export async function owedFor(tx: Tx, sale: Sale): Promise<bigint> {
  if ('orderId' in sale) return owedForOrder(tx, sale, sale.orderId);
  const rows = await tx.$queryRaw<{ owed: bigint }[]>`
    select coalesce(-sum(e.amount_minor), 0)::bigint as owed
    from licence_share_causes(${sale.licenceShareId}::uuid) c (cause) join ledger_transaction t on t.cause = c.cause
    join ledger_entry e on e.transaction_id = t.id
    where e.account_id = (select id from ledger_account where code = ${accountCode(payable(sale))})`;
  return rows[0]?.owed ?? 0n;
}

async function owedForOrder(tx: Tx, owed: Owed, orderId: string): Promise<bigint> {
  const rows = await tx.$queryRaw<{ owed: bigint }[]>`
    select coalesce(-sum(e.amount_minor), 0)::bigint as owed
    from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
    where t.order_id = ${orderId}::uuid and e.account_id = (select id from ledger_account where code = ${accountCode(payable(owed))})`;
  return rows[0]?.owed ?? 0n;
}

/**
 * What of an enterprise's transfers (or of one order's or due's) is being taken back and not booked yet. Until Stripe has said how much of it
 * comes, nobody knows what is owed.
 */
export async function beingTakenBack(tx: Tx, { enterpriseId, currency }: Owed, sale?: Sale): Promise<bigint> {
  const { _sum } = await tx.transferReversal.aggregate({
    where: { status: 'pending', transfer: { currency, ...(sale ? ofSale(sale) : ofEnterprise(enterpriseId)) } },
    _sum: { amountMinor: true },
  });
  return _sum.amountMinor ?? 0n;
}
