import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { pool } from '#lib/db/index.ts';
import type { Period } from './periods.ts';
import { paidParts } from './sales.ts';

/** From seeing to paying: visitors a day who saw it, who put it into their cart, and orders paid. */
export interface Funnel {
  readonly views: number;
  readonly carts: number;
  readonly paid: number;
}

/** The whole enterprise's way from views to payments. */
export async function funnelOf(actor: Actor, enterpriseId: string, period: Period): Promise<Funnel> {
  authorize(actor, 'insights.view', { enterpriseId });
  const { rows } = await pool().query<Funnel>(
    `select coalesce(sum(d.views), 0)::int as views, coalesce(sum(d.carts), 0)::int as carts,
       (select count(distinct s.order_id)::int from ${paidParts}) as paid
     from listing l join listing_day d on d.listing_id = l.id and d.day between $2::date and $3::date where l.enterprise_id = $1`,
    [enterpriseId, period.from, period.to],
  );
  return rows[0] ?? { views: 0, carts: 0, paid: 0 };
}

export interface ListingFunnel extends Funnel {
  readonly listingId: string;
}

const byListing = `with seen as (
    select d.listing_id, sum(d.views)::int as views, sum(d.carts)::int as carts
    from listing l join listing_day d on d.listing_id = l.id where l.enterprise_id = $1 and d.day between $2::date and $3::date group by 1
  ), bought as (
    select l.listing_id, count(distinct o.order_id)::int as paid
    from order_line l join (select s.id, s.order_id from ${paidParts}) o on o.id = l.seller_order_id group by 1
  )
  select listing_id as "listingId", coalesce(views, 0) as views, coalesce(carts, 0) as carts, coalesce(paid, 0) as paid
  from seen full join bought using (listing_id)
  where $4::int is null or (coalesce(views, 0), listing_id) < ($4::int, $5::uuid)
  order by 2 desc, 1 desc limit $6`;

/** The same for each listing that anybody saw or bought, most seen first. */
export async function funnelByListing(
  actor: Actor,
  enterpriseId: string,
  period: Period,
  cursor?: string,
  size: number = limits.page,
): Promise<Page<ListingFunnel>> {
  authorize(actor, 'insights.view', { enterpriseId });
  const [views = null, id = null] = decodeCursor(cursor, ['number', 'id']) ?? [];
  const { rows } = await pool().query<ListingFunnel>(byListing, [
    enterpriseId,
    period.from,
    period.to,
    views,
    id,
    size + 1,
  ]);
  return pageOf(rows, size, (last) => encodeCursor([last.views, last.listingId]));
}
