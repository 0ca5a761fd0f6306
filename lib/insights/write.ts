import { pool } from '#lib/db/index.ts';
import type { Count } from './buffer.ts';

/** Marks that are new today, and what they count for; a mark that is there already counts nothing. */
const newMarks = `marked as (
    insert into visitor_mark (day, mark) select $1::date, mark from given
    where exists (select from daily_salt where day = $1::date) order by mark
    on conflict do nothing returning mark
  )`;

const listings = `with given as (select * from unnest($2::bytea[], $3::uuid[], $4::boolean[]) as g(mark, listing_id, cart)), ${newMarks}
  insert into listing_day (listing_id, day, views, carts)
  select listing_id, $1::date, count(*) filter (where not cart), count(*) filter (where cart)
  from given join marked using (mark) join listing l on l.id = listing_id and l.status = 'live'
  group by listing_id order by listing_id
  on conflict (listing_id, day) do update set views = listing_day.views + excluded.views, carts = listing_day.carts + excluded.carts`;

const searches = `with given as (
    select * from unnest($2::bytea[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[])
    as g(mark, locale, folded, written, category_slug, country, found)
  ), ${newMarks}
  insert into search_day (day, locale, folded, category_slug, country, written, visitors, in_vain)
  select $1::date, locale, folded, category_slug, country, max(written), count(*), count(*) filter (where not found)
  from given join marked using (mark) group by locale, folded, category_slug, country order by 2, 3, 4, 5
  on conflict (day, locale, folded, category_slug, country) do update set written = excluded.written,
    visitors = search_day.visitors + excluded.visitors, in_vain = search_day.in_vain + excluded.in_vain`;

/** Adds counts to their days, all of one kind and day in one statement. */
export async function writeCounts(counts: readonly Count[]): Promise<void> {
  for (const [day, ofDay] of Map.groupBy(counts, (count) => count.day)) {
    const seen = ofDay.flatMap((count) => (count.what === 'search' ? [] : [count]));
    const searched = ofDay.flatMap((count) => (count.what === 'search' ? [count] : []));
    if (seen.length > 0)
      await pool().query(listings, [
        day,
        seen.map((count) => count.mark),
        seen.map((count) => count.listingId),
        seen.map((count) => count.what === 'cart'),
      ]);
    if (searched.length > 0)
      await pool().query(searches, [
        day,
        searched.map((count) => count.mark),
        searched.map((count) => count.locale),
        searched.map((count) => count.folded),
        searched.map((count) => count.written),
        searched.map((count) => count.categorySlug),
        searched.map((count) => count.country),
        searched.map((count) => count.found),
      ]);
  }
}
