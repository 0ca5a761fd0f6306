import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { pool } from '#lib/db/index.ts';
import { type Locale, locales } from '#lib/languages/index.ts';

/** A version that a reader gets as finished: the original, or a translation of the original as it is now. */
const finished = `coalesce(tr.title, '') <> '' and (tr.state = 'source'
  or (tr.state in ('translated', 'reviewed') and tr.source_revision >= t.revision))`;

export interface Coverage {
  readonly locale: Locale;
  /** Live listings that can be read in it. */
  readonly done: number;
  /** Begun, made by a machine, or of an original that has changed since. */
  readonly begun: number;
  readonly live: number;
}

/** How many of an enterprise's live listings can be read in each language of the site. */
export async function translationCoverage(actor: Actor, enterpriseId: string): Promise<Coverage[]> {
  authorize(actor, 'insights.view', { enterpriseId });
  const own = `from listing l join texts t on t.id = l.text_id`;
  const [counted, all] = await Promise.all([
    pool().query<{ locale: string; done: number; begun: number }>(
      `select tr.locale, count(*) filter (where ${finished})::int as done, count(*) filter (where not (${finished}))::int as begun
       ${own} join translation tr on tr.text_id = t.id where l.enterprise_id = $1 and l.status = 'live' group by 1`,
      [enterpriseId],
    ),
    pool().query<{ live: number }>(
      `select count(*)::int as live from listing where enterprise_id = $1 and status = 'live'`,
      [enterpriseId],
    ),
  ]);
  const live = all.rows[0]?.live ?? 0;
  return locales.map((locale) => {
    const { done = 0, begun = 0 } = counted.rows.find((row) => row.locale === locale) ?? {};
    return { locale, done, begun, live };
  });
}

/** Ids of live listings that are not finished in a language, the newest first. */
export async function untranslated(
  actor: Actor,
  enterpriseId: string,
  target: Locale,
  cursor?: string,
): Promise<Page<{ listingId: string }>> {
  authorize(actor, 'insights.view', { enterpriseId });
  const [after = null] = decodeCursor(cursor, ['id']) ?? [];
  const { rows } = await pool().query<{ listingId: string }>(
    `select l.id as "listingId" from listing l join texts t on t.id = l.text_id
     where l.enterprise_id = $1 and l.status = 'live' and ($3::uuid is null or l.id < $3)
       and not exists (select from translation tr where tr.text_id = t.id and tr.locale = $2 and ${finished})
     order by l.id desc limit $4`,
    [enterpriseId, target, after, limits.page + 1],
  );
  return pageOf(rows, limits.page, (last) => encodeCursor([last.listingId]));
}
