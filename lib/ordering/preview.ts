import type { Actor } from '#lib/core/actor.ts';
import { currency } from '#lib/core/currency.ts';
import { type Money, zero } from '#lib/core/money.ts';
import { viewShipping } from '#lib/enterprises/index.ts';
import { shippingStep } from './quote.ts';
import { type Delivery, delivery } from './shipping.ts';

export interface ShippingPreview {
  readonly delivery: Delivery | null;
  /** Goods worth this much and more are sent for nothing. */
  readonly freeAbove: Money | null;
}

/** What a parcel of so many grams to a country costs by a shipping table, as a buyer would be told. */
export async function previewShipping(
  actor: Actor,
  input: { profileId: string; country: string; grams: number },
): Promise<ShippingPreview> {
  const profile = await viewShipping(actor, input.profileId);
  const steps = profile.rates.map(shippingStep);
  const handling = { min: profile.handlingDaysMin, max: profile.handlingDaysMax };
  const nothing = zero(currency(profile.enterprise.currency));
  const named = steps.filter((step) => step.countries.includes(input.country));
  const zone = named.length > 0 ? named : steps.filter((step) => step.countries.length === 0);
  return {
    // Free above nothing is shown as free; any other limit is told beside the price.
    delivery: delivery(steps, input.country, input.grams, nothing, handling),
    freeAbove: zone[0]?.freeAbove ?? null,
  };
}
