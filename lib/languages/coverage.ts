import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { prisma } from '#lib/db/index.ts';
import { isLocale, type Locale, locales } from './locales.ts';

/** How far an enterprise's listings are translated into a language. */
export interface Coverage {
  readonly locale: Locale;
  /** Listings whose original is in another language. */
  readonly listings: number;
  /** Of them: translated or reviewed by people and fresh; by machine or as a draft and fresh; made of an earlier original; not at all. */
  readonly done: number;
  readonly draft: number;
  readonly stale: number;
  readonly missing: number;
}

/** The state of all translations of an enterprise's listings, a language a row. Asks for `listing.edit`. */
export async function coverageOf(actor: Actor, enterpriseId: string): Promise<Coverage[]> {
  authorize(actor, 'listing.edit', { enterpriseId });
  const rows = await prisma().$queryRaw<(Omit<Coverage, 'locale'> & { locale: string })[]>`
    select tags.locale, count(*)::int as listings,
      (count(*) filter (where t.state in ('translated', 'reviewed') and t.source_revision >= x.revision))::int as done,
      (count(*) filter (where t.state in ('machine', 'draft') and t.source_revision >= x.revision))::int as draft,
      (count(*) filter (where t.source_revision < x.revision))::int as stale,
      (count(*) filter (where t.text_id is null))::int as missing
    from unnest(${[...locales]}::text[]) tags (locale)
    join listing l on l.enterprise_id = ${enterpriseId}::uuid and l.status <> 'archived'
    join texts x on x.id = l.text_id and x.source_locale <> tags.locale
    left join translation t on t.text_id = x.id and t.locale = tags.locale and t.state <> 'source'
    group by tags.locale`;
  const byLocale = new Map(rows.map((row) => [row.locale, row]));
  return locales.flatMap((locale) => {
    const row = byLocale.get(locale);
    return row && isLocale(row.locale) ? [{ ...row, locale: row.locale }] : [];
  });
}
