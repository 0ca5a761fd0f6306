import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page } from '#lib/core/page.ts';
import type { Locale } from '#lib/languages/index.ts';
import { best } from './best.ts';
import { matching, matchingHeads, mostMatched, ranksOf } from './matching.ts';
import { type Facets, factorsOf, narrow, type SearchFilter, type SearchTerms } from './narrow.ts';
import { type QueryOptions, searchQuery } from './query.ts';
import { freshShelf, type Shelf } from './shelf.ts';

export const sorts = ['relevance', 'popular', 'newest', 'price_asc', 'price_desc'] as const;
export type Sort = (typeof sorts)[number];

export interface Found extends Page<string> {
  /** At most `mostMatched` where there are words; then there are "so many and more". */
  readonly total: number;
  readonly facets: Facets;
}

const nothingFound: Found = {
  items: [],
  next: null,
  total: 0,
  facets: { category: [], country: [], kind: [], material: [], price: [] },
};

/** How a search is asked: no words at all begin with the most popular. */
export interface Asked {
  readonly query: string;
  readonly filter?: SearchFilter;
  readonly sort?: Sort;
  readonly cursor?: string | undefined;
  readonly options?: QueryOptions;
}

/** So many of the first are put in order by their rank. */
const ranked = limits.page * 2;

/**
 * Ids of live listings that answer, best first, with counts by facet. PostgreSQL says which match and ranks the first of them; filters,
 * counts and orders come from the shelf. Never throws for what was typed.
 */
export async function findListings(asked: Asked, locale: Locale, terms: SearchTerms): Promise<Found> {
  const { filter = {}, sort = 'relevance' } = asked;
  const search = searchQuery(asked.query, locale, asked.options);
  if (!search && asked.query.trim() !== '') return nothingFound;
  const offset = Math.min(Math.max(0, decodeCursor(asked.cursor, ['number'])?.[0] ?? 0), mostMatched);
  const relevance = search !== null && sort === 'relevance';
  const [numbers, named, shelf] = await Promise.all([
    search ? matching(search.match) : null,
    relevance ? matchingHeads(search.direct) : null,
    freshShelf(),
  ]);
  const { kept, facets } = narrow(shelf, numbers ?? shelf.all(), filter, terms);
  const count = Math.max(offset + limits.page, ranked);
  const listed =
    relevance && named
      ? await byRelevance(shelf, kept, { search, named, count })
      : best(kept, count, orders(shelf, terms)[sort]);
  const items = listed.slice(offset, offset + limits.page).map((n) => shelf.listingId(n));
  const end = offset + items.length;
  return {
    items,
    total: kept.length,
    next: items.length > 0 && end < Math.min(kept.length, mostMatched) ? encodeCursor([end]) : null,
    facets,
  };
}

type Order = (a: number, b: number) => number;

function byPopularity({ columns: { popularity } }: Shelf): Order {
  return (a, b) => (popularity[b] ?? 0) - (popularity[a] ?? 0) || a - b;
}

function orders(shelf: Shelf, terms: SearchTerms): Readonly<Record<Sort, Order>> {
  const { publishedAt, priceMinor, currency } = shelf.columns;
  const factors = factorsOf(shelf, terms);
  const price = (n: number) => (priceMinor[n] ?? 0) * (factors[currency[n] ?? 0] ?? 1);
  const popular = byPopularity(shelf);
  return {
    relevance: popular,
    popular,
    newest: (a, b) => (publishedAt[b] ?? 0) - (publishedAt[a] ?? 0) || a - b,
    price_asc: (a, b) => price(a) - price(b) || a - b,
    price_desc: (a, b) => price(b) - price(a) || a - b,
  };
}

interface Relevance {
  readonly search: { readonly match: string; readonly direct: string };
  /** What has the very words in title or maker. */
  readonly named: Int32Array;
  readonly count: number;
}

/**
 * What has the very words in title or maker comes first, then what means them there, then the rest; among equals the popular.
 * What only means them is asked for where the very words are not enough. The first of all are put in order by rank: by title and maker,
 * or by the whole text where titles do not fill the first pages.
 */
async function byRelevance(shelf: Shelf, kept: readonly number[], relevance: Relevance): Promise<number[]> {
  const { search, named, count } = relevance;
  const standing = new Uint8Array(shelf.end);
  for (const n of named) standing[n] = 2;
  const namedOnes = kept.reduce((sum, n) => sum + (standing[n] === 2 ? 1 : 0), 0);
  const enough = namedOnes >= count;
  if (!enough) for (const n of await matchingHeads(search.match)) standing[n] = Math.max(standing[n] ?? 0, 1);
  const popular = byPopularity(shelf);
  const first = best(kept, count, (a, b) => (standing[b] ?? 0) - (standing[a] ?? 0) || popular(a, b));
  const ranks = await ranksOf(first.slice(0, ranked), search, namedOnes >= ranked ? 'head' : 'document');
  const rank = (n: number) => ranks.get(n) ?? 0;
  return [...first.slice(0, ranked).sort((a, b) => rank(b) - rank(a)), ...first.slice(ranked)];
}
