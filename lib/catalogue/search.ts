import type { Currency } from '#lib/core/currency.ts';
import { sendersTo } from '#lib/enterprises/index.ts';
import { currencyFactors, currentRates } from '#lib/exchange/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { type Asked, type Found, findListings, priceBands, type SearchFilter } from '#lib/search/index.ts';

export interface ShopSearch extends Omit<Asked, 'filter'> {
  readonly filter: Omit<SearchFilter, 'senders'> & {
    /** ISO 3166-1 alpha-2: only what can be sent there, or needs no sending. */
    readonly deliveredTo?: string | undefined;
  };
}

/** A search as the shop asks it: prices in the reader's currency, delivery by the makers' shipping tables. */
export async function searchListings(asked: ShopSearch, locale: Locale, currency: Currency): Promise<Found> {
  const { deliveredTo, ...filter } = asked.filter;
  const [rates, senders] = await Promise.all([currentRates(), deliveredTo ? sendersTo(deliveredTo) : undefined]);
  return findListings({ ...asked, filter: { ...filter, ...(senders ? { senders } : {}) } }, locale, {
    bands: priceBands(currency),
    factors: currencyFactors(currency, rates),
  });
}
