import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { Locale } from '#lib/languages/index.ts';
import { best } from './best.ts';
import { matching, ranksOf, type Sought } from './matching.ts';
import { type Destination, type Facets, factorsOf, narrow, type SearchFilter, type SearchTerms } from './narrow.ts';
import { type QueryOptions, searchQuery } from './query.ts';
import { Recent } from './recent.ts';
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
  facets: { category: [], country: [], kind: [], material: [], price: [], attribute: [], only: [] },
};

/** How a search is asked: no words at all begin with the most popular. */
export interface Asked {
  readonly query: string;
  readonly filter?: SearchFilter;
  readonly sort?: Sort;
  readonly cursor?: string | undefined;
  readonly options?: QueryOptions;
  /** Names of attributes to count. */
  readonly counted?: readonly string[];
}

/** So many of the first are put in order by their rank. */
const ranked = limits.page * 2;

/** What a search is measured by, as it is when it is asked. */
export interface SearchMeasures extends Omit<SearchTerms, 'to'> {
  /** Where the reader is, ISO 3166-1 alpha-2; empty where nobody has said it. */
  readonly country: string;
  /** The heaviest parcels that reach there (`Destination.grams`), as of so many changes of shipping tables. */
  readonly grams: (tableChanges: number) => Promise<Destination['grams']>;
}

/**
 * Ids of live listings that answer, best first, with counts by facet. PostgreSQL says which match and ranks the first of them; filters,
 * counts and orders come from the shelf. Never throws for what was typed.
 */
export async function findListings(asked: Asked, locale: Locale, measures: SearchMeasures): Promise<Found> {
  const search = searchQuery(asked.query, locale, asked.options);
  if (!search && asked.query.trim() !== '') return nothingFound;
  const fresh = freshShelf();
  // What the measures do by themselves is not written into a key.
  const key = JSON.stringify([asked, locale, measures]);
  const before = founds.get(key);
  if (before && before.asOf === asOf(await fresh)) return before.found;
  const then = await find(fresh, asked, search, measures);
  founds.set(key, then);
  return then.found;
}

/** Everything that the shelf has taken in, as one word. */
const asOf = ({ changes, tableChanges }: Shelf) => `${changes} ${tableChanges}`;

interface FoundThen {
  readonly asOf: string;
  readonly found: Found;
}

/** What was found lately, as long as nothing at all has changed on the shelf. */
const founds = new Recent<FoundThen>(400);

async function find(
  fresh: Promise<Shelf>,
  asked: Asked,
  search: { match: string; direct: string } | null,
  { grams, country, ...measures }: SearchMeasures,
): Promise<FoundThen> {
  const { filter = {}, sort = 'relevance' } = asked;
  const [then, to, [numbers, named, meant]] = await Promise.all([
    fresh.then(asOf),
    fresh.then(async ({ tableChanges }) => ({ country, grams: await grams(tableChanges) })),
    matching(fresh, soughtFor(search, sort)),
  ]);
  const shelf = await fresh;
  const terms = { ...measures, to };
  const { kept, facets } = narrow(shelf, numbers ?? shelf.all(), filter, terms, asked.counted);
  const { listed, next } =
    search && named && meant
      ? await pageByRelevance(shelf, kept, { search, named, meant, cursor: asked.cursor })
      : pageByKey(kept, keys(shelf, terms)[sort], asked.cursor);
  return { asOf: then, found: { items: listed.map((n) => shelf.listingId(n)), total: kept.length, next, facets } };
}

/** What matches; and where that is put in order by relevance, what has the very words in title or maker and what means them there. */
function soughtFor(search: { match: string; direct: string } | null, sort: Sort): Sought[] {
  if (!search) return [];
  const { match, direct } = search;
  const all: Sought = { part: 'document', query: match };
  if (sort !== 'relevance') return [all];
  return [all, { part: 'head', query: direct }, { part: 'head', query: match }];
}

interface NumbersPage {
  readonly listed: readonly number[];
  readonly next: string | null;
}

/** What an entry's place in an order comes from, the smallest first. */
type Key = (n: number) => number;

function keys(shelf: Shelf, terms: SearchTerms): Readonly<Record<Sort, Key>> {
  const { publishedAt, priceMinor, currency, popularity } = shelf.columns;
  const factors = factorsOf(shelf, terms);
  const price: Key = (n) => (priceMinor[n] ?? 0) * (factors[currency[n] ?? 0] ?? 1);
  const popular: Key = (n) => -(popularity[n] ?? 0);
  return {
    relevance: popular,
    popular,
    newest: (n) => -(publishedAt[n] ?? 0),
    price_asc: price,
    price_desc: (n) => -price(n),
  };
}

/** The page after the last entry of the one before, however deep: what came or went meanwhile moves nothing. */
function pageByKey(kept: readonly number[], key: Key, cursor: string | undefined): NumbersPage {
  const [lastKey, last] = decodeCursor(cursor, ['measure', 'number']) ?? [Number.NEGATIVE_INFINITY, -1];
  const later = kept.filter((n) => key(n) > lastKey || (key(n) === lastKey && n > last));
  const rows = best(later, limits.page + 1, (a, b) => key(a) - key(b) || a - b);
  const { items, next } = pageOf(rows, limits.page, (n) => encodeCursor([key(n), n]));
  return { listed: items, next };
}

interface Relevance {
  readonly search: { readonly match: string; readonly direct: string };
  /** What has the very words in title or maker. */
  readonly named: Int32Array;
  /** What means them there. */
  readonly meant: Int32Array;
  readonly cursor: string | undefined;
}

/**
 * What has the very words in title or maker comes first, then what means them there, then the rest; among equals the popular.
 * The first of all, two pages, are put in order by rank: by title and maker, or by the whole text where titles do not fill them. The pages
 * after these go on by key, as in every other order.
 */
async function pageByRelevance(shelf: Shelf, kept: readonly number[], relevance: Relevance): Promise<NumbersPage> {
  const { search, named, meant, cursor } = relevance;
  const standing = new Uint8Array(shelf.end);
  for (const n of meant) standing[n] = 1;
  for (const n of named) standing[n] = 2;
  const { popularity } = shelf.columns;
  const key: Key = (n) => -((standing[n] ?? 0) * 2 ** 31 + (popularity[n] ?? 0));
  if (decodeCursor(cursor, ['measure', 'number'])) return pageByKey(kept, key, cursor);

  const first = best(kept, ranked, (a, b) => key(a) - key(b) || a - b);
  const namedOnes = first.reduce((sum, n) => sum + (standing[n] === 2 ? 1 : 0), 0);
  const ranks = await ranksOf(shelf, first, search, namedOnes === ranked ? 'head' : 'document');
  const rank = (n: number) => ranks.get(n) ?? 0;
  const offset = Math.min(Math.max(0, decodeCursor(cursor, ['number'])?.[0] ?? 0), ranked - limits.page);
  const listed = [...first].sort((a, b) => rank(b) - rank(a)).slice(offset, offset + limits.page);
  const end = offset + listed.length;
  const last = first.at(-1);
  if (listed.length === 0 || end >= kept.length || last === undefined) return { listed, next: null };
  return { listed, next: encodeCursor(end < ranked ? [end] : [key(last), last]) };
}
