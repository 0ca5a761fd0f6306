import type { Sort } from './find.ts';

/** Ranking looks at this many at the most: the best of the first two thousand is good enough, and never slow. */
export const mostRanked = 2_000;

/** Each facet's filter by itself, so that a facet can be counted with all the others. */
const tests = {
  category: '($3::text[] is null or d.category_slug = any($3))',
  country: '($4::text[] is null or d.country = any($4))',
  kind: '($5::text[] is null or d.kind::text = any($5))',
  material: '($6::text[] is null or d.materials && $6)',
  price: '($7::int[] is null or d.band = any($7))',
} as const;
type FacetName = keyof typeof tests;

/** Filters that are no facets. */
const always = `(not $8 or not d.ai_assisted) and (not $9 or d.available)
  and ($10::uuid[] is null or d.kind <> 'physical' or d.enterprise_id = any($10))`;

/** Each attribute narrowed by has a parameter with its chosen facets, from this one on. */
const firstAttribute = 17;

/** All filters, or all but a facet's own; attributes go by their place. */
function conditions(attributes: number, but?: FacetName | number): string {
  const facets = Object.entries(tests).flatMap(([each, test]) => (each === but ? [] : [test]));
  const chosen = Array.from({ length: attributes }, (_, at) => at).filter((at) => at !== but);
  return [...facets, ...chosen.map((at) => `d.facets && $${firstAttribute + at}::text[]`), always].join(' and ');
}

const columns = `s.listing_id, s.category_slug, s.country, s.kind, s.materials, s.facets, s.ai_assisted, s.available, s.enterprise_id, s.popularity,
  s.published_at, round(s.price_minor * ($11::jsonb->>s.currency)::float8)::bigint as price,
  width_bucket(s.price_minor * ($11::jsonb->>s.currency)::float8, $12::float8[]) as band`;

const order: Readonly<Record<Sort, string>> = {
  relevance: 'rank desc, popularity desc, listing_id',
  popular: 'popularity desc, listing_id',
  newest: 'published_at desc, listing_id',
  price_asc: 'price, listing_id',
  price_desc: 'price desc, listing_id',
};

/** Filters, and orders other than by rank, look at this many matches. */
const mostFiltered = 10_000;
/** So many of the best are ranked again by their whole documents, which are ten times as long as their heads. */
const rankedTwice = 120;

/** Which two thousand, where more match: any, unless an order is asked for or there are no words to rank by. */
function candidates(words: boolean, sort: Sort, where?: string): string {
  const any = words && sort === 'relevance';
  // In the first round only the words themselves count: their relatives in twenty languages are weighed for the best.
  const rank = any ? ', ts_rank(s.head, $2::tsquery) as rank' : ', 0 as rank';
  const matches = `search_matches($1::tsquery, ${any && !where ? mostRanked : mostFiltered}) join search_entry s using (listing_id)`;
  const chosen = any ? '' : `order by ${order[sort === 'relevance' ? 'popular' : sort]}`;
  return `select * from (select ${columns}${rank} from ${words ? matches : 'search_entry s'}) d ${where ? `where ${where}` : ''} ${chosen} limit ${mostRanked}`;
}

function facet(name: FacetName, attributes: number, value: string, source = 'hit d'): string {
  return `(select json_agg(json_build_object('value', value, 'count', count)) from (
    select ${value}::text as value, count(*)::int as count from ${source} where ${conditions(attributes, name)} group by 1 order by 2 desc, 1 limit 40) f) as ${name}`;
}

/** Facets of attributes: those asked for with all filters, and those narrowed by each without its own. */
function attributeFacets(attributes: number): string {
  const counted = (of: string, where: string) =>
    `select f.facet as value, count(*)::int as count from hit d, unnest(d.facets) f(facet) where split_part(f.facet, '=', 1) = ${of} and ${where} group by 1`;
  const narrowed = Array.from({ length: attributes }, (_, at) =>
    counted(`split_part($${firstAttribute + at}[1], '=', 1)`, conditions(attributes, at)),
  );
  return `(select json_agg(json_build_object('value', value, 'count', count) order by count desc, value) from (
    ${[counted('any($15::text[])', `d.category_slug = any($16::text[]) and ${conditions(attributes)}`), ...narrowed].join(' union all ')}) f) as attribute`;
}

/**
 * The question of a search. Parameters: 1 match, 2 direct (tsquery text), 3–7 facets' filters, 8 no AI, 9 in stock, 10 delivered to, 11
 * factors by currency, 12 price bands, 13 limit, 14 offset, 15 names
 * of attributes to count, 16 the categories that have them, from 17 on the facets chosen of each attribute narrowed by. One prepared statement a shape.
 */
export function findSql({
  words,
  narrowed,
  sort,
  attributes = 0,
}: {
  words: boolean;
  narrowed: boolean;
  sort: Sort;
  attributes?: number;
}): {
  name: string;
  text: string;
} {
  // Facets are counted among the matches without the filters; with filters the results need candidates of their own.
  const kept = narrowed ? `, kept as materialized (${candidates(words, sort, conditions(attributes))})` : '';
  const ranked = words && sort === 'relevance';
  const shown = `select listing_id, popularity, published_at, price, rank from ${narrowed ? 'kept' : 'hit'}`;
  const best = `select best.listing_id, 4 * ts_rank(w.document, $2::tsquery) + ts_rank(w.document, $1::tsquery) as whole from (select listing_id from shown order by rank desc, popularity desc limit ${rankedTwice}) best
    join search_document w using (listing_id)`;
  // `asked` is read by nobody: it tells PostgreSQL the types of parameters that this shape has no use for.
  return {
    name: `find-${words ? 'words' : 'all'}-${narrowed ? 'narrowed' : 'wide'}-${sort}${attributes > 0 ? `-${attributes}` : ''}`,
    text: `with asked as (select $1::text, $2::text), hit as materialized (${candidates(words, sort)})${kept},
      shown as materialized (${shown})${ranked ? `, best as materialized (${best})` : ''}
      select
        (select array_agg(listing_id order by place) from (
          select listing_id, row_number() over (order by ${ranked ? 'whole desc nulls last, ' : ''}${order[ranked ? sort : sort === 'relevance' ? 'popular' : sort]}) as place
          from shown ${ranked ? 'left join best using (listing_id)' : ''} order by place limit $13 offset $14) page) as ids,
        (select count(*)::int from shown) as total,
        ${facet('category', attributes, 'd.category_slug')},
        ${facet('country', attributes, 'd.country')},
        ${facet('kind', attributes, 'd.kind')},
        ${facet('material', attributes, 'm.material', 'hit d, unnest(d.materials) m(material)')},
        ${facet('price', attributes, 'd.band')},
        ${attributeFacets(attributes)}`,
  };
}
