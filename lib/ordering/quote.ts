import type { PriceListKind } from '#lib/catalogue/index.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import type { Currency } from '#lib/core/currency.ts';
import { add, chargeable, type Money, money, subtract, sum, times } from '#lib/core/money.ts';
import type { Away } from '#lib/enterprises/index.ts';
import { convert, type Rates } from '#lib/exchange/index.ts';
import { type CommissionShare, type CommissionTerms, commissionOn, flatTerms } from '#lib/payouts/index.ts';
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
  /** Of a piece, from the list that counts for this buyer and quantity: in the currency paid in, or to be converted. */
  readonly price: Money;
  readonly list?: PriceListKind;
  /** What the buyer was shown last. */
  readonly seenPrice: Money | null;
  /** What that would be now, where the buyer pays in another currency since. */
  readonly seenPriceNow?: Money;
  readonly digital: boolean;
  /** What its commission goes by. */
  readonly category?: string;
  readonly weightGrams: number;
  /** Basis points in the country of delivery. */
  readonly vatRate: number;
  /** How it is sent, where that is not how the seller sends most things. */
  readonly parcel?: Parcel;
}

/** Things that are sent by one shipping table. */
export interface Parcel {
  readonly id: string;
  readonly handling: { readonly min: number; readonly max: number };
  readonly shipping: readonly ShippingStep[];
}

export interface QuoteSeller {
  readonly enterpriseId: string;
  readonly country: string;
  /** The seller is away: nothing can be ordered, or it is sent when the seller is back. */
  readonly away?: Away | null;
  readonly commissionBasisPoints: number;
  /** The plan that counts today; without it the basis points are all of it. */
  readonly commissionTerms?: CommissionTerms;
  readonly handling: { readonly min: number; readonly max: number };
  readonly shipping: readonly ShippingStep[];
  readonly items: readonly QuoteItem[];
}

export type Problem =
  | { readonly kind: 'unavailable'; readonly variantId: string }
  | { readonly kind: 'not_enough'; readonly variantId: string; readonly available: number }
  | { readonly kind: 'price_changed'; readonly variantId: string; readonly before: Money; readonly after: Money }
  | { readonly kind: 'barred'; readonly variantId: string; readonly bar: Bar }
  | { readonly kind: 'no_delivery'; readonly enterpriseId: string }
  | { readonly kind: 'away'; readonly enterpriseId: string; readonly back: Date };

export interface QuotedLine {
  readonly variantId: string;
  readonly quantity: number;
  readonly unit: Money;
  /** What the seller asks for a piece: the unit before it was converted. */
  readonly source: Money;
  readonly list: PriceListKind;
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
  /** From when the seller, who is away, sends again; null where there is nothing to wait for. */
  readonly sentFrom: Date | null;
  readonly tax: Money;
  readonly taxRule: TaxRule;
  readonly total: Money;
  readonly commission: Money;
  /** What the commission is made of. */
  readonly commissionParts: readonly CommissionShare[];
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
    const { seenPrice, price, seenPriceNow: now = price } = item;
    const changed = seenPrice !== null && (seenPrice.currency !== now.currency || seenPrice.minor !== now.minor);
    return changed ? [{ kind: 'price_changed', variantId: item.variantId, before: seenPrice, after: now }] : [];
  });
}

/** How long a seller takes to hand a parcel over; one that is away begins when it is back. */
function handlingOf(handling: Parcel['handling'], away: QuoteSeller['away']): { min: number; max: number } {
  const later = away?.days ?? 0;
  return { min: handling.min + later, max: handling.max + later };
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
    source: item.price,
    list: item.list ?? 'retail',
    total,
    tax: taxIn(total, rule, item.vatRate),
    vatRate: item.vatRate,
  }));

  const goods = seller.items.filter((item) => !item.digital);
  const sent = deliveries(seller, goods, country, rates);
  const shipping = sum(
    (sent ?? []).map(({ price }) => chargeable(convert(price, currency, rates))),
    currency,
  );
  // Carriage follows the goods: it bears the highest rate among them, which never understates the tax.
  const shippingRate = Math.max(0, ...goods.map((item) => item.vatRate));
  const tax = add(
    sum(
      lines.map((line) => line.tax),
      currency,
    ),
    taxIn(shipping, rule, shippingRate),
  );
  const commissionParts = commissionOn(
    seller.commissionTerms ?? flatTerms(seller.commissionBasisPoints),
    lines.map((line, at) => ({
      category: seller.items[at]?.category ?? null,
      net: subtract(line.total, line.tax),
    })),
    { currency, day: isoDay(now()), rates },
  );
  return {
    quoted: {
      enterpriseId: seller.enterpriseId,
      lines,
      subtotal,
      shipping,
      delivery: sent && together(sent, shipping),
      sentFrom: sent && seller.away ? seller.away.back : null,
      tax,
      taxRule: rule,
      total: add(subtotal, shipping),
      commission: sum(
        commissionParts.map(({ amount }) => amount),
        currency,
      ),
      commissionParts,
    },
    problems: [
      ...problemsOf(seller),
      // What needs no hands is bought as ever.
      ...(goods.length > 0 && seller.away && !seller.away.takesOrders
        ? [{ kind: 'away', enterpriseId: seller.enterpriseId, back: seller.away.back } as const]
        : []),
      ...(goods.length > 0 && !sent ? [{ kind: 'no_delivery', enterpriseId: seller.enterpriseId } as const] : []),
    ],
  };
}

/** How each of a seller's parcels is delivered; null where there is none to send, or one of them cannot be sent there. */
function deliveries(
  seller: QuoteSeller,
  goods: readonly QuoteItem[],
  country: string,
  rates: Rates,
): Delivery[] | null {
  const usual: Parcel = { id: '', handling: seller.handling, shipping: seller.shipping };
  const parcels = Map.groupBy(goods, (item) => item.parcel?.id ?? usual.id);
  const sent: Delivery[] = [];
  for (const items of parcels.values()) {
    const { handling, shipping } = items[0]?.parcel ?? usual;
    const weight = items.reduce((grams, item) => grams + item.weightGrams * item.quantity, 0);
    // Prices may be stated in several currencies; free above a value is meant in the table's.
    const code = shipping[0]?.price.currency ?? 'EUR';
    const value = sum(
      items.map((item) => convert(times(item.price, item.quantity), code, rates)),
      code,
    );
    const found = delivery(shipping, country, weight, value, handlingOf(handling, seller.away));
    if (!found) return null;
    sent.push(found);
  }
  return sent.length > 0 ? sent : null;
}

/** Several parcels as the buyer is told of them: what they cost together, and when the last of them has come. */
function together(sent: readonly Delivery[], price: Money): Delivery {
  return {
    price,
    daysMin: Math.max(...sent.map(({ daysMin }) => daysMin)),
    daysMax: Math.max(...sent.map(({ daysMax }) => daysMax)),
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
