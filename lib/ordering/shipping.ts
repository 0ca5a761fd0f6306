import type { Currency } from '#lib/core/currency.ts';
import { add, type Money, money } from '#lib/core/money.ts';

/** How fast a parcel goes. What a table does not say is sent the standard way. */
export const shippingServices = ['standard', 'express'] as const;
export type ShippingService = (typeof shippingServices)[number];

export interface ShippingStep {
  readonly countries: readonly string[];
  readonly maxWeightGrams: number;
  readonly price: Money;
  readonly freeAbove: Money | null;
  readonly daysMin: number;
  readonly daysMax: number;
  readonly service?: ShippingService;
}

export interface Delivery {
  readonly price: Money;
  /** The currencies of the tables that the price comes from; none where it costs nothing. */
  readonly pricedIn: readonly Currency[];
  readonly daysMin: number;
  readonly daysMax: number;
}

/** A way in which all of a seller's parcels can go. */
export interface DeliveryOption extends Delivery {
  readonly service: ShippingService;
}

/**
 * The cheapest step that takes the parcel: rates naming the country come before the rest-of-world ones (no countries named).
 * Null: this enterprise does not send such a parcel there, or not in this way.
 */
export function delivery(
  steps: readonly ShippingStep[],
  country: string,
  weightGrams: number,
  goods: Money,
  handling: { min: number; max: number },
  service: ShippingService = 'standard',
): Delivery | null {
  const offered = steps.filter((step) => (step.service ?? 'standard') === service);
  const named = offered.filter((step) => step.countries.includes(country));
  const candidates = named.length > 0 ? named : offered.filter((step) => step.countries.length === 0);
  const step = candidates
    .filter(({ maxWeightGrams }) => weightGrams <= maxWeightGrams)
    .sort((a, b) => a.maxWeightGrams - b.maxWeightGrams)[0];
  if (!step) return null;
  const free =
    step.freeAbove !== null && step.freeAbove.currency === goods.currency && goods.minor >= step.freeAbove.minor;
  return {
    price: free ? money(0, step.price.currency) : step.price,
    pricedIn: free || step.price.minor === 0n ? [] : [step.price.currency],
    daysMin: handling.min + step.daysMin,
    daysMax: handling.max + step.daysMax,
  };
}

/**
 * The ways in which several parcels can go together: a parcel that has no such way goes by its other one. Empty: one of them cannot be
 * sent at all. Each parcel maps services to its delivery, with prices in the currency paid in.
 */
export function togetherBy(parcels: readonly ReadonlyMap<ShippingService, Delivery>[]): DeliveryOption[] {
  if (parcels.length === 0 || parcels.some((ways) => ways.size === 0)) return [];
  return shippingServices
    .filter((service) => parcels.some((ways) => ways.has(service)))
    .map((service) => {
      const chosen = parcels.flatMap((ways) => ways.get(service) ?? [...ways.values()][0] ?? []);
      const [first, ...others] = chosen.map(({ price }) => price);
      if (!first) throw new Error('a parcel goes some way');
      return {
        service,
        price: others.reduce(add, first),
        pricedIn: [...new Set(chosen.flatMap(({ pricedIn }) => pricedIn))],
        daysMin: Math.max(...chosen.map(({ daysMin }) => daysMin)),
        daysMax: Math.max(...chosen.map(({ daysMax }) => daysMax)),
      };
    });
}
