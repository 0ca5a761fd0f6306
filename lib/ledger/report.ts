import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { type Money, money } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';

export interface TrialBalanceRow {
  readonly kind: string;
  readonly currency: string;
  /** Debit positive. */
  readonly amount: Money;
}

/** The sum of each kind of account in each currency. Over all kinds a currency's sums are zero, always. */
export async function trialBalance(actor: Actor): Promise<TrialBalanceRow[]> {
  authorize(actor, 'ledger.view');
  const rows = await prisma().$queryRaw<{ kind: string; currency: string; amount: bigint }[]>`
    select a.kind::text, a.currency, sum(e.amount_minor)::bigint as amount
    from ledger_entry e join ledger_account a on a.id = e.account_id group by a.kind, a.currency order by a.currency, a.kind`;
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
