import { currency } from '#lib/core/currency.ts';
import { money, negate } from '#lib/core/money.ts';
import { accountCode, type Entry } from '#lib/ledger/index.ts';
import { givenBack, saleEntries } from '#lib/ordering/index.ts';
import { stableId } from './ids.ts';
import type { Row, Rows } from './rows.ts';

interface Booking {
  readonly name: string;
  readonly cause: string;
  readonly kind: string;
  readonly orderId: string | null;
  readonly postedAt: Date;
  readonly entries: readonly Entry[];
}

export class Books {
  readonly #rows: Rows;
  readonly #accounts = new Map<string, Row>();

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  /** Running balances are moved by the database itself. */
  add({ name, cause, kind, orderId, postedAt, entries }: Booking): void {
    const id = stableId('ledger', name);
    this.#rows.add('ledger_transaction', { id, cause, kind, order_id: orderId, posted_at: postedAt });
    for (const { account, amount } of entries.filter((entry) => entry.amount.minor !== 0n)) {
      const code = accountCode(account);
      const accountId = stableId('account', code);
      this.#accounts.set(code, {
        id: accountId,
        code,
        kind: account.kind,
        currency: account.currency,
        enterprise_id: account.enterpriseId ?? null,
        jurisdiction: account.jurisdiction ?? null,
      });
      this.#rows.add('ledger_entry', {
        transaction_id: id,
        account_id: accountId,
        amount_minor: amount.minor,
        currency: amount.currency,
        posted_at: postedAt,
      });
    }
  }

  close(): void {
    const known = new Set(this.#rows.of('ledger_account').map((row) => row['id']));
    this.#rows.add('ledger_account', ...[...this.#accounts.values()].filter((row) => !known.has(row['id'])));
  }
}

function salesOf(order: Row, rows: Rows): Entry[] {
  const parts = rows.of('seller_order').filter((row) => row['order_id'] === order['id']);
  return saleEntries({
    currency: String(order['currency']),
    country: String(order['country']),
    totalMinor: BigInt(String(order['total_minor'])),
    sellerOrders: parts.map((part) => ({
      enterpriseId: String(part['enterprise_id']),
      totalMinor: BigInt(String(part['total_minor'])),
      taxMinor: BigInt(String(part['tax_minor'])),
      commissionMinor: BigInt(String(part['commission_minor'])),
    })),
  });
}

/** Each month what was paid goes on to the bank, so that the payment service holds nothing of the demo's past. */
function addBankPayouts(
  books: Books,
  orders: readonly Row[],
  paidAt: (order: Row) => Date,
  refunded: (orderId: string) => bigint,
): void {
  const months = Map.groupBy(orders, (order) => `${paidAt(order).toISOString().slice(0, 7)} ${order['currency']}`);
  for (const [month, paid] of months) {
    const code = currency(month.slice(8));
    const amount = money(
      paid.reduce((sum, order) => sum + BigInt(String(order['total_minor'])) - refunded(String(order['id'])), 0n),
      code,
    );
    const last = Math.max(...paid.map((order) => paidAt(order).getTime()));
    books.add({
      name: `payout ${month}`,
      cause: `payout:demo-${month.replace(' ', '-')}:paid`,
      kind: 'payout',
      orderId: null,
      postedAt: new Date(last + 3_600_000),
      entries: [
        { account: { kind: 'bank_clearing', currency: code }, amount },
        { account: { kind: 'stripe_clearing', currency: code }, amount: negate(amount) },
      ],
    });
  }
}

/** What went back, promised and then through. Gives how much of an order that is. */
function addRefundBookings(books: Books, rows: Rows): (orderId: string) => bigint {
  const sums = new Map<string, bigint>();
  for (const refund of rows.of('refund')) {
    const part = rows.of('seller_order').find((row) => row['id'] === refund['seller_order_id']);
    const order = rows.of('orders').find((row) => row['id'] === part?.['order_id']);
    const at = refund['settled_at'];
    if (!part || !order || !(at instanceof Date)) continue;
    const code = currency(String(refund['currency']));
    const minor = (key: string) => BigInt(String(refund[key]));
    const amount = money(minor('amount_minor'), code);
    const orderId = String(order['id']);
    sums.set(orderId, (sums.get(orderId) ?? 0n) + amount.minor);
    const given = {
      share: minor('share_minor'),
      tax: minor('tax_minor'),
      commission: minor('commission_minor'),
      lines: [],
    };
    const owing = {
      currency: code,
      enterpriseId: String(part['enterprise_id']),
      order: { country: String(order['country']) },
      lines: [],
    };
    const refunds: Entry = { account: { kind: 'refunds', currency: code }, amount: negate(amount) };
    const clearing: Entry = { account: { kind: 'stripe_clearing', currency: code }, amount: negate(amount) };
    const book = (step: string, entries: readonly Entry[]) =>
      books.add({
        name: `refund ${refund['id']} ${step}`,
        cause: `refund:${refund['id']}:${step}`,
        kind: 'refund',
        orderId,
        postedAt: at,
        entries,
      });
    book('asked', [...givenBack(owing, given), refunds]);
    book('succeeded', [{ ...refunds, amount }, clearing]);
  }
  return (orderId) => sums.get(orderId) ?? 0n;
}

/** The sales in the books, one balanced transaction an order, and what the bank received of them. */
export function addBooks(rows: Rows, today: Date): void {
  const books = new Books(rows);
  const orders = rows.of('orders');
  const paidAt = (order: Row) => (order['paid_at'] instanceof Date ? order['paid_at'] : today);
  for (const order of orders) {
    const id = String(order['id']);
    books.add({
      name: id,
      cause: `order:${id}:paid`,
      kind: 'sale',
      orderId: id,
      postedAt: paidAt(order),
      entries: salesOf(order, rows),
    });
  }
  addBankPayouts(books, orders, paidAt, addRefundBookings(books, rows));
  books.close();
}
