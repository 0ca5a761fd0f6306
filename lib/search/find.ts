import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page } from '#lib/core/page.ts';
import type { Locale } from '#lib/languages/index.ts';
import { best } from './best.ts';
import { type Matched, matching, mostMatched, ranksOf } from './matching.ts';
import { type Facets, narrow, pricesIn, type SearchFilter, type SearchTerms } from './narrow.ts';
import { type QueryOptions, searchQuery } from './query.ts';
import { type Entry, freshShelf, type Shelf } from './shelf.ts';

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

/** So many of the first are put in order by their whole documents. */
const ranked = limits.page * 2;

/**
 * Ids of live listings that answer, best first, with counts by facet. PostgreSQL says which match; filters, counts and order come
 * from the shelf. Never throws for what was typed.
 */
export async function findListings(asked: Asked, locale: Locale, terms: SearchTerms): Promise<Found> {
  const { filter = {}, sort = 'relevance' } = asked;
  const search = searchQuery(asked.query, locale, asked.options);
  if (!search && asked.query.trim() !== '') return nothingFound;
  const offset = Math.min(Math.max(0, decodeCursor(asked.cursor, ['number'])?.[0] ?? 0), mostMatched);
  const [matched, shelf] = await Promise.all([search ? matching(search, sort === 'relevance') : null, freshShelf()]);
  const { kept, facets } = narrow(shelf, matched ? onShelf(shelf, matched.numbers) : shelf.all(), filter, terms);
  const order = matched && sort === 'relevance' ? byRelevance(matched) : orders(shelf, terms)[sort];
  const first = best(kept, Math.max(offset + limits.page, ranked), order);
  const listed = search && sort === 'relevance' ? await reordered(first, search) : first;
  const items = listed.slice(offset, offset + limits.page).map((entry) => entry.listingId);
  const end = offset + items.length;
  return {
    items,
    total: kept.length,
    next: items.length > 0 && end < Math.min(kept.length, mostMatched) ? encodeCursor([end]) : null,
    facets,
  };
}

function* onShelf(shelf: Shelf, numbers: Int32Array): Generator<Entry> {
  for (const n of numbers) {
    const entry = shelf.get(n);
    if (entry) yield entry;
  }
}

type Order = (a: Entry, b: Entry) => number;

const popular: Order = (a, b) => b.popularity - a.popularity || a.n - b.n;

function orders(shelf: Shelf, terms: SearchTerms): Readonly<Record<Sort, Order>> {
  const price = pricesIn(shelf, terms);
  return {
    relevance: popular,
    popular,
    newest: (a, b) => b.publishedAt - a.publishedAt || a.n - b.n,
    price_asc: (a, b) => price(a) - price(b) || a.n - b.n,
    price_desc: (a, b) => price(b) - price(a) || a.n - b.n,
  };
}

/** What has the very words in title, maker or tags comes first, then what means them there, then the rest; the popular before others. */
function byRelevance({ named, meant }: Matched): Order {
  const standing = (entry: Entry) => (named.has(entry.n) ? 2 : meant.has(entry.n) ? 1 : 0);
  return (a, b) => standing(b) - standing(a) || popular(a, b);
}

/** The first few in the order of their rank; equal ones stay as they are. */
async function reordered(entries: readonly Entry[], search: { match: string; direct: string }): Promise<Entry[]> {
  const head = entries.slice(0, ranked);
  const ranks = await ranksOf(
    head.map((entry) => entry.n),
    search,
  );
  const rank = (entry: Entry) => ranks.get(entry.n) ?? 0;
  return [...head.sort((a, b) => rank(b) - rank(a)), ...entries.slice(ranked)];
}
