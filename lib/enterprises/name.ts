import { z } from 'zod';
import type { Prisma } from '#lib/db/generated/client.ts';
import { type Locale, type LocalizedText, localeFacts, readable, type Script } from '#lib/languages/index.ts';

/** The name an enterprise goes by in other languages than its own, by locale. */
export const namesSchema = z.record(z.string(), z.string());
export type Names = z.output<typeof namesSchema>;

/** What of an enterprise says how it is called, in whatever language. */
export interface Named {
  readonly displayName: string;
  /** `Names`, as stored. */
  readonly names: unknown;
  readonly sourceLocale: string;
  readonly legalNameLatin: string;
}

/** What to select of an enterprise to name it to a reader. */
export const withName = {
  displayName: true,
  names: true,
  sourceLocale: true,
  legalNameLatin: true,
} as const satisfies Prisma.EnterpriseSelect;

/** The same as a column of a question in SQL that joins `enterprise e`; made a name by `enterpriseName`. */
export const nameColumn = `json_build_object('displayName', e.display_name, 'names', e.names, 'sourceLocale', e.source_locale,
  'legalNameLatin', e.legal_name_latin)`;

export interface EnterpriseName {
  readonly value: string;
  /** Language of `value`, for `lang`. */
  readonly locale: string;
  /** The name it gave itself, where `value` is another. */
  readonly original: string | null;
}

const letters: Readonly<Record<Script, RegExp>> = {
  Latn: /\p{Script=Latin}/gu,
  Cyrl: /\p{Script=Cyrillic}/gu,
  Grek: /\p{Script=Greek}/gu,
  Hans: /\p{Script=Han}/gu,
};

/** Whether most letters of the text are of the script; a text without letters is of every one. */
function isWrittenIn(text: string, script: Script): boolean {
  const all = text.match(/\p{L}/gu)?.length ?? 0;
  return (text.match(letters[script])?.length ?? 0) * 2 >= all;
}

/** Stored names without what is none; anything else than names counts as none. */
export function namesOf(stored: unknown): Names {
  const { data = {} } = namesSchema.safeParse(stored);
  return Object.fromEntries(Object.entries(data).filter(([, name]) => name.trim() !== ''));
}

/**
 * What readers of a language call an enterprise: its name in their language; else its own name, where that is in their letters; else its
 * name in a language they probably read (the fallback chain); else its own in Latin letters, or the Latin one of its papers. Serbian is
 * rewritten between its scripts.
 */
export function enterpriseName(enterprise: Named, reader: Locale): EnterpriseName {
  const { displayName, sourceLocale, legalNameLatin } = enterprise;
  const versions = namesByLocale(displayName, enterprise.names, sourceLocale).map(
    ({ locale, text }): LocalizedText => ({
      locale,
      value: text,
      state: locale === sourceLocale ? 'source' : 'translated',
      origin: 'human',
      sourceRevision: 1,
    }),
  );
  const chosen = readable(versions, reader);
  if (!chosen) return ownName(enterprise);
  const isTheirs = spoken(chosen.locale) === spoken(reader);
  if (!isTheirs && isWrittenIn(displayName, localeFacts(reader).script)) return ownName(enterprise);
  const readsIt = isTheirs || chosen.is !== 'original' || chosen.transliterated || isWrittenIn(displayName, 'Latn');
  if (!readsIt) return { value: legalNameLatin, locale: `${spoken(sourceLocale)}-Latn`, original: displayName };
  const { value, locale } = chosen;
  return { value, locale, original: value === displayName ? null : displayName };
}

function spoken(tag: string): string {
  return new Intl.Locale(tag).language;
}

function ownName({ displayName, sourceLocale }: Named): EnterpriseName {
  return { value: displayName, locale: sourceLocale, original: null };
}

/** Its names with the language of each, its own first. */
export function namesByLocale(
  displayName: string,
  names: unknown,
  sourceLocale: string,
): { readonly locale: string; readonly text: string }[] {
  const others = Object.entries(namesOf(names)).filter(([locale]) => locale !== sourceLocale);
  return [{ locale: sourceLocale, text: displayName }, ...others.map(([locale, text]) => ({ locale, text }))];
}

/** The name alone. */
export function nameFor(enterprise: Named, reader: Locale): string {
  return enterpriseName(enterprise, reader).value;
}

/** Every name an enterprise can be looked for by. */
export function allNames({ displayName, names, legalNameLatin }: Named): string[] {
  return [...new Set([displayName, ...Object.values(namesOf(names)), legalNameLatin])];
}
