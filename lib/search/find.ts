import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page } from '#lib/core/page.ts';
import { pool } from '#lib/db/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { type QueryOptions, queryTokens, searchQuery } from './query.ts';
import { correctedQuery, type VocabularyWord } from './spelling.ts';

export interface SearchFilter {
  readonly category?: string | undefined;
  readonly country?: string | undefined;
  readonly kind?: string | undefined;
}

export interface Found extends Page<string> {
  /** At most `mostRanked`; then there are "so many and more". */
  readonly total: number;
  readonly categories: readonly { slug: string; count: number }[];
  readonly countries: readonly { country: string; count: number }[];
}

/** Ranking looks at this many at the most: the best of the first two thousand is good enough, and never slow. */
export const mostRanked = 2_000;

const candidates = `
  select d.listing_id, d.document, l.category_slug, l.kind, l.popularity, e.country
  from search_document d join listing l on l.id = d.listing_id join enterprise e on e.id = l.enterprise_id
  where d.document @@ $1::tsquery and l.status = 'live' limit ${mostRanked}`;

const filtered = `($3::text is null or category_slug = $3) and ($4::text is null or country = $4) and ($5::text is null or kind::text = $5)`;

const nothingFound: Found = { items: [], next: null, total: 0, categories: [], countries: [] };

/** Ids of live listings that answer the query, best first, with counts by category and country. Never throws for what was typed. */
export async function findListings(
  query: string,
  locale: Locale,
  filter: SearchFilter = {},
  cursor?: string,
  options: QueryOptions = {},
): Promise<Found> {
  const search = searchQuery(query, locale, options);
  if (!search) return nothingFound;
  const offset = Math.min(Math.max(0, Math.floor(decodeCursor(cursor, ['number'])?.[0] ?? 0)), mostRanked);
  const { rows } = await pool().query<{
    ids: string[] | null;
    total: number;
    categories: Found['categories'] | null;
    countries: Found['countries'] | null;
  }>({
    name: 'find-listings',
    text: `
      with hit as materialized (${candidates}),
      shown as (select listing_id, 4 * ts_rank(document, $2::tsquery) + ts_rank(document, $1::tsquery) as rank, popularity from hit where ${filtered})
      select
        (select array_agg(listing_id order by place) from (select listing_id, row_number() over (order by rank desc, popularity desc, listing_id) as place from shown order by place limit $6 offset $7) page) as ids,
        (select count(*)::int from shown) as total,
        (select json_agg(c) from (select category_slug as slug, count(*)::int as count from hit group by 1 order by 2 desc, 1) c) as categories,
        (select json_agg(c) from (select country, count(*)::int as count from hit group by 1 order by 2 desc, 1) c) as countries`,
    values: [
      search.match,
      search.direct,
      filter.category ?? null,
      filter.country ?? null,
      filter.kind ?? null,
      limits.page,
      offset,
    ],
  });
  const row = rows[0];
  if (!row) return nothingFound;
  const items = row.ids ?? [];
  const end = offset + items.length;
  return {
    items,
    total: row.total,
    next: end < row.total ? encodeCursor([end]) : null,
    categories: row.categories ?? [],
    countries: row.countries ?? [],
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
