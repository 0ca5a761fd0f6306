import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { type Money, money } from '#lib/core/money.ts';
import { prisma, type Tx } from '#lib/db/index.ts';

/** What a customer owes because a bank took its payment back after somebody had translated. */
export interface OwedTranslation {
  readonly disputeId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly jobNumber: string;
  readonly customer: { readonly id: string; readonly displayName: string; readonly sourceLocale: string };
  readonly amount: Money;
  readonly since: Date | null;
  /** The customer's account in the ledger, which holds the debt. */
  readonly accountId: string;
}

/** Debts of lost card disputes, the oldest first: what the bank took back less what would have gone back anyway and what was paid since. Paid ones are none. */
export async function owedAfterDisputes(actor: Actor): Promise<OwedTranslation[]> {
  authorize(actor, 'translation.settle');
  return debts(prisma());
}

interface Row {
  readonly disputeId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly jobNumber: string;
  readonly customerId: string;
  readonly displayName: string;
  readonly sourceLocale: string;
  readonly minor: bigint;
  readonly currency: string;
  readonly since: Date | null;
  readonly accountId: string;
}

/** The debts that are open, or that of one dispute: what its bookings left of it, no more than what the customer's account still holds. */
export async function debts(db: Tx, disputeId: string | null = null): Promise<OwedTranslation[]> {
  const rows = await db.$queryRaw<Row[]>`
    select d.id as "disputeId", o.id as "orderId", o.number as "orderNumber",
      coalesce((select min(j.number) from translation_job j where j.order_id = o.id), '') as "jobNumber",
      e.id as "customerId", e.display_name as "displayName", e.source_locale as "sourceLocale",
      least(held.of_this, held.of_all) as minor, d.currency, d.closed_at as since, a.id as "accountId"
    from dispute d
    join payment p on p.id = d.payment_id
    join translation_order o on o.id = p.translation_order_id
    join enterprise e on e.id = o.enterprise_id
    join ledger_account a on a.code = 'buyer_receivable:' || e.id || ':' || d.currency
    cross join lateral (
      select coalesce(sum(l.amount_minor), 0)::bigint as of_all,
        coalesce(sum(l.amount_minor) filter (where
          t.cause = 'dispute:' || d.id || ':lost'
          or starts_with(t.cause, 'dispute:' || d.id || ':repaid:')
          or exists (select 1 from translation_refund r where r.payment_id = p.id and t.cause = 'refund:' || r.id || ':failed')
        ), 0)::bigint as of_this
      from ledger_entry l join ledger_transaction t on t.id = l.transaction_id
      where l.account_id = a.id
    ) held
    where d.status = 'lost' and least(held.of_this, held.of_all) > 0
      and (${disputeId}::uuid is null or d.id = ${disputeId}::uuid)
    order by d.closed_at, d.id
    limit ${limits.pageMax}`;
  return rows.map(({ customerId, displayName, sourceLocale, minor, currency, ...row }) => ({
    ...row,
    customer: { id: customerId, displayName, sourceLocale },
    amount: money(minor, currency),
  }));
}
