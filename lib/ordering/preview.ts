import type { Actor } from '#lib/core/actor.ts';
import type { Money } from '#lib/core/money.ts';
import { viewShipping } from '#lib/enterprises/index.ts';
import { convert, type Rates } from '#lib/exchange/index.ts';
import { shippingStep } from './quote.ts';
import { type Delivery, delivery } from './shipping.ts';

/** What a parcel of so many grams and such a value costs to a country by a shipping table, as a buyer would be told; null: not sent. */
export async function previewShipping(
  actor: Actor,
  parcel: { profileId: string; country: string; grams: number; value: Money },
  rates: Rates,
): Promise<Delivery | null> {
  const profile = await viewShipping(actor, parcel.profileId);
  const steps = profile.rates.map(shippingStep);
  const handling = { min: profile.handlingDaysMin, max: profile.handlingDaysMax };
  const value = convert(parcel.value, steps[0]?.price.currency ?? parcel.value.currency, rates);
  return delivery(steps, parcel.country, parcel.grams, value, handling);
}
