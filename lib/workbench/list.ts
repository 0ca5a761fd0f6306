import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import {
  developerNotes,
  type GlossaryTerm,
  glossaryBetween,
  isLocale,
  type Locale,
  locale as localeOf,
} from '#lib/languages/index.ts';
import { problemsOf } from './checked.ts';
import { type ContentKind, type ContentRow, contentKinds, contentRows } from './content.ts';
import { othersOf } from './same-source.ts';
import { deliveredAs, type Standing, standing, type WorkNotes } from './standing.ts';
import { type InterfaceString, interfaceStrings } from './strings.ts';
import { unitName } from './unit.ts';

export const workFilters = ['all', 'missing', 'stale', 'waiting', 'suggested', 'failing', 'mine'] as const;

/** `part` is empty for the whole interface, a namespace of it, `content`, or `content-` and a kind. */
export const listSchema = z.object({
  locale: z
    .string()
    .refine(isLocale, { error: 'invalid' })
    .transform((tag): Locale => (isLocale(tag) ? tag : 'en')),
  part: z
    .string()
    .regex(/^([a-z_]{1,40}|content(-[a-z]{1,20})?)?$/)
    .catch(''),
  which: z.enum(workFilters).catch('all'),
  search: z.string().max(limits.searchQuery).catch(''),
  offset: z.coerce.number().int().min(0).max(limits.workStrings).catch(0),
  /** The stretch is to hold this string, where the list does. */
  around: z.string().max(260).optional(),
});

export type ListAsked = z.output<typeof listSchema>;

export interface WorkRow {
  readonly unit: string;
  /** Enough of it for a line. */
  readonly source: string;
  readonly sourceLocale: string;
  readonly target: string;
  readonly standing: Standing;
  readonly stale: boolean;
  readonly locked: boolean;
  readonly suggestions: number;
}

export interface WorkList {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly WorkRow[];
}

const line = 160;
const short = (text: string) => (text.length > line ? `${text.slice(0, line)}…` : text);

/** A stretch of the strings of a language. Asks for `message.suggest` in it. */
export async function listStrings(actor: Actor, asked: ListAsked): Promise<WorkList> {
  authorize(actor, 'message.suggest', { locale: asked.locale });
  const content = /^content(?:-([a-z]+))?$/.exec(asked.part);
  if (!content) return listInterface(actor, asked);
  return listContent(actor, asked, contentKinds.find((each) => each === content[1]) ?? null);
}

interface Noted extends WorkNotes {
  readonly unit: string;
  readonly locked: boolean;
  readonly mine: boolean;
}

/** What is noted of the interface's strings, by unit. */
export async function notedStrings(locale: Locale, userId: string | null): Promise<ReadonlyMap<string, Noted>> {
  const rows = await prisma().$queryRaw<Noted[]>`
    select unit, state::text as state, source, target_hash as "targetHash", locked_by_id is not null as locked,
      coalesce(author_id = ${userId}::uuid or assignee_id = ${userId}::uuid, false) as mine
    from work_unit where locale = ${locale} and unit not like 'text:%'`;
  return new Map(rows.map((each) => [each.unit, each]));
}

async function openSuggestions(locale: Locale): Promise<ReadonlyMap<string, number>> {
  const rows = await prisma().workSuggestion.groupBy({ by: ['unit'], where: { locale, state: 'open' }, _count: true });
  return new Map(rows.map((each) => [each.unit, each._count]));
}

/** A string of the interface as it stands. */
export function interfaceStanding(string: InterfaceString, locale: Locale, notes: WorkNotes | undefined) {
  const delivered = deliveredAs(locale, string.version > 0);
  return standing({ source: string.source, target: string.target, delivered, deliveredStale: false }, notes);
}

async function listInterface(actor: Actor, asked: ListAsked): Promise<WorkList> {
  const { locale, part, which } = asked;
  const [strings, noted, suggestions, notes, glossary] = await Promise.all([
    interfaceStrings(locale),
    notedStrings(locale, actorId(actor)),
    openSuggestions(locale),
    developerNotes(),
    glossaryBetween('en', locale),
  ]);
  const wanted = asked.search.trim().toLowerCase();
  const found: WorkRow[] = [];
  for (const string of strings) {
    const { unit, source, target } = string;
    if (part && string.namespace !== part) continue;
    if (wanted && !matches(wanted, [unit, source, target, notes[unit]?.note ?? ''])) continue;
    const own = noted.get(unit);
    const stands = interfaceStanding(string, locale, own);
    const offered = suggestions.get(unit) ?? 0;
    const fits =
      which === 'all' ||
      (which === 'missing' && stands.standing === 'missing') ||
      (which === 'stale' && stands.stale) ||
      (which === 'waiting' && ['translated', 'draft', 'machine'].includes(stands.standing)) ||
      (which === 'suggested' && offered > 0) ||
      (which === 'mine' && own?.mine === true) ||
      (which === 'failing' &&
        target !== '' &&
        problemsOf({
          source,
          target,
          glossary,
          elsewhere: othersOf(strings, unit, source).map((each) => each.target),
          locale,
          maxLength: notes[unit]?.maxLength,
          same: notes[unit]?.same.includes(locale) ?? false,
        }).length > 0);
    if (!fits) continue;
    found.push({
      unit,
      source,
      target,
      sourceLocale: 'en',
      locked: own?.locked ?? false,
      suggestions: offered,
      ...stands,
    });
  }
  const at = asked.around ? found.findIndex((row) => row.unit === asked.around) : -1;
  const offset = at < 0 ? asked.offset : at - (at % limits.workRows);
  const rows = found
    .slice(offset, offset + limits.workRows)
    .map((row) => ({ ...row, source: short(row.source), target: short(row.target) }));
  return { total: Math.min(found.length, limits.workStrings), offset, rows };
}

function matches(wanted: string, texts: readonly string[]): boolean {
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

/** A text's field as it stands. */
export function contentStanding({ source, target, state, stale, notes }: ContentRow) {
  const delivered = state === null || state === 'source' ? 'translated' : state;
  return standing({ source, target, delivered, deliveredStale: stale }, notes ?? undefined);
}

async function listContent(actor: Actor, asked: ListAsked, kind: ContentKind | null): Promise<WorkList> {
  const { locale, which, search, offset } = asked;
  const filter = { kind, which, search: search.trim(), userId: actorId(actor) };
  const failing = which === 'failing';
  const read = await contentRows(
    locale,
    filter,
    failing ? { offset: 0, limit: limits.workChecked } : { offset, limit: limits.workRows },
  );
  const all = failing ? await objected(read, locale) : read;
  const rows = failing ? all.slice(offset, offset + limits.workRows) : all;
  return {
    total: failing ? all.length : Math.min(read[0]?.total ?? 0, limits.workStrings),
    offset,
    rows: rows.map((each) => ({
      unit: unitName({ kind: 'content', textId: each.textId, field: each.field }),
      source: short(each.source),
      sourceLocale: each.sourceLocale,
      target: short(each.target),
      locked: each.notes?.locked ?? false,
      suggestions: each.suggestions,
      ...contentStanding(each),
    })),
  };
}

/** Those of the rows that a check has something to say of. */
async function objected(rows: readonly ContentRow[], locale: Locale): Promise<ContentRow[]> {
  const glossaries = new Map<string, readonly GlossaryTerm[]>();
  for (const { sourceLocale } of rows)
    if (!glossaries.has(sourceLocale))
      glossaries.set(sourceLocale, await glossaryBetween(localeOf(sourceLocale), locale));
  return rows.filter(({ source, target, sourceLocale }) => {
    const glossary = glossaries.get(sourceLocale) ?? [];
    return problemsOf({ source, target, locale, sourceLocale, format: 'plain', glossary }).length > 0;
  });
}
