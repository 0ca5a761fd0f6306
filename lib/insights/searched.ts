import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { pool } from '#lib/db/index.ts';
import { addDays } from './periods.ts';

/** With fewer different visitors on one day, what was searched is nobody's business. */
export const leastVisitors = 3;
const overDays = 30;

export interface SearchedInVain {
  readonly locale: string;
  readonly query: string;
  /** Visitors who found nothing, each once a day. */
  readonly count: number;
}

/**
 * What the whole market's visitors searched in the last thirty days and did not find, near an enterprise: without a filter, or in its
 * categories and its country. Only what at least three different visitors of one day searched alike.
 */
export async function searchedInVain(
  actor: Actor,
  enterprise: { readonly id: string; readonly country: string },
): Promise<SearchedInVain[]> {
  authorize(actor, 'insights.view', { enterpriseId: enterprise.id });
  const { rows } = await pool().query<SearchedInVain>(
    `with own as (
       select c.slug, c.parent_slug from category c
       where exists (select from listing l where l.enterprise_id = $1 and l.category_slug = c.slug and l.status = 'live')
     )
     select locale, (array_agg(written order by day desc))[1] as query, sum(in_vain)::int as count from search_day
     where day > $3::date and in_vain > 0 and country in ('', $2)
       and (category_slug = '' or category_slug in (select slug from own union select parent_slug from own))
     group by locale, folded having max(in_vain) >= $4 order by count desc, folded, locale limit 60`,
    [enterprise.id, enterprise.country, addDays(isoDay(now()), -overDays), leastVisitors],
  );
  return rows;
}
