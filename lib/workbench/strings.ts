import { remember } from '#lib/core/memory.ts';
import { prisma } from '#lib/db/index.ts';
import { baseMessages, flatten, type Locale } from '#lib/languages/index.ts';
import { wordCount } from './standing.ts';

/** A string of the interface in one language. */
export interface InterfaceString {
  readonly unit: string;
  readonly namespace: string;
  readonly key: string;
  readonly source: string;
  readonly target: string;
  /** 0: as in the base files. */
  readonly version: number;
  readonly words: number;
}

const keepMs = 10 * 60_000;

function baseStrings(locale: string): Promise<ReadonlyMap<string, string>> {
  return remember(`base-strings:${locale}`, keepMs, async () => flatten(await baseMessages(locale)));
}

async function published(locale: string) {
  const rows = await prisma().interfaceMessage.findMany({
    where: { locale },
    select: { namespace: true, key: true, value: true, version: true },
  });
  return new Map(rows.map((row) => [`${row.namespace}.${row.key}`, row]));
}

async function load(locale: Locale): Promise<readonly InterfaceString[]> {
  const [english, own, englishEdits, edits] = await Promise.all([
    baseStrings('en'),
    baseStrings(locale),
    locale === 'en' ? new Map<string, never>() : published('en'),
    published(locale),
  ]);
  return [...english].map(([unit, base]) => {
    const dot = unit.indexOf('.');
    const edited = edits.get(unit);
    const source = englishEdits.get(unit)?.value ?? base;
    return {
      unit,
      namespace: unit.slice(0, dot),
      key: unit.slice(dot + 1),
      source,
      target: edited?.value ?? own.get(unit) ?? '',
      version: edited?.version ?? 0,
      words: wordCount(source),
    };
  });
}

/** All strings of the interface in a language, in the order of the files. Kept until an edit is published (the change `messages`). */
export function interfaceStrings(locale: Locale): Promise<readonly InterfaceString[]> {
  return remember(`messages:${locale}:strings`, keepMs, () => load(locale));
}

/** One of them as the database has it now. */
export async function interfaceString(
  locale: Locale,
  unit: string,
): Promise<{ readonly base: string; readonly known: boolean }> {
  const [english, own] = await Promise.all([baseStrings('en'), baseStrings(locale)]);
  return { known: english.has(unit), base: own.get(unit) ?? '' };
}
