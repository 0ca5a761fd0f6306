import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '#lib/core/limits.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { baseMessages } from '../interface.ts';
import { defaultLocale, isLocale, type Locale, localeFacts, locales } from '../locales.ts';
import { flatten } from '../publish.ts';
import { type MemoryEntry, rememberUnits } from './remember.ts';

/** What the base files and the published edits of a locale say, as the memory keeps it. */
export async function interfaceEntries(locale: Locale): Promise<MemoryEntry[]> {
  const [english, own, published] = await Promise.all([
    baseMessages(defaultLocale),
    baseMessages(locale),
    prisma().interfaceMessage.findMany({ where: { locale }, select: { namespace: true, key: true, value: true } }),
  ]);
  const targets = flatten(own);
  const edited = new Map(published.map(({ namespace, key, value }) => [`${namespace}.${key}`, value]));
  const base = localeFacts(locale).status === 'reviewed' ? 'reviewed' : 'draft';
  return [...flatten(english)].flatMap(([key, source]) => {
    const target = edited.get(key) ?? targets.get(key);
    if (target === undefined) return [];
    const state = edited.has(key) ? 'reviewed' : base;
    const origin = base === 'draft' && !edited.has(key) ? 'machine' : 'human';
    return [
      { place: `interface:${key}`, ...pair(defaultLocale, locale), source, target, state, origin, domain: 'interface' },
    ];
  });
}

const pair = (sourceLocale: string, targetLocale: string) => ({ sourceLocale, targetLocale });

/** Takes in what the interface says in every language, where that is other than when it was last read. */
async function fillFromInterface(): Promise<number> {
  let kept = 0;
  for (const locale of locales) {
    if (locale === defaultLocale) continue;
    const entries = await interfaceEntries(locale);
    const name = `interface:${locale}`;
    const detail = createHash('sha256').update(JSON.stringify(entries)).digest('hex');
    const mark = await prisma().memoryMark.findUnique({ where: { name } });
    if (mark?.detail === detail) continue;
    for (let at = 0; at < entries.length; at += limits.memoryAtOnce)
      kept += await transaction((tx) => rememberUnits(tx, entries.slice(at, at + limits.memoryAtOnce)));
    await prisma().memoryMark.upsert({
      where: { name },
      create: { name, detail, at: new Date() },
      update: { detail, at: new Date() },
    });
  }
  return kept;
}

interface ContentRow {
  readonly textId: string;
  readonly sourceLocale: string;
  readonly locale: string;
  readonly state: MemoryEntry['state'];
  readonly origin: MemoryEntry['origin'];
  readonly field: string;
  readonly source: string;
  readonly target: string;
}

/** What a transaction that is still open has written is not seen yet; none lives as long. */
const overlap = '2 minutes';

/** After each round it rests so many times as long as that took: what people wait for comes first, however much was imported. */
const restPerWork = 3;

interface Cursor {
  readonly at: string;
  readonly textId: string;
  readonly locale: string;
}

/** The first of what was changed at a time or later. */
const from = (at: string): Cursor => ({ at, textId: '00000000-0000-0000-0000-000000000000', locale: '' });

/** A mark says where the reading ended; of an import in one transaction, which all changed at one time, in the middle of it. */
const markOf = ({ at, textId, locale }: Cursor): string => [at, textId, locale].join('|');

function cursorOf(mark: string): Cursor {
  const [at = '', textId, locale] = mark.split('|');
  return textId === undefined || locale === undefined ? from(at) : { at, textId, locale };
}

/** Takes in translations of what people wrote, in the order in which they were last changed, where they are of the words there now. */
async function fillFromContent(rounds: number): Promise<number> {
  const name = 'content';
  const [begun] = await prisma().$queryRaw<{ at: string }[]>`select (now() - ${overlap}::interval)::text as at`;
  const mark = await prisma().memoryMark.findUnique({ where: { name } });
  let cursor: Cursor | undefined = cursorOf(mark?.detail ?? '-infinity');
  let kept = 0;
  for (let round = 0; round < rounds && cursor; round++) {
    const began = performance.now();
    const changed: Cursor[] = await changedAfter(cursor);
    const rows = await contentRows(changed);
    kept += await transaction((tx) => rememberUnits(tx, rows.flatMap(contentEntry)));
    cursor = changed.length === limits.memoryAtOnce ? changed.at(-1) : undefined;
    if (cursor) await sleep(restPerWork * (performance.now() - began));
  }
  const detail = markOf(cursor ?? from(begun?.at ?? '-infinity'));
  await prisma().memoryMark.upsert({
    where: { name },
    create: { name, at: new Date(), detail },
    update: { at: new Date(), detail },
  });
  return kept;
}

function changedAfter({ at, textId, locale }: Cursor): Promise<Cursor[]> {
  return prisma().$queryRaw<Cursor[]>`
    select text_id as "textId", locale, updated_at::text as at from translation
    where (updated_at, text_id, locale) > (${at}::timestamptz, ${textId}::uuid, ${locale})
    order by updated_at, text_id, locale limit ${limits.memoryAtOnce}`;
}

async function contentRows(changed: readonly Cursor[]): Promise<ContentRow[]> {
  return prisma().$queryRaw<ContentRow[]>`
    select t.text_id as "textId", x.source_locale as "sourceLocale", t.locale, t.state, t.origin, f.key as field,
      s.fields ->> f.key as source, f.value as target
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as c ("textId" uuid, locale text)
    join translation t on t.text_id = c."textId" and t.locale = c.locale
    join texts x on x.id = t.text_id
    join translation s on s.text_id = t.text_id and s.state = 'source'
    cross join lateral jsonb_each_text(t.fields) f
    where t.state not in ('source', 'machine') and t.source_revision = x.revision and s.fields ->> f.key <> '' and f.value <> ''`;
}

function contentEntry(row: ContentRow): MemoryEntry[] {
  if (!isLocale(row.locale) || !isLocale(row.sourceLocale)) return [];
  const { textId, field, source, target, state, origin } = row;
  return [
    {
      place: `text:${textId}:${field}`,
      ...pair(row.sourceLocale, row.locale),
      source,
      target,
      state,
      origin,
      domain: 'content',
    },
  ];
}

/**
 * Brings the memory up to what is translated now, or as far as so many readings of content go: the next run goes on there. Done by the
 * clock; running it again changes nothing. Returns how many units changed.
 */
export async function fillMemory(rounds: number = limits.memoryRounds): Promise<number> {
  return (await fillFromInterface()) + (await fillFromContent(rounds));
}
