import type { Currency } from '#lib/core/currency.ts';
import { add, basisPoints, chargeable, type Money, money, subtract, sum, times, zero } from '#lib/core/money.ts';
import { convert, type Rates } from '#lib/exchange/index.ts';
import type { Bar } from './barred.ts';
import { type Delivery, delivery, type ShippingStep } from './shipping.ts';
import { type TaxRule, taxIn, taxRule } from './tax.ts';

/** One thing in a cart with everything its price depends on. */
export interface QuoteItem {
  readonly variantId: string;
  readonly quantity: number;
  /** Null: does not run out. */
  readonly available: number | null;
  readonly onSale: boolean;
  /** What of its kind keeps it from being bought. */
  readonly bar?: Bar | null;
  readonly price: Money;
  /** What the buyer was shown last. */
  readonly seenPrice: Money | null;
  readonly digital: boolean;
  readonly weightGrams: number;
  /** Basis points in the country of delivery. */
  readonly vatRate: number;
}

export interface QuoteSeller {
  readonly enterpriseId: string;
  readonly country: string;
  readonly commissionBasisPoints: number;
  readonly handling: { readonly min: number; readonly max: number };
  readonly shipping: readonly ShippingStep[];
  readonly items: readonly QuoteItem[];
}

export type Problem =
  | { readonly kind: 'unavailable'; readonly variantId: string }
  | { readonly kind: 'not_enough'; readonly variantId: string; readonly available: number }
  | { readonly kind: 'price_changed'; readonly variantId: string; readonly before: Money; readonly after: Money }
  | { readonly kind: 'barred'; readonly variantId: string; readonly bar: Bar }
  | { readonly kind: 'no_delivery'; readonly enterpriseId: string };

export interface QuotedLine {
  readonly variantId: string;
  readonly quantity: number;
  readonly unit: Money;
  readonly total: Money;
  readonly tax: Money;
  readonly vatRate: number;
}

export interface QuotedSeller {
  readonly enterpriseId: string;
  readonly lines: readonly QuotedLine[];
  readonly subtotal: Money;
  readonly shipping: Money;
  readonly delivery: Delivery | null;
  readonly tax: Money;
  readonly taxRule: TaxRule;
  readonly total: Money;
  readonly commission: Money;
}

export interface Quote {
  readonly currency: Currency;
  readonly sellers: readonly QuotedSeller[];
  readonly subtotal: Money;
  readonly shipping: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly problems: readonly Problem[];
}

function problemsOf(seller: QuoteSeller): Problem[] {
  return seller.items.flatMap((item): Problem[] => {
    if (item.bar) return [{ kind: 'barred', variantId: item.variantId, bar: item.bar }];
    if (!item.onSale || item.available === 0) return [{ kind: 'unavailable', variantId: item.variantId }];
    if (item.available !== null && item.available < item.quantity) {
      return [{ kind: 'not_enough', variantId: item.variantId, available: item.available }];
    }
    const { seenPrice, price } = item;
    const changed = seenPrice !== null && (seenPrice.currency !== price.currency || seenPrice.minor !== price.minor);
    return changed ? [{ kind: 'price_changed', variantId: item.variantId, before: seenPrice, after: price }] : [];
  });
}

/** Prices one enterprise's part in the buyer's currency. Each unit is converted and rounded once, so that lines add up to what is charged. */
function quoteSeller(
  seller: QuoteSeller,
  country: string,
  currency: Currency,
  rates: Rates,
): { quoted: QuotedSeller; problems: Problem[] } {
  const digital = seller.items.every((item) => item.digital);
  const unitOf = (price: Money) => chargeable(convert(price, currency, rates));
  const priced = seller.items.map((item) => ({
    item,
    unit: unitOf(item.price),
    total: times(unitOf(item.price), item.quantity),
  }));
  const subtotal = sum(
    priced.map(({ total }) => total),
    currency,
  );
  const rule = taxRule(seller.country, country, digital, convert(subtotal, 'EUR', rates));
  const lines = priced.map(({ item, unit, total }) => ({
    variantId: item.variantId,
    quantity: item.quantity,
    unit,
    total,
    tax: taxIn(total, rule, item.vatRate),
    vatRate: item.vatRate,
  }));

  const parcel = seller.items.filter((item) => !item.digital);
  const weight = parcel.reduce((grams, item) => grams + item.weightGrams * item.quantity, 0);
  const goods = sum(
    parcel.map((item) => times(item.price, item.quantity)),
    seller.items[0]?.price.currency ?? currency,
  );
  const sent = parcel.length === 0 ? null : delivery(seller.shipping, country, weight, goods, seller.handling);
  const shipping = sent ? chargeable(convert(sent.price, currency, rates)) : zero(currency);
  // Carriage follows the goods: it bears the highest rate among them, which never understates the tax.
  const shippingRate = Math.max(0, ...parcel.map((item) => item.vatRate));
  const tax = add(
    sum(
      lines.map((line) => line.tax),
      currency,
    ),
    taxIn(shipping, rule, shippingRate),
  );
  const net = subtract(
    subtotal,
    sum(
      lines.map((line) => line.tax),
      currency,
    ),
  );
  return {
    quoted: {
      enterpriseId: seller.enterpriseId,
      lines,
      subtotal,
      shipping,
      delivery: sent,
      tax,
      taxRule: rule,
      total: add(subtotal, shipping),
      commission: basisPoints(net, seller.commissionBasisPoints),
    },
    problems: [
      ...problemsOf(seller),
      ...(parcel.length > 0 && !sent ? [{ kind: 'no_delivery', enterpriseId: seller.enterpriseId } as const] : []),
    ],
  };
}

/** What a cart costs, delivered to a country and paid in a currency, with everything that stands in the way of buying it. */
export function quote(sellers: readonly QuoteSeller[], country: string, currency: Currency, rates: Rates): Quote {
  const parts = sellers.map((seller) => quoteSeller(seller, country, currency, rates));
  const quoted = parts.map((part) => part.quoted);
  const total = (pick: (seller: QuotedSeller) => Money) => sum(quoted.map(pick), currency);
  return {
    currency,
    sellers: quoted,
    subtotal: total((seller) => seller.subtotal),
    shipping: total((seller) => seller.shipping),
    tax: total((seller) => seller.tax),
    total: total((seller) => seller.total),
    problems: parts.flatMap((part) => part.problems),
  };
}

/** What the enterprise is paid for its part: everything but the tax and the platform's commission. */
export function sellerShare(seller: Pick<QuotedSeller, 'total' | 'tax' | 'commission'>): Money {
  return subtract(subtract(seller.total, seller.tax), seller.commission);
}

export function shippingStep(row: {
  countries: string[];
  maxWeightGrams: number;
  priceMinor: bigint;
  currency: string;
  freeAboveMinor: bigint | null;
  daysMin: number;
  daysMax: number;
}): ShippingStep {
  return {
    countries: row.countries,
    maxWeightGrams: row.maxWeightGrams,
    price: money(row.priceMinor, row.currency),
    freeAbove: row.freeAboveMinor === null ? null : money(row.freeAboveMinor, row.currency),
    daysMin: row.daysMin,
    daysMax: row.daysMax,
  };
}
