import { type Locale, type NameOrder, nameCollator } from '#lib/languages/index.ts';

/** Names of countries and languages as readers of the locale write them. */
const displayNames = new Map<string, Intl.DisplayNames>();

function names(locale: string, type: 'region' | 'language'): Intl.DisplayNames {
  const key = `${locale} ${type}`;
  const known = displayNames.get(key);
  if (known) return known;
  const made = new Intl.DisplayNames([locale], { type });
  displayNames.set(key, made);
  return made;
}

/** As the place is called in writing for readers in China, where Intl has the bare name. */
const inChinese: Readonly<Record<string, string>> = { TW: '中国台湾' };

const administrations: ReadonlySet<string> = new Set(['HK', 'MO']);

export function countryName(country: string, locale: string): string {
  const own = locale.startsWith('zh') ? inChinese[country] : undefined;
  if (own !== undefined) return own;
  return names(locale, 'region').of(country) ?? country;
}

/**
 * A place with its country as readers of the locale write them: "Trojan, Bułgaria"; in Chinese the country first and nothing between,
 * but a space where the place is in other letters: 保加利亚特洛扬. Without a place the country alone.
 */
export function placeName(place: string, country: string, locale: string): string {
  const name = countryName(country, locale);
  const own = place.trim();
  if (own === '') return name;
  if (!locale.startsWith('zh')) return `${own}, ${name}`;
  return /^\p{Script=Han}/u.test(own) ? `${name}${own}` : `${name} ${own}`;
}

/** The country behind a person's name: ", Polska"; in Chinese with a Chinese comma. */
export function fromCountry(country: string, locale: string): string {
  return `${locale.startsWith('zh') ? '，' : ', '}${countryName(country, locale)}`;
}

/** The name without the words of an administration, for narrow columns; in Chinese they belong to the name. */
export function shortCountryName(country: string, locale: string): string {
  if (locale.startsWith('zh') || !administrations.has(country)) return countryName(country, locale);
  return new Intl.DisplayNames([locale], { type: 'region', style: 'short' }).of(country) ?? country;
}

export function languageName(tag: string, locale: string): string {
  return names(locale, 'language').of(tag) ?? tag;
}

/** The language alone, without the country or the script of its tag: what somebody speaks or writes. */
export function spokenLanguage(tag: string, locale: string): string {
  return languageName(new Intl.Locale(tag).language, locale);
}

/** Choices in the order of the reader's alphabet, or in the one they chose. */
export function inOrder<T extends { readonly label: string }>(
  options: readonly T[],
  locale: Locale,
  order?: NameOrder,
): T[] {
  const compare = nameCollator(locale, order);
  return options.toSorted((a, b) => compare(a.label, b.label));
}

/** Countries for a choice, in the reader's order. */
export function countryOptions(
  countries: readonly string[],
  locale: Locale,
  order?: NameOrder,
): { value: string; label: string }[] {
  return inOrder(
    countries.map((value) => ({ value, label: countryName(value, locale) })),
    locale,
    order,
  );
}
