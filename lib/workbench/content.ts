import type { TranslationState } from '#lib/db/generated/client.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import { containing, prisma, type Tx } from '#lib/db/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { WorkNotes } from './standing.ts';

/** What of people's content is translated here, each by the page that shows it. */
export const contentKinds = ['listing', 'work', 'enterprise', 'collection', 'category'] as const;
export type ContentKind = (typeof contentKinds)[number];

export interface ContentRow {
  readonly textId: string;
  readonly field: string;
  readonly kind: ContentKind;
  readonly slug: string;
  readonly sourceLocale: string;
  readonly source: string;
  readonly target: string;
  readonly state: TranslationState | null;
  readonly stale: boolean;
  /** Where it is stale: what the field said when its translation was made; empty where that is not known. */
  readonly staleSource: string;
  readonly notes: (WorkNotes & { readonly locked: boolean }) | null;
  readonly suggestions: number;
  readonly total: number;
}

export interface ContentFilter {
  readonly kind: ContentKind | null;
  readonly which: 'all' | 'missing' | 'stale' | 'waiting' | 'suggested' | 'failing' | 'mine';
  readonly search: string;
  readonly userId: string | null;
}

/** Texts that readers see, with where they stand. */
const owners = Prisma.sql`
  select l.text_id, 'listing' as kind, l.slug, l.popularity as rank from listing l where l.status = 'live'
  union all select w.text_id, 'work', w.slug, w.popularity from work w where w.status = 'verified'
  union all select e.text_id, 'enterprise', e.slug, 1000000 from enterprise e where e.status = 'verified'
  union all select c.text_id, 'collection', c.slug, 2000000 from collection c where c.published_at is not null
  union all select c.text_id, 'category', c.slug, 3000000 from category c`;

const selected = (locale: Locale) => Prisma.sql`
  select t.id as text_id, f.key as field, o.kind, o.slug, o.rank, t.source_locale, f.value as source,
    coalesce(tr.fields->>f.key, '') as target, tr.state as state, coalesce(tr.source_revision < t.revision, false)
      and (old.fields is null or coalesce(old.fields->>f.key, '') <> f.value) as behind,
    coalesce(old.fields->>f.key, '') as stale_source,
    w.state as work_state, w.source as work_source, w.target_hash, w.locked_by_id, w.author_id, w.assignee_id,
    (select count(*)::int from work_suggestion s
      where s.locale = ${locale} and s.unit = 'text:' || t.id || '.' || f.key and s.state = 'open') as suggestions
  from owner o
  join texts t on t.id = o.text_id and t.source_locale <> ${locale}
  join translation so on so.text_id = t.id and so.locale = t.source_locale
  cross join lateral jsonb_each_text(so.fields) f
  left join translation tr on tr.text_id = t.id and tr.locale = ${locale}
  left join lateral (
    select r.fields from text_revision r where r.text_id = t.id and r.revision >= tr.source_revision order by r.revision limit 1
  ) old on tr.source_revision < t.revision
  left join work_unit w on w.locale = ${locale} and w.unit = 'text:' || t.id || '.' || f.key
  where f.value <> ''`;

function narrowed({ which, search, kind, userId }: ContentFilter) {
  const stale = Prisma.sql`(target <> '' and case when target_hash is null then behind else work_source <> source end)`;
  const states = {
    all: Prisma.sql`true`,
    missing: Prisma.sql`target = ''`,
    stale,
    waiting: Prisma.sql`target <> '' and coalesce(nullif(work_state::text, 'untouched'), state::text) in ('translated', 'machine', 'draft')`,
    suggested: Prisma.sql`suggestions > 0`,
    failing: Prisma.sql`target <> ''`,
    mine: Prisma.sql`(author_id = ${userId}::uuid or assignee_id = ${userId}::uuid)`,
  } as const satisfies Record<ContentFilter['which'], Prisma.Sql>;
  const like = containing(search);
  const words = search
    ? Prisma.sql`and (source ilike ${like} or target ilike ${like} or slug ilike ${like} or field ilike ${like})`
    : Prisma.empty;
  const only = kind ? Prisma.sql`and kind = ${kind}` : Prisma.empty;
  return Prisma.sql`${states[which]} ${words} ${only}`;
}

interface Raw {
  readonly text_id: string;
  readonly field: string;
  readonly kind: ContentKind;
  readonly slug: string;
  readonly source_locale: string;
  readonly source: string;
  readonly target: string;
  readonly state: TranslationState | null;
  readonly behind: boolean;
  readonly stale_source: string;
  readonly work_state: WorkNotes['state'] | null;
  readonly work_source: string | null;
  readonly target_hash: string | null;
  readonly locked_by_id: string | null;
  readonly suggestions: number;
  readonly total: number;
}

function row(raw: Raw): ContentRow {
  const { work_state: state, work_source: source, target_hash: targetHash } = raw;
  return {
    textId: raw.text_id,
    field: raw.field,
    kind: raw.kind,
    slug: raw.slug,
    sourceLocale: raw.source_locale,
    source: raw.source,
    target: raw.target,
    state: raw.state,
    stale: raw.behind,
    staleSource: raw.stale_source,
    notes:
      state !== null && source !== null && targetHash !== null
        ? { state, source, targetHash, locked: raw.locked_by_id !== null }
        : null,
    suggestions: raw.suggestions,
    total: raw.total,
  };
}

/** A stretch of people's content in a language, what most readers see first. */
export async function contentRows(
  locale: Locale,
  filter: ContentFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<ContentRow[]> {
  const found = await prisma().$queryRaw<Raw[]>`
    with owner as (${owners}), string as (${selected(locale)})
    select *, (count(*) over ())::int as total from string where ${narrowed(filter)}
    order by rank desc, slug, text_id, field offset ${offset} limit ${limit}`;
  return found.map(row);
}

/** One field of one text, in the caller's transaction; null where it is nothing to translate into the language. */
export async function contentRow(tx: Tx, locale: Locale, textId: string, field: string): Promise<ContentRow | null> {
  const found = await tx.$queryRaw<Raw[]>`
    with owner as (select * from (${owners}) o where o.text_id = ${textId}::uuid), string as (${selected(locale)})
    select *, 1 as total from string where field = ${field}`;
  return found[0] ? row(found[0]) : null;
}

/** Where readers see it. */
export function contentPath({ kind, slug }: Pick<ContentRow, 'kind' | 'slug'>): string {
  const section = { listing: 'l', work: 'w', enterprise: 'e', collection: 'collections', category: 'browse' } as const;
  return `/${section[kind]}/${slug}`;
}
