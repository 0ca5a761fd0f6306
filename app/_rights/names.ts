import { getTranslations } from 'next-intl/server';
import { countryName, languageName } from '#app/_i18n/names.ts';
import { writtenAs } from '#lib/languages/index.ts';
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
  const list = new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' });
  return {
    right: (code) => (t.has(`right.${code}`) ? t(`right.${code}`) : code),
    territory: (code) =>
      /^[A-Z]{2}$/.test(code) ? countryName(code, locale) : t.has(`territory.${code}`) ? t(`territory.${code}`) : code,
    language: (code) => (code === 'zxx' ? own('no_words') : languageName(code, locale)),
    list: (words) => list.format(words),
  };
}

/** One dimension as the parties wrote it: "CEE except Hungary". */
export type ScopeWords = Readonly<Record<'rights' | 'territories' | 'languages', string>>;

/** A scope in words: uses, places and languages, with their exceptions. */
export async function scopeWords({ scope }: Pick<Terms, 'scope'>, locale: string): Promise<ScopeWords> {
  const t = await getTranslations({ locale, namespace: 'deals.terms' });
  const names = await rightsNames(locale);
  const written = ({ include, except = [] }: Terms['scope']['rights'], name: (code: string) => string) => {
    const whole = names.list(include.map(name));
    return except.length > 0 ? t('except', { whole, except: names.list(except.map(name)) }) : whole;
  };
  return {
    rights: written(scope.rights, names.right),
    territories: written(scope.territories, names.territory),
    languages: scope.languages.include.includes('all') ? t('every_language') : written(scope.languages, names.language),
  };
}
