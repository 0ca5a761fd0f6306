import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { pool } from '#lib/db/index.ts';
import { addDays } from './periods.ts';
import { paidParts } from './sales.ts';
import { daysLeft } from './stock-rule.ts';

/** Small workshops sell a thing a month: the pace of a quarter says more than that of a week. */
export const paceDays = 90;
const soonDays = 45;

export interface RunsOut {
  readonly variantId: string;
  readonly listingId: string;
  readonly available: number;
  readonly sold: number;
  readonly daysLeft: number;
}

/** Variants whose stock ends within 45 days at the pace of the last ninety, the soonest first. */
export async function runsOutSoon(actor: Actor, enterpriseId: string): Promise<RunsOut[]> {
  authorize(actor, 'insights.view', { enterpriseId });
  const today = isoDay(now());
  const { rows } = await pool().query<Omit<RunsOut, 'daysLeft'>>(
    `select v.id as "variantId", v.listing_id as "listingId", v.stock_on_hand - v.stock_reserved as available, pace.sold from (
       select l.variant_id, sum(l.quantity)::int as sold
       from order_line l join (select s.id from ${paidParts}) o on o.id = l.seller_order_id group by 1
     ) pace join variant v on v.id = pace.variant_id and v.archived_at is null and v.stock_on_hand is not null
     join listing l on l.id = v.listing_id and l.status = 'live'
     where (v.stock_on_hand - v.stock_reserved) * $4::int <= pace.sold * $5::int
     order by (v.stock_on_hand - v.stock_reserved)::float / pace.sold, v.id limit 12`,
    [enterpriseId, addDays(today, 1 - paceDays), today, paceDays, soonDays],
  );
  return rows.map((row) => ({ ...row, daysLeft: daysLeft(row.available, row.sold, paceDays) ?? 0 }));
}
