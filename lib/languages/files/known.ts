import type { Actor } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { prisma } from '#lib/db/index.ts';
import { baseMessages } from '../interface.ts';
import { defaultLocale, type Locale, localeFacts } from '../locales.ts';
import { developerNotes } from '../notes.ts';
import { flatten } from '../publish.ts';
import type { FileUnit, UnitLimits, UnitState } from './unit.ts';

/** A string as it is now, for a file or to compare a file with. */
export interface KnownUnit extends FileUnit, UnitLimits {
  readonly sourceLocale: string;
  /** Of the interface: how often it was published. Of content: the source's revision. */
  readonly version: number;
  /** Of content. */
  readonly text?: { readonly id: string; readonly field: string };
}

/** The interface's strings with what a locale has of them. Asks for `message.edit`. */
export async function interfaceUnits(actor: Actor, locale: Locale, only?: 'missing'): Promise<KnownUnit[]> {
  authorize(actor, 'message.edit', { locale });
  const [english, own, published, notes] = await Promise.all([
    baseMessages(defaultLocale),
    baseMessages(locale),
    prisma().interfaceMessage.findMany({ where: { locale } }),
    developerNotes(),
  ]);
  const targets = flatten(own);
  const edited = new Map(published.map((row) => [`${row.namespace}.${row.key}`, row]));
  const base: UnitState = localeFacts(locale).status === 'reviewed' ? 'reviewed' : 'machine';
  return [...flatten(english)].flatMap(([key, source]) => {
    const over = edited.get(key);
    const target = over?.value ?? targets.get(key) ?? '';
    if (only === 'missing' && target !== '') return [];
    const state = target === '' ? 'missing' : over ? 'reviewed' : base;
    const { maxLength, same } = notes[key] ?? {};
    return [
      {
        key,
        source,
        target,
        state,
        note: '',
        sourceLocale: defaultLocale,
        version: over?.version ?? 0,
        maxLength,
        same: same?.includes(locale) ?? false,
      },
    ];
  });
}

interface ContentRow {
  readonly textId: string;
  readonly field: string;
  readonly sourceLocale: string;
  readonly revision: number;
  readonly source: string;
  readonly target: string | null;
  readonly state: Exclude<UnitState, 'missing'> | null;
  readonly title: string;
  readonly enterpriseId: string;
}

const textsAtOnce = 500;

function unitOf(row: ContentRow): KnownUnit {
  return {
    key: `text.${row.textId}.${row.field}`,
    source: row.source,
    target: row.target ?? '',
    state: row.target ? (row.state ?? 'draft') : 'missing',
    note: row.title,
    sourceLocale: row.sourceLocale,
    version: row.revision,
    text: { id: row.textId, field: row.field },
  };
}

/** What an enterprise wrote of its listings, with a language's translations, a few hundred texts at a time. Asks for `listing.edit`. */
export async function* contentUnits(actor: Actor, enterpriseId: string, locale: Locale): AsyncGenerator<KnownUnit> {
  authorize(actor, 'listing.edit', { enterpriseId });
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await prisma().$queryRaw<ContentRow[]>`
      with page as (
        select l.text_id from listing l where l.enterprise_id = ${enterpriseId}::uuid and l.text_id > ${after}::uuid and l.status <> 'archived'
        order by l.text_id limit ${textsAtOnce}
      )
      select x.id as "textId", f.key as field, x.source_locale as "sourceLocale", x.revision, f.value as source,
        t.fields ->> f.key as target, t.state, s.fields ->> 'title' as title, ${enterpriseId} as "enterpriseId"
      from page join texts x on x.id = page.text_id
      join translation s on s.text_id = x.id and s.state = 'source'
      left join translation t on t.text_id = x.id and t.locale = ${locale} and t.state <> 'source'
      cross join lateral jsonb_each_text(s.fields) f
      where f.value <> '' and x.source_locale <> ${locale}
      order by x.id, f.key`;
    for (const row of rows) yield unitOf(row);
    const last = rows.at(-1)?.textId;
    if (last === undefined) return;
    after = last;
  }
}

const contentKey = /^text\.([0-9a-f-]{36})\.(\w{1,40})$/;

/** The strings that these keys name and that the actor may translate; a key that is missing here is unknown to them. */
export async function knownUnits(
  actor: Actor,
  locale: Locale,
  keys: readonly string[],
): Promise<Map<string, KnownUnit>> {
  const ids = [...new Set(keys.flatMap((key) => contentKey.exec(key)?.[1] ?? []))].filter((id) => uuidPattern.test(id));
  const known = new Map<string, KnownUnit>();
  if (may(actor, 'message.edit', { locale }))
    for (const unit of await interfaceUnits(actor, locale)) known.set(unit.key, unit);
  if (ids.length === 0) return known;
  const rows = await prisma().$queryRaw<ContentRow[]>`
    select x.id as "textId", f.key as field, x.source_locale as "sourceLocale", x.revision, f.value as source,
      t.fields ->> f.key as target, t.state, s.fields ->> 'title' as title, l.enterprise_id as "enterpriseId"
    from texts x join listing l on l.text_id = x.id
    join translation s on s.text_id = x.id and s.state = 'source'
    left join translation t on t.text_id = x.id and t.locale = ${locale} and t.state <> 'source'
    cross join lateral jsonb_each_text(s.fields) f
    where x.id = any(${ids}::uuid[]) and f.value <> '' and x.source_locale <> ${locale}`;
  for (const row of rows)
    if (may(actor, 'listing.edit', { enterpriseId: row.enterpriseId }))
      known.set(`text.${row.textId}.${row.field}`, unitOf(row));
  return known;
}
