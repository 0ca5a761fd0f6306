import { z } from 'zod';
import { currentRates, type Rates, rateText } from '#lib/exchange/index.ts';
import type { Quote } from './quote.ts';
import type { WholeOrder } from './read.ts';

/** The rates at which prices of other currencies are paid, as a page says them. */
export interface ShownRates {
  /** The day of the reference rates, and who published them. */
  readonly day: Date;
  readonly source: string | null;
  readonly currency: string;
  /** What one unit of a seller's currency counts in the one paid in. */
  readonly rates: readonly { readonly from: string; readonly rate: string }[];
}

/** The rates that a quote is made by, of goods and of their delivery; null where everything is priced in the currency it is paid in. */
export function ratesOf({ currency, sellers }: Pick<Quote, 'currency' | 'sellers'>, current: Rates): ShownRates | null {
  const priced = sellers.flatMap(({ lines, delivery }) => [
    ...lines.map(({ source }) => source.currency),
    ...(delivery?.pricedIn ?? []),
  ]);
  const foreign = [...new Set(priced)].filter((code) => code !== currency);
  if (foreign.length === 0) return null;
  return {
    day: new Date(`${current.day}T00:00:00Z`),
    source: current.source ?? null,
    currency,
    rates: foreign.map((from) => ({ from, rate: rateText(from, currency, current) })),
  };
}

/** The rates of a cart, as they are now; null where there are none. */
export async function quotedRates(quote: Pick<Quote, 'currency' | 'sellers'>): Promise<ShownRates | null> {
  return ratesOf(quote, await currentRates());
}

const kept = z.array(z.object({ from: z.string(), rate: z.string() }));

/** The rates at which an order was placed; null where everything was priced in the currency it was paid in. */
export function placedRates({
  currency,
  rateDay,
  rateSource,
  rates,
}: Pick<WholeOrder, 'currency' | 'rateDay' | 'rateSource' | 'rates'>): ShownRates | null {
  return rateDay && { day: rateDay, source: rateSource, currency, rates: kept.parse(rates) };
}
