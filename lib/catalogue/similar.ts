import type { Currency } from '#lib/core/currency.ts';
import { pool } from '#lib/db/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { type ListingTile, listingTiles } from './tiles.ts';

/**
 * Listings that share a category (or its parent) with one are weighed: words of their heads in common, materials in common, the very same
 * category, and a little by how popular they are. A country and a maker that are shown already count less each time. Parameters: 1
 * listing, 2 how many.
 */
const similarSql = `
  with one as (
    select e.*, (select string_agg(quote_literal(lexeme), ' | ')::tsquery from (
      select lexeme from unnest(d.head) where length(lexeme) > 2 or lexeme ~ '[^ -~]' order by length(lexeme) desc limit 48
    ) words) as words
    from search_entry e join search_document d on d.listing_id = e.listing_id where e.listing_id = $1
  ), near as (
    select slug from category c, one where c.slug = one.category_slug
      or c.parent_slug = one.category_slug
      or c.parent_slug = (select parent_slug from category where slug = one.category_slug)
  ), candidate as (
    select best.id from near cross join lateral (
      select l.id from listing l where l.category_slug = near.slug and l.status = 'live' order by l.popularity desc limit 150
    ) best
  ), weighed as (
    select e.listing_id, e.country, e.enterprise_id,
      coalesce(ts_rank(d.head, one.words), 0) * 6
        + 0.15 * least(2, (select count(*) from unnest(e.materials) m where m = any(one.materials)))
        + case when e.category_slug = one.category_slug then 0.2 else 0 end
        + 0.1 * least(e.popularity, 10000) / 10000.0 as weight
    from candidate c join search_entry e on e.listing_id = c.id join search_document d on d.listing_id = c.id, one
    where e.available and e.listing_id <> one.listing_id and e.enterprise_id <> one.enterprise_id
  ), placed as (
    select *, row_number() over (partition by enterprise_id order by weight desc, listing_id) as of_maker,
      row_number() over (partition by country order by weight desc, listing_id) as of_country
    from weighed
  )
  select listing_id from placed where of_maker <= 2 order by weight / (1 + 0.35 * (of_country - 1)) desc, listing_id limit $2`;

/** Live listings like one that can be bought now, of other makers and of several countries; never itself. */
export async function similarListings(
  listingId: string,
  locale: Locale,
  currency: Currency,
  most: number,
): Promise<ListingTile[]> {
  const { rows } = await pool().query<{ listing_id: string }>({
    name: 'similar-listings',
    text: similarSql,
    values: [listingId, most],
  });
  return listingTiles(
    rows.map((row) => row.listing_id),
    locale,
    currency,
  );
}
