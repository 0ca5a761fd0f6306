import { type Money, money } from '#lib/core/money.ts';

export interface ShippingStep {
  readonly countries: readonly string[];
  readonly maxWeightGrams: number;
  readonly price: Money;
  readonly freeAbove: Money | null;
  readonly daysMin: number;
  readonly daysMax: number;
}

export interface Delivery {
  readonly price: Money;
  readonly daysMin: number;
  readonly daysMax: number;
}

/**
 * The cheapest step that takes the parcel: rates naming the country come before the rest-of-world ones (no countries named).
 * Null: this enterprise does not send such a parcel there.
 */
export function delivery(
  steps: readonly ShippingStep[],
  country: string,
  weightGrams: number,
  goods: Money,
  handling: { min: number; max: number },
): Delivery | null {
  const named = steps.filter((step) => step.countries.includes(country));
  const candidates = named.length > 0 ? named : steps.filter((step) => step.countries.length === 0);
  const step = candidates
    .filter(({ maxWeightGrams }) => weightGrams <= maxWeightGrams)
    .sort((a, b) => a.maxWeightGrams - b.maxWeightGrams)[0];
  if (!step) return null;
  const free =
    step.freeAbove !== null && step.freeAbove.currency === goods.currency && goods.minor >= step.freeAbove.minor;
  return {
    price: free ? money(0, step.price.currency) : step.price,
    daysMin: handling.min + step.daysMin,
    daysMax: handling.max + step.daysMax,
  };
}
