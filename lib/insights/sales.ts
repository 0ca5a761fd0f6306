import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { type Currency, currency } from '#lib/core/currency.ts';
import { type Money, money, sum } from '#lib/core/money.ts';
import { pool } from '#lib/db/index.ts';
import { convert, currentRates, type Rates } from '#lib/exchange/index.ts';
import { bySteps, type Period, type Span } from './periods.ts';

/** Parts of orders that were paid and not given back. Parameters: 1 enterprise, 2 first day, 3 last day. */
export const paidParts = `seller_order s join orders o on o.id = s.order_id
  where s.enterprise_id = $1 and s.status not in ('awaiting_payment', 'cancelled', 'refunded')
    and o.paid_at >= $2::date::timestamp at time zone 'UTC' and o.paid_at < ($3::date + 1)::timestamp at time zone 'UTC'`;

interface DayRow {
  readonly day: string;
  readonly currency: string;
  readonly minor: string;
}

const goodsByDay = `select to_char(o.paid_at at time zone 'UTC', 'YYYY-MM-DD') as day, l.source_currency as currency,
    sum(l.source_price_minor * l.quantity)::text as minor
  from order_line l join (select s.id, o.paid_at from ${paidParts}) o on o.id = l.seller_order_id
  group by 1, 2`;

const ordersByDay = `select to_char(o.paid_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(distinct s.order_id)::int as orders
  from ${paidParts} group by 1`;

export interface Sales {
  readonly currency: Currency;
  /** What the goods cost at the enterprise's own prices, by step. */
  readonly amounts: readonly Money[];
  readonly orders: readonly number[];
  readonly total: Money;
  readonly orderCount: number;
}

export interface SalesReport {
  readonly now: Sales;
  readonly before: Sales;
  /** The day of the rates that other currencies were converted at; null where all was sold in the enterprise's own. */
  readonly convertedAt: string | null;
}

async function salesIn(enterpriseId: string, code: Currency, period: Period, rates: Rates) {
  const values = [enterpriseId, period.from, period.to];
  const [goods, orders] = await Promise.all([
    pool().query<DayRow>(goodsByDay, values),
    pool().query<{ day: string; orders: number }>(ordersByDay, values),
  ]);
  const amounts = bySteps(
    goods.rows.map((row) => ({
      day: row.day,
      amount: convert(money(BigInt(row.minor), row.currency), code, rates).minor,
    })),
    period,
  ).map((minor) => money(minor, code));
  const counted = bySteps(
    orders.rows.map((row) => ({ day: row.day, amount: BigInt(row.orders) })),
    period,
  ).map(Number);
  const sales: Sales = {
    currency: code,
    amounts,
    orders: counted,
    total: sum(amounts, code),
    orderCount: counted.reduce((a, b) => a + b, 0),
  };
  return { sales, foreign: goods.rows.some((row) => row.currency !== code) };
}

/**
 * What an enterprise sold: goods at its own prices, tax included, without delivery, in its currency. What it sells in other currencies is
 * converted day by day at the newest reference rates.
 */
export async function salesReport(
  actor: Actor,
  enterprise: { readonly id: string; readonly currency: string },
  span: Span,
): Promise<SalesReport> {
  authorize(actor, 'insights.sales', { enterpriseId: enterprise.id });
  const code = currency(enterprise.currency);
  const rates = await currentRates();
  const [current, earlier] = await Promise.all([
    salesIn(enterprise.id, code, span.now, rates),
    salesIn(enterprise.id, code, span.before, rates),
  ]);
  return {
    now: current.sales,
    before: earlier.sales,
    convertedAt: current.foreign || earlier.foreign ? rates.day : null,
  };
}

export interface BuyersOf {
  readonly country: string;
  readonly orders: number;
}

/** Where those who bought are, most orders first. */
export async function buyersByCountry(actor: Actor, enterpriseId: string, period: Period): Promise<BuyersOf[]> {
  authorize(actor, 'insights.sales', { enterpriseId });
  const { rows } = await pool().query<BuyersOf>(
    `select o.country, count(distinct s.order_id)::int as orders from ${paidParts} group by 1 order by 2 desc, 1 limit 12`,
    [enterpriseId, period.from, period.to],
  );
  return rows;
}

export interface Seller {
  readonly listingId: string;
  readonly things: number;
  readonly amount: Money;
}

/** The listings that sold most, by what they brought, in the enterprise's currency. */
export async function bestSellers(
  actor: Actor,
  enterprise: { readonly id: string; readonly currency: string },
  period: Period,
): Promise<Seller[]> {
  authorize(actor, 'insights.sales', { enterpriseId: enterprise.id });
  const code = currency(enterprise.currency);
  const [{ rows }, rates] = await Promise.all([
    pool().query<{ listing_id: string; currency: string; things: number; minor: string }>(
      `select l.listing_id, l.source_currency as currency, sum(l.quantity)::int as things, sum(l.source_price_minor * l.quantity)::text as minor
       from order_line l join (select s.id from ${paidParts}) o on o.id = l.seller_order_id group by 1, 2`,
      [enterprise.id, period.from, period.to],
    ),
    currentRates(),
  ]);
  const sellers = [...Map.groupBy(rows, (row) => row.listing_id)].map(([listingId, parts]) => ({
    listingId,
    things: parts.reduce((count, part) => count + part.things, 0),
    amount: sum(
      parts.map((part) => convert(money(BigInt(part.minor), part.currency), code, rates)),
      code,
    ),
  }));
  const more = (a: Seller, b: Seller) =>
    a.amount.minor < b.amount.minor ? 1 : a.amount.minor > b.amount.minor ? -1 : 0;
  return sellers.sort((a, b) => more(a, b) || a.listingId.localeCompare(b.listingId)).slice(0, 8);
}
