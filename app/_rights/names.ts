import { getTranslations } from 'next-intl/server';
import { countryName, languageName } from '#app/_i18n/names.ts';
import type { Terms } from '#lib/rights/index.ts';

/** Names of rights and territories, and lists of them, as a reader writes them. */
export interface RightsNames {
  right(code: string): string;
  territory(code: string): string;
  language(code: string): string;
  list(words: readonly string[]): string;
}

export async function rightsNames(locale: string): Promise<RightsNames> {
  const t = await getTranslations({ locale, namespace: 'rights' });
  const own = await getTranslations({ locale, namespace: 'avails.search' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    right: (code) => (t.has(`right.${code}`) ? t(`right.${code}`) : code),
    territory: (code) =>
      /^[A-Z]{2}$/.test(code) ? countryName(code, locale) : t.has(`territory.${code}`) ? t(`territory.${code}`) : code,
    language: (code) => (code === 'zxx' ? own('no_words') : languageName(code, locale)),
    list: (words) => list.format(words),
  };
}

/** A scope in words: rights, territories, with their exceptions. */
export function scopeWords(terms: Terms, names: RightsNames): { rights: string; territories: string } {
  const { rights, territories } = terms.scope;
  return {
    rights: names.list(rights.include.map(names.right)),
    territories: names.list(territories.include.map(names.territory)),
  };
}
