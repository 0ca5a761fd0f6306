import type { Currency } from '#lib/core/currency.ts';
import { languagesError } from './errors.ts';

export type Script = 'Latn' | 'Cyrl' | 'Grek' | 'Hans';
export type Direction = 'ltr' | 'rtl';

interface LocaleRow {
  /** The language's name in itself, as a language switch shows it. */
  readonly name: string;
  readonly english: string;
  readonly script: Script;
  readonly direction: Direction;
  /** 'reviewed': every string read by a professional; 'draft': machine quality, and pages say so. */
  readonly status: 'reviewed' | 'draft';
  /** What a first visitor pays in and has things sent to, until they choose (ISO 4217, ISO 3166-1 alpha-2). */
  readonly currency: Currency;
  readonly country: string;
  /** Languages its readers are offered next, best first; the original comes after the last. */
  readonly fallback: readonly string[];
}

const table = {
  en: {
    name: 'English',
    english: 'English',
    script: 'Latn',
    direction: 'ltr',
    status: 'reviewed',
    currency: 'EUR',
    country: 'DE',
    fallback: [],
  },
  'zh-CN': {
    name: '简体中文',
    english: 'Chinese (Simplified)',
    script: 'Hans',
    direction: 'ltr',
    status: 'reviewed',
    currency: 'CNY',
    country: 'CN',
    fallback: ['en'],
  },
  bg: {
    name: 'Български',
    english: 'Bulgarian',
    script: 'Cyrl',
    direction: 'ltr',
    status: 'reviewed',
    currency: 'EUR',
    country: 'BG',
    fallback: ['en', 'mk'],
  },
  mk: {
    name: 'Македонски',
    english: 'Macedonian',
    script: 'Cyrl',
    direction: 'ltr',
    status: 'draft',
    currency: 'EUR',
    country: 'MK',
    fallback: ['bg', 'sr-Cyrl', 'en'],
  },
  'sr-Cyrl': {
    name: 'Српски',
    english: 'Serbian (Cyrillic)',
    script: 'Cyrl',
    direction: 'ltr',
    status: 'draft',
    currency: 'EUR',
    country: 'RS',
    fallback: ['sr-Latn', 'bs', 'hr', 'en'],
  },
  'sr-Latn': {
    name: 'Srpski',
    english: 'Serbian (Latin)',
    script: 'Latn',
    direction: 'ltr',
    status: 'draft',
    currency: 'EUR',
    country: 'RS',
    fallback: ['sr-Cyrl', 'bs', 'hr', 'en'],
  },
  hr: {
    name: 'Hrvatski',
    english: 'Croatian',
    script: 'Latn',
    direction: 'ltr',
    status: 'draft',
    currency: 'EUR',
    country: 'HR',
    fallback: ['bs', 'sr-Latn', 'en'],
  },
  bs: {
    name: 'Bosanski',
    english: 'Bosnian',
    script: 'Latn',
    direction: 'ltr',
    status: 'draft',
    currency: 'EUR',
    country: 'BA',
    fallback: ['hr', 'sr-Latn', 'en'],
  },
  sl: {
    name: 'Slovenščina',
    english: 'Slovenian',
    script: 'Latn',
    direction: 'ltr',
    status: 'draft',
    currency: 'EUR',
    country: 'SI',
    fallback: ['en', 'hr'],
  },
  pl: {
    name: 'Polski',
    english: 'Polish',
    script: 'Latn',
    direction: 'ltr',
    status: 'reviewed',
    currency: 'PLN',
    country: 'PL',
    fallback: ['en'],
  },
  cs: {
    name: 'Čeština',
    english: 'Czech',
    script: 'Latn',
    direction: 'ltr',
    status: 'draft',
    currency: 'CZK',
    country: 'CZ',
    fallback: ['sk', 'en'],
  },
  sk: {
    name: 'Slovenčina',
    english: 'Slovak',
    script: 'Latn',
    direction: 'ltr',
    status: 'draft',
    currency: 'EUR',
    country: 'SK',
    fallback: ['cs', 'en'],
  },
  hu: {
    name: 'Magyar',
    english: 'Hungarian',
    script: 'Latn',
    direction: 'ltr',
    status: 'draft',
    currency: 'HUF',
    country: 'HU',
    fallback: ['en'],
  },
  ro: {
    name: 'Română',
    english: 'Romanian',
    script: 'Latn',
    direction: 'ltr',
    status: 'draft',
    currency: 'RON',
    country: 'RO',
    fallback: ['en'],
  },
  sq: {
    name: 'Shqip',
    english: 'Albanian',
    script: 'Latn',
    direction: 'ltr',
    status: 'draft',
    currency: 'EUR',
    country: 'AL',
    fallback: ['en'],
  },
  el: {
    name: 'Ελληνικά',
    english: 'Greek',
    script: 'Grek',
    direction: 'ltr',
    status: 'draft',
    currency: 'EUR',
    country: 'GR',
    fallback: ['en'],
  },
  et: {
    name: 'Eesti',
    english: 'Estonian',
    script: 'Latn',
    direction: 'ltr',
    status: 'draft',
    currency: 'EUR',
    country: 'EE',
    fallback: ['en'],
  },
  lv: {
    name: 'Latviešu',
    english: 'Latvian',
    script: 'Latn',
    direction: 'ltr',
    status: 'draft',
    currency: 'EUR',
    country: 'LV',
    fallback: ['en'],
  },
  lt: {
    name: 'Lietuvių',
    english: 'Lithuanian',
    script: 'Latn',
    direction: 'ltr',
    status: 'draft',
    currency: 'EUR',
    country: 'LT',
    fallback: ['en'],
  },
} as const satisfies Record<string, LocaleRow>;

/** A locale people can choose: a BCP 47 tag, spelled exactly so. */
export type Locale = keyof typeof table;

export interface LocaleFacts extends Omit<LocaleRow, 'fallback'> {
  readonly tag: Locale;
  readonly fallback: readonly Locale[];
}

/** Every locale in the order a language switch lists them. */
export const locales = Object.keys(table) as readonly Locale[];

/** The language interface strings are written in, and the last resort of every reader before the original. */
export const defaultLocale = 'en' satisfies Locale;

/** Locales for testing alone, offered to nobody: en-XA is accented and 40 % longer, ar-XB runs right to left. */
export const pseudoLocales = ['en-XA', 'ar-XB'] as const;
export type PseudoLocale = (typeof pseudoLocales)[number];

export function isLocale(tag: string): tag is Locale {
  return Object.hasOwn(table, tag);
}

export function isPseudoLocale(tag: string): tag is PseudoLocale {
  return tag === 'en-XA' || tag === 'ar-XB';
}

/** The tag as a locale of the product; throws `languages.unknown_locale`. */
export function locale(tag: string): Locale {
  if (!isLocale(tag)) throw languagesError('languages.unknown_locale', { locale: tag });
  return tag;
}

/** The tag by which `Intl` writes days and lists: in English as between Europe and China, the day before the month, not as in America. */
export function writtenAs(tag: string): string {
  return tag === defaultLocale ? 'en-GB' : tag;
}

/** What a reader calls the language of a locale; Chinese by its writing, which is what differs for who reads it, and not by a country. */
export function localeName(tag: string, reader: string): string {
  return new Intl.DisplayNames(reader, { type: 'language' }).of(tag === 'zh-CN' ? 'zh-Hans' : tag) ?? tag;
}

/** What is known about a locale. */
export function localeFacts(tag: Locale): LocaleFacts {
  return { tag, ...table[tag] };
}

/** All locales with what is known about them, in the order of `locales`. */
export function allLocaleFacts(): LocaleFacts[] {
  return locales.map(localeFacts);
}

/** The locales a reader is offered, best first, beginning with their own and ending with English. */
export function fallbackChain(tag: Locale): readonly Locale[] {
  const chain: Locale[] = [tag, ...table[tag].fallback];
  return chain.includes(defaultLocale) ? chain : [...chain, defaultLocale];
}

/** The value of `dir` for any language tag, also one that is no locale of the product; 'ltr' where the tag is unreadable. */
export function directionOf(tag: string): Direction {
  if (isLocale(tag)) return table[tag].direction;
  if (tag === 'ar-XB') return 'rtl';
  return /^(?:ar|fa|he|ps|ug|ur|yi)\b/i.test(tag) ? 'rtl' : 'ltr';
}
