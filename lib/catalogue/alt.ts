import { z } from 'zod';
import { limits } from '#lib/core/limits.ts';
import { optionalText } from '#lib/core/validation.ts';
import { type Locale, type LocalizedText, locales, readable } from '#lib/languages/index.ts';

/** A picture in words, by locale: for those who do not see it; and what a sample is called, by locale. */
export type AltTexts = Readonly<Record<string, string>>;

/** Words by locale, each at most so long; empty ones are left out. */
export const wordsByLocale = (longest: number) =>
  z
    .partialRecord(z.enum(locales), optionalText(longest))
    .transform((words): AltTexts => Object.fromEntries(Object.entries(words).filter(([, each]) => each !== '')));

export const altSchema = wordsByLocale(limits.alt);

/** The words as the database has them; what is none is left out. */
export function altTexts(value: unknown): AltTexts {
  if (!(value instanceof Object) || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((each): each is [string, string] => typeof each[1] === 'string' && each[1] !== ''),
  );
}

/** What a reader is told of a picture: in their language, else a near one, else as it was written; null where there are no words. */
export function readAlt(alt: AltTexts, sourceLocale: string, locale: Locale): { value: string; locale: string } | null {
  const versions = Object.entries(alt).map(
    ([each, value]): LocalizedText => ({
      locale: each,
      value,
      state: each === sourceLocale ? 'source' : 'translated',
      origin: 'human',
      sourceRevision: 1,
    }),
  );
  const found = readable(versions, locale);
  return found && { value: found.value, locale: found.locale };
}

/** Which of these locales a picture has no words in. */
export function missingAlt(alt: AltTexts, wanted: readonly string[]): string[] {
  return wanted.filter((locale) => !alt[locale]);
}
