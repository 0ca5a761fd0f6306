import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page } from '#lib/core/page.ts';
import { pool } from '#lib/db/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { type QueryOptions, queryTokens, searchQuery } from './query.ts';
import { correctedQuery, type VocabularyWord } from './spelling.ts';
import { findSql, mostRanked } from './sql.ts';

export const sorts = ['relevance', 'popular', 'newest', 'price_asc', 'price_desc'] as const;
export type Sort = (typeof sorts)[number];

/** What a search is narrowed to. Within a list any value will do; the lists together must all hold. */
export interface SearchFilter {
  readonly categories?: readonly string[];
  readonly countries?: readonly string[];
  readonly kinds?: readonly string[];
  readonly materials?: readonly string[];
  /** Of each attribute the chosen facets, `binding=hardback`; at most `limits.searchAttributes` of them count. */
  readonly attributes?: readonly (readonly string[])[];
  /** Numbers of price bands, from 0; see `SearchTerms.bands`. */
  readonly prices?: readonly number[];
  /** Nothing made with the help of AI. */
  readonly handmade?: boolean;
  readonly inStock?: boolean;
  /** Enterprises that send to the reader's country; what needs no sending comes anyway. */
  readonly senders?: readonly string[];
}

export interface SearchTerms {
  /** Where price bands begin, in minor units of the reader's currency, ascending. */
  readonly bands: readonly number[];
  /** How many minor units of the reader's currency one minor unit of each currency is. */
  readonly factors: Readonly<Record<string, number>>;
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}

export interface Facets {
  readonly category: readonly Facet[];
  readonly country: readonly Facet[];
  readonly kind: readonly Facet[];
  readonly material: readonly Facet[];
  readonly price: readonly Facet[];
  /** `binding=hardback`: of the attributes asked for and of those narrowed by. */
  readonly attribute: readonly Facet[];
}

export interface Found extends Page<string> {
  /** At most `mostRanked`; then there are "so many and more". */
  readonly total: number;
  /** Counts of each value with every other filter applied; what is chosen in a facet does not hide its other values. */
  readonly facets: Facets;
}

export const nothingFound: Found = {
  items: [],
  next: null,
  total: 0,
  facets: { category: [], country: [], kind: [], material: [], price: [], attribute: [] },
};

interface FindRow {
  readonly ids: string[] | null;
  readonly total: number;
  readonly category: Facet[] | null;
  readonly country: Facet[] | null;
  readonly kind: Facet[] | null;
  readonly material: Facet[] | null;
  readonly price: Facet[] | null;
  readonly attribute: Facet[] | null;
}

const orNull = <T>(list: readonly T[] | undefined) => (list && list.length > 0 ? list : null);

/** How a search is asked: no words at all begin with the most popular. */
export interface Asked {
  readonly query: string;
  readonly filter?: SearchFilter;
  readonly sort?: Sort;
  readonly cursor?: string | undefined;
  readonly options?: QueryOptions;
  /** Names of attributes to count, and the categories whose listings have them: others need not be looked through. */
  readonly counted?: { readonly names: readonly string[]; readonly categories: readonly string[] };
}

/** Ids of live listings that answer, best first, with counts by facet. Never throws for what was typed. */
export async function findListings(asked: Asked, locale: Locale, terms: SearchTerms): Promise<Found> {
  const { filter = {}, sort = 'relevance' } = asked;
  const search = searchQuery(asked.query, locale, asked.options);
  if (!search && asked.query.trim() !== '') return nothingFound;
  const offset = Math.min(Math.max(0, decodeCursor(asked.cursor, ['number'])?.[0] ?? 0), mostRanked);
  const attributes = (filter.attributes ?? []).slice(0, limits.searchAttributes);
  const chosen = new Set(attributes.map(([facet = '']) => facet.split('=')[0]));
  const narrowed = Object.values(filter).some((value) => (Array.isArray(value) ? value.length > 0 : Boolean(value)));
  const { rows } = await pool().query<FindRow>({
    ...findSql({ words: search !== null, narrowed, sort, attributes: attributes.length }),
    values: [
      search?.match ?? null,
      search?.direct ?? null,
      orNull(filter.categories),
      orNull(filter.countries),
      orNull(filter.kinds),
      orNull(filter.materials),
      orNull(filter.prices),
      filter.handmade === true,
      filter.inStock === true,
      filter.senders ?? null,
      terms.factors,
      terms.bands,
      limits.page,
      offset,
      asked.counted?.names.filter((name) => !chosen.has(name)) ?? [],
      asked.counted?.categories ?? [],
      ...attributes,
    ],
  });
  const row = rows[0];
  if (!row) return nothingFound;
  const items = row.ids ?? [];
  const end = offset + items.length;
  return {
    items,
    total: row.total,
    next: items.length > 0 && end < row.total ? encodeCursor([end]) : null,
    facets: {
      category: row.category ?? [],
      country: row.country ?? [],
      kind: row.kind ?? [],
      material: row.material ?? [],
      price: row.price ?? [],
      attribute: row.attribute ?? [],
    },
  };
}

/** What the query probably should have been, from the words that listings use; null where nothing is nearer. */
export async function didYouMean(query: string, locale: Locale): Promise<string | null> {
  const words = queryTokens(query, locale)
    .flatMap((group) => group.words)
    .filter((word) => !word.han)
    .map((word) => word.folded);
  if (words.length === 0) return null;
  const { rows } = await pool().query<VocabularyWord>(
    'select distinct on (folded, locale) folded, locale, word, count from search_word, unnest($1::text[]) as asked where folded % asked or left(folded, 3) = left(asked, 3) limit 400',
    [words],
  );
  return correctedQuery(query, rows, locale);
}
