import type { Currency } from '#lib/core/currency.ts';
import { currentRates, rateText } from '#lib/exchange/index.ts';
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

/** The rates of a cart, as they are now; null where everything is priced in the currency it is paid in. */
export async function quotedRates({
  currency,
  sellers,
}: Pick<Quote, 'currency' | 'sellers'>): Promise<ShownRates | null> {
  const lines = sellers.flatMap((seller) => seller.lines);
  const foreign = new Set<Currency>(lines.map(({ source }) => source.currency).filter((code) => code !== currency));
  if (foreign.size === 0) return null;
  const current = await currentRates();
  return {
    day: new Date(current.day),
    source: current.source ?? null,
    currency,
    rates: [...foreign].map((from) => ({ from, rate: rateText(from, currency, current) })),
  };
}

/** The rates at which an order was placed; null where everything was priced in the currency it was paid in. */
export function placedRates(
  order: Pick<WholeOrder, 'currency' | 'rateDay' | 'rateSource'> & {
    readonly sellerOrders: readonly {
      readonly lines: readonly Pick<
        WholeOrder['sellerOrders'][number]['lines'][number],
        'sourceCurrency' | 'exchangeRate'
      >[];
    }[];
  },
): ShownRates | null {
  const foreign = order.sellerOrders
    .flatMap(({ lines }) => lines)
    .filter(({ sourceCurrency }) => sourceCurrency !== order.currency);
  if (!order.rateDay || foreign.length === 0) return null;
  const rates = new Map(foreign.map(({ sourceCurrency, exchangeRate }) => [sourceCurrency, exchangeRate.toString()]));
  return {
    day: order.rateDay,
    source: order.rateSource,
    currency: order.currency,
    rates: [...rates].map(([from, rate]) => ({ from, rate })),
  };
}
