import type { Locale } from '#lib/languages/index.ts';
import { stableId } from './ids.ts';
import type { Rows } from './rows.ts';

type Fields = Readonly<Record<string, Readonly<Partial<Record<Locale, string>>> | undefined>>;

/** Adds a text with its translations (the demo's are by people and reviewed) and returns its id. */
export function addText(rows: Rows, key: string, sourceLocale: Locale, fields: Fields): string {
  const id = stableId('text', key);
  rows.add('texts', { id, source_locale: sourceLocale, revision: 1 });
  const locales = new Set(Object.values(fields).flatMap((words) => Object.keys(words ?? {})));
  for (const locale of [...locales].sort()) {
    const own: Record<string, string> = {};
    for (const [name, words] of Object.entries(fields)) {
      const value = words?.[locale as Locale];
      if (value) own[name] = value;
    }
    rows.add('translation', {
      text_id: id,
      locale,
      fields: own,
      state: locale === sourceLocale ? 'source' : 'reviewed',
      origin: 'human',
      source_revision: 1,
    });
  }
  return id;
}
