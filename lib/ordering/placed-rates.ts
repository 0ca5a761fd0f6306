import type { WholeOrder } from './read.ts';

export interface PlacedRates {
  /** The day of the reference rates, and who published them. */
  readonly day: Date;
  readonly source: string | null;
  /** What one unit of a seller's currency counted in the one paid in, as it was fixed at placing. */
  readonly rates: readonly { readonly from: string; readonly rate: string }[];
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
): PlacedRates | null {
  const foreign = order.sellerOrders
    .flatMap(({ lines }) => lines)
    .filter(({ sourceCurrency }) => sourceCurrency !== order.currency);
  if (!order.rateDay || foreign.length === 0) return null;
  const rates = new Map(foreign.map(({ sourceCurrency, exchangeRate }) => [sourceCurrency, exchangeRate.toString()]));
  return {
    day: order.rateDay,
    source: order.rateSource,
    rates: [...rates].map(([from, rate]) => ({ from, rate })),
  };
}
