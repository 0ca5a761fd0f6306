import type { Currency } from '#lib/core/currency.ts';
import { remember } from '#lib/core/memory.ts';
import { prisma } from '#lib/db/index.ts';
import { parcelsTo } from '#lib/enterprises/index.ts';
import { currencyFactors, currentRates } from '#lib/exchange/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { type Asked, type Found, findListings, priceBands, type SearchFilter } from '#lib/search/index.ts';
import type { CategoryPlace } from './attributes/definition.ts';
import { facetNamesOf } from './attributes/facets.ts';

export interface ShopSearch extends Omit<Asked, 'filter' | 'counted'> {
  readonly filter: Omit<SearchFilter, 'delivered'> & {
    /** ISO 3166-1 alpha-2: only what can be sent there, or needs no sending. */
    readonly deliveredTo?: string | undefined;
  };
  /** Where the reader is: what is sent there is counted even where the search is not narrowed to it. */
  readonly country?: string | undefined;
}

const nothing: ReadonlyMap<string, number> = new Map();

/** The categories with the one that each is within. */
function categoryTree(): Promise<readonly CategoryPlace[]> {
  return remember('catalogue:parents', 60_000, () =>
    prisma().category.findMany({ select: { slug: true, parentSlug: true } }),
  );
}

/**
 * A search as the shop asks it: prices in the reader's currency, delivery by the shipping tables that the cart goes by, and the attributes counted that
 * all the categories have which it is narrowed to.
 */
export async function searchListings(asked: ShopSearch, locale: Locale, currency: Currency): Promise<Found> {
  const { filter: wanted, country, ...rest } = asked;
  const { deliveredTo, ...filter } = wanted;
  const to = deliveredTo ?? country ?? '';
  const [rates, tree] = await Promise.all([currentRates(), categoryTree()]);
  const counted = facetNamesOf(tree.filter(({ slug }) => filter.categories?.includes(slug)));
  return findListings({ ...rest, counted, filter: { ...filter, delivered: deliveredTo !== undefined } }, locale, {
    bands: priceBands(currency),
    factors: currencyFactors(currency, rates),
    country: to,
    grams: async (tableChanges) => (to === '' ? nothing : parcelsTo(to, tableChanges)),
  });
}
