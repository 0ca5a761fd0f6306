import type { PriceListKind } from '#lib/catalogue/index.ts';
import { now } from '#lib/core/clock.ts';
import { type Currency, currencyFacts } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { type Money, money, subtract, sum } from '#lib/core/money.ts';
import type { Away } from '#lib/enterprises/index.ts';
import type { Rates } from '#lib/exchange/index.ts';
import type { CommissionShare, CommissionTerms } from '#lib/payouts/index.ts';
import type { Bar } from './barred.ts';
import { finishSeller, type PricedSeller, priceSeller } from './quote-seller.ts';
import type { Delivery, DeliveryOption, ShippingService, ShippingStep } from './shipping.ts';
import type { TaxRule } from './tax.ts';
import { applyVouchers, type VoucherOutcome, type VoucherTerms } from './voucher-rules.ts';

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
  /** Basis points in the country of delivery, or of the event. */
  readonly vatRate: number;
  /** Where the event is that this admits to. */
  readonly eventCountry?: string | null;
  /** What vouchers ask about it. */
  readonly listingId?: string;
  readonly categorySlugs?: readonly string[];
  readonly collectionIds?: readonly string[];
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
  /** How the buyer wants it to be sent; what the seller does not offer is sent the first way it does. */
  readonly service?: ShippingService;
}

/** Who buys, as far as a quote depends on it. */
export interface Buying {
  readonly country: string;
  readonly currency: Currency;
  readonly rates: Rates;
  /** The member state that gave a business buyer its VAT number. */
  readonly businessIn?: string | null;
}

export type Problem =
  | { readonly kind: 'unavailable'; readonly variantId: string }
  | { readonly kind: 'not_enough'; readonly variantId: string; readonly available: number }
  | { readonly kind: 'price_changed'; readonly variantId: string; readonly before: Money; readonly after: Money }
  | { readonly kind: 'barred'; readonly variantId: string; readonly bar: Bar }
  | { readonly kind: 'too_large'; readonly largest: Money }
  | { readonly kind: 'no_delivery'; readonly enterpriseId: string }
  | { readonly kind: 'away'; readonly enterpriseId: string; readonly back: Date };

export interface QuotedLine {
  readonly variantId: string;
  readonly quantity: number;
  readonly unit: Money;
  /** What the seller asks for a piece: the unit before it was converted. */
  readonly source: Money;
  readonly list: PriceListKind;
  /** What vouchers take off the line. */
  readonly discount: Money;
  /** What is paid for it. */
  readonly total: Money;
  readonly tax: Money;
  /** The rate that is collected; 0 where nothing is. */
  readonly vatRate: number;
  readonly taxRule: TaxRule;
  readonly taxCountry: string;
}

export interface QuotedSeller {
  readonly enterpriseId: string;
  readonly lines: readonly QuotedLine[];
  readonly subtotal: Money;
  readonly shipping: Money;
  readonly shippingTax: Money;
  /** What vouchers take off goods and delivery, and how much of it the platform bears. */
  readonly discount: Money;
  readonly platformDiscount: Money;
  readonly options: readonly DeliveryOption[];
  /** At its own price, before vouchers. */
  readonly delivery: Delivery | null;
  readonly service: ShippingService;
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
  /** What vouchers take off; the amounts above are without it. */
  readonly discount: Money;
  readonly vouchers: readonly VoucherOutcome[];
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

function sellerProblems({ seller, options }: PricedSeller): Problem[] {
  const sends = seller.items.some((item) => !item.digital);
  return [
    ...problemsOf(seller),
    // What needs no hands is bought as ever.
    ...(sends && seller.away && !seller.away.takesOrders
      ? [{ kind: 'away', enterpriseId: seller.enterpriseId, back: seller.away.back } as const]
      : []),
    ...(sends && options.length === 0 ? [{ kind: 'no_delivery', enterpriseId: seller.enterpriseId } as const] : []),
  ];
}

/** What else a quote depends on. */
export interface QuoteTerms {
  readonly vouchers?: readonly VoucherTerms[];
  readonly businessIn?: string | null;
}

/**
 * What a cart costs, delivered to a country and paid in a currency, with everything that stands in the way of buying it. What is more
 * than any amount can be is reckoned for a piece of each thing, so that the cart can still be looked at and made smaller.
 */
export function quote(
  sellers: readonly QuoteSeller[],
  country: string,
  currency: Currency,
  rates: Rates,
  terms: QuoteTerms = {},
): Quote {
  const { largestCharge } = currencyFacts(currency);
  const tooLarge: Problem = { kind: 'too_large', largest: money(largestCharge, currency) };
  try {
    const whole = reckonAll(sellers, country, currency, rates, terms);
    return whole.total.minor > largestCharge ? { ...whole, problems: [...whole.problems, tooLarge] } : whole;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'money.out_of_range') throw error;
    const single = sellers.map((seller) => ({
      ...seller,
      items: seller.items.map((item) => ({ ...item, quantity: 1 })),
    }));
    const { problems, ...reckoned } = reckonAll(single, country, currency, rates, terms);
    return { ...reckoned, problems: [...problems, tooLarge] };
  }
}

function reckonAll(
  sellers: readonly QuoteSeller[],
  country: string,
  currency: Currency,
  rates: Rates,
  { vouchers = [], businessIn = null }: QuoteTerms,
): Quote {
  const parts = sellers.map((seller) => priceSeller(seller, { country, currency, rates, businessIn }));
  const discounts = applyVouchers(
    vouchers,
    parts.flatMap(({ seller, lines }) =>
      lines.map(({ item, total }) => ({
        key: item.variantId,
        enterpriseId: seller.enterpriseId,
        listingId: item.listingId ?? '',
        categorySlugs: item.categorySlugs ?? [],
        collectionIds: item.collectionIds ?? [],
        total,
      })),
    ),
    parts.map(({ seller, shipping }) => ({ enterpriseId: seller.enterpriseId, price: shipping })),
    currency,
    rates,
    now(),
  );
  const quoted = parts.map((part) =>
    finishSeller(part, discounts.lines, discounts.shipping.get(part.seller.enterpriseId)),
  );
  const total = (pick: (seller: QuotedSeller) => Money) => sum(quoted.map(pick), currency);
  return {
    currency,
    sellers: quoted,
    subtotal: total((seller) => seller.subtotal),
    shipping: total((seller) => seller.shipping),
    tax: total((seller) => seller.tax),
    total: total((seller) => seller.total),
    discount: total((seller) => seller.discount),
    vouchers: discounts.outcomes,
    problems: parts.flatMap(sellerProblems),
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
  service: ShippingService;
}): ShippingStep {
  return {
    countries: row.countries,
    maxWeightGrams: row.maxWeightGrams,
    price: money(row.priceMinor, row.currency),
    freeAbove: row.freeAboveMinor === null ? null : money(row.freeAboveMinor, row.currency),
    daysMin: row.daysMin,
    daysMax: row.daysMax,
    service: row.service,
  };
}
