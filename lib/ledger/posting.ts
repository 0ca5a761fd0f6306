import type { Money } from '#lib/core/money.ts';
import type { Tx } from '#lib/db/index.ts';
import { type Account, accountCode, keepsBalance } from './account.ts';

export interface Entry {
  readonly account: Account;
  /** Debit positive, credit negative. */
  readonly amount: Money;
}

export interface Posting {
  /** The one event booked; the same cause is never booked twice (unique constraint). */
  readonly cause: string;
  readonly kind: string;
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
  const entries = posting.entries.filter(({ amount }) => amount.minor !== 0n);
  if (!balances(entries)) throw new Error(`posting ${posting.cause} does not balance`);
  if (entries.length === 0) return false;
  await ensureAccounts(tx, entries);

  const codes = entries.map(({ account }) => accountCode(account));
  const amounts = entries.map(({ amount }) => amount.minor.toString());
  const booked = await tx.$executeRaw`
    with made as (
      insert into ledger_transaction (cause, kind, order_id) values (${posting.cause}, ${posting.kind}, ${posting.orderId ?? null}::uuid)
      on conflict (cause) do nothing returning id
    )
    insert into ledger_entry (transaction_id, account_id, amount_minor, currency)
    select made.id, a.id, e.amount::bigint, a.currency
    from made, unnest(${codes}::text[], ${amounts}::text[]) as e (code, amount) join ledger_account a on a.code = e.code`;
  if (booked === 0) return false;
  await moveBalances(tx, entries);
  return true;
}

async function ensureAccounts(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const accounts = [...new Map(entries.map(({ account }) => [accountCode(account), account])).entries()].sort(
    ([a], [b]) => (a < b ? -1 : 1),
  );
  const known = await tx.ledgerAccount.count({ where: { code: { in: accounts.map(([code]) => code) } } });
  if (known === accounts.length) return;
  await tx.ledgerAccount.createMany({
    data: accounts.map(([code, { kind, currency, enterpriseId, jurisdiction }]) => ({
      code,
      kind,
      currency,
      enterpriseId: enterpriseId ?? null,
      jurisdiction: jurisdiction ?? null,
    })),
    skipDuplicates: true,
  });
}

async function moveBalances(tx: Tx, entries: readonly Entry[]): Promise<void> {
  for (const { account, amount } of entries.filter((entry) => keepsBalance(entry.account))) {
    await tx.$executeRaw`
      insert into ledger_balance (account_id, amount_minor)
      select id, ${amount.minor.toString()}::bigint from ledger_account where code = ${accountCode(account)}
      on conflict (account_id) do update set amount_minor = ledger_balance.amount_minor + excluded.amount_minor`;
  }
}
