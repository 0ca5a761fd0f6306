import { type Currency, currencyFacts } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { type Money, money, parseAmount, scale } from '#lib/core/money.ts';

export const priceLists = ['retail', 'wholesale'] as const;
export type PriceListKind = (typeof priceLists)[number];

/** From so many pieces on, each costs this. */
export interface PriceStep {
  readonly list: PriceListKind;
  readonly from: number;
  readonly price: Money;
}

/** Whether at least one piece can be paid at such a price. */
export function isPayable({ minor, currency }: Money): boolean {
  return minor <= currencyFacts(currency).largestCharge;
}

/** A price as it was typed. Throws what `parseAmount` does, and `catalogue.price_too_large` where not one piece could be paid. */
export function parsePrice(typed: string, code: string): Money {
  const price = parseAmount(typed, code);
  if (!isPayable(price)) {
    const { largestCharge } = currencyFacts(price.currency);
    throw new DomainError('catalogue.price_too_large', { largest: money(largestCharge, price.currency) });
  }
  return price;
}

/** Everything an enterprise asks for a variant: the price of one piece in the listing's currency, and its price lists. */
export interface Prices {
  readonly base: Money;
  readonly steps: readonly PriceStep[];
}

export interface Asking {
  readonly prices: Prices;
  /** What the buyer pays in. */
  readonly currency: Currency;
  readonly quantity: number;
  /** Whether the buyer acts for a verified enterprise. */
  readonly wholesale: boolean;
}

/**
 * The currency whose list counts for a buyer: the one paid in where the enterprise states its own price of one piece in it, else the
 * listing's, to be converted.
 */
function statedIn({ base, steps }: Prices, currency: Currency): Currency {
  const own = steps.some((step) => step.list === 'retail' && step.from === 1 && step.price.currency === currency);
  return own ? currency : base.currency;
}

/** The steps a buyer may see, in the currency that counts, from the smallest quantity to the largest. */
function openSteps({ prices, currency, wholesale }: Omit<Asking, 'quantity'>): PriceStep[] {
  const stated = statedIn(prices, currency);
  const single: PriceStep = { list: 'retail', from: 1, price: prices.base };
  // The variant's own price is the first step of the listing's currency, whatever a list says of one piece in it.
  const listed = prices.steps.filter(
    (step) => step.list === 'wholesale' || step.from > 1 || step.price.currency !== prices.base.currency,
  );
  return [single, ...listed]
    .filter((step) => step.price.currency === stated && (wholesale || step.list === 'retail'))
    .sort((a, b) => a.from - b.from);
}

/**
 * What a piece costs: the lowest of the steps the quantity reaches, in the buyer's currency where the enterprise states its own price
 * in it, never from another currency's list then. What comes back in another currency is to be converted. As the lowest counts, more
 * pieces never cost more a piece, whatever order the steps are in.
 */
export function priceFor(asking: Asking): PriceStep {
  const [first, ...others] = openSteps(asking).filter((step) => step.from <= asking.quantity);
  if (!first) return { list: 'retail', from: 1, price: asking.prices.base };
  return others.reduce((best, step) => (step.price.minor < best.price.minor ? step : best), first);
}

/** The quantities from which a piece costs less than with fewer, with what it costs then: as a table shows them. */
export function priceSteps(asking: Omit<Asking, 'quantity'>): PriceStep[] {
  const steps = openSteps(asking);
  return [...new Set(steps.map((step) => step.from))]
    .map((from) => ({ ...priceFor({ ...asking, quantity: from }), from }))
    .filter((step, at, all) => at === 0 || step.price.minor < (all[at - 1]?.price.minor ?? 0n));
}

/** A price with basis points off it, rounded half-even; `reduced_minor` of the database does the same. */
export function reducedBy(price: Money, basisPoints: number): Money {
  return scale(price, BigInt(10_000 - basisPoints), 10_000n);
}

/** What a reduced price is measured by: the lowest of the thirty days before. */
export interface Reduced {
  readonly before: Money;
  /** Whole per cents that the price now is below it, rounded down. */
  readonly percent: number;
}

/** How far a price is below the one before; null where it is not: then nothing may be called reduced (CJEU C-330/23). */
export function reducedFrom(before: Money, price: Money): Reduced | null {
  if (before.currency !== price.currency || before.minor <= price.minor) return null;
  return { before, percent: Number(((before.minor - price.minor) * 100n) / before.minor) };
}

/**
 * A reduction as it is told in the reader's currency: the price before, converted, or the seller's `own` where there is one. Its own price in
 * another currency has no thirty days of which we know: it is told only where the base price was not lower in them.
 */
export function reducedIn(
  reduced: Reduced | null,
  { whole, own, converted }: { whole: Money; own: Money | null; converted: (price: Money) => Money },
): Reduced | null {
  if (!reduced || !own) return reduced && { ...reduced, before: converted(reduced.before) };
  return reduced.before.minor === whole.minor ? { ...reduced, before: own } : null;
}

/** A variant's prices from its rows, with basis points off those that everybody pays. */
export function pricesOf(
  variant: {
    readonly priceMinor: bigint;
    readonly prices: readonly {
      readonly list: PriceListKind;
      readonly currency: string;
      readonly minQuantity: number;
      readonly priceMinor: bigint;
    }[];
  },
  currency: string,
  reducedBasisPoints = 0,
): Prices {
  return {
    base: reducedBy(money(variant.priceMinor, currency), reducedBasisPoints),
    steps: variant.prices.map((row) => ({
      list: row.list,
      from: row.minQuantity,
      price: reducedBy(money(row.priceMinor, row.currency), row.list === 'retail' ? reducedBasisPoints : 0),
    })),
  };
}
