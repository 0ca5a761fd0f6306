import type { Prisma } from '#lib/db/generated/client.ts';
import { type LocalizedText, type ReadableText, readable } from './content.ts';
import type { Locale } from './locales.ts';
import { bindShortWords } from './typography.ts';

/** What to include of a Text to read its fields. */
export const withTranslations = { include: { translations: true } } as const satisfies Prisma.TextDefaultArgs;
export type TextWithTranslations = Prisma.TextGetPayload<typeof withTranslations>;

/** The versions of one field of a text. */
function versions(text: TextWithTranslations, field: string): LocalizedText[] {
  return text.translations.flatMap(({ locale, fields, state, origin, sourceRevision }) => {
    const value = fields instanceof Object && !Array.isArray(fields) ? fields[field] : undefined;
    return typeof value === 'string'
      ? [{ locale, value, state, origin, sourceRevision: state === 'source' ? text.revision : sourceRevision }]
      : [];
  });
}

/**
 * A field as a reader of the locale sees it, typeset and with what it is (original, reviewed translation …); null where nobody wrote it.
 */
export function readField(text: TextWithTranslations, field: string, locale: Locale): ReadableText | null {
  return readVersions(versions(text, field), locale);
}

/** The same of versions that a question of its own has read. */
export function readVersions(texts: readonly LocalizedText[], locale: Locale): ReadableText | null {
  const found = readable(texts, locale);
  return found && { ...found, value: bindShortWords(found.value, found.locale) };
}

/** Only the words of a field, empty where nobody wrote it. */
export function fieldText(text: TextWithTranslations | null | undefined, field: string, locale: Locale): string {
  return text ? (readField(text, field, locale)?.value ?? '') : '';
}

/** A field of the original exactly as its author wrote it, for editing and for comparing; empty where it is not there. */
export function writtenText(text: TextWithTranslations, field: string): string {
  return versions(text, field).find(({ state }) => state === 'source')?.value ?? '';
}
