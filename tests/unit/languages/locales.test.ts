import { describe, expect, test } from 'vitest';
import { bestLocale, localeForTag } from '#lib/languages/best-locale.ts';
import {
  allLocaleFacts,
  directionOf,
  fallbackChain,
  isLocale,
  locale,
  locales,
  pseudoLocales,
} from '#lib/languages/locales.ts';

describe('the table', () => {
  test('holds the nineteen locales, each a canonical BCP 47 tag', () => {
    expect(locales).toHaveLength(19);
    for (const tag of locales) expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
  });

  test('four are reviewed, the others drafts', () => {
    const reviewed = allLocaleFacts().filter(({ status }) => status === 'reviewed');
    expect(reviewed.map(({ tag }) => tag)).toEqual(['en', 'zh-CN', 'bg', 'pl']);
  });

  test('scripts agree with CLDR', () => {
    for (const { tag, script } of allLocaleFacts()) expect(new Intl.Locale(tag).maximize().script).toBe(script);
  });

  test('only currencies of countries outside the euro differ from EUR', () => {
    const own = allLocaleFacts().filter(({ currency }) => currency !== 'EUR');
    expect(own.map(({ tag, currency, country }) => [tag, currency, country])).toEqual([
      ['zh-CN', 'CNY', 'CN'],
      ['pl', 'PLN', 'PL'],
      ['cs', 'CZK', 'CZ'],
      ['hu', 'HUF', 'HU'],
      ['ro', 'RON', 'RO'],
    ]);
  });

  test.each([
    ['sk', ['sk', 'cs', 'en']],
    ['bs', ['bs', 'hr', 'sr-Latn', 'en']],
    ['hr', ['hr', 'bs', 'sr-Latn', 'en']],
    ['mk', ['mk', 'bg', 'sr-Cyrl', 'en']],
    ['en', ['en']],
  ] as const)('%s falls back on %j', (tag, chain) => {
    expect(fallbackChain(tag)).toEqual(chain);
  });

  test('every chain reaches English and repeats nothing', () => {
    for (const tag of locales) {
      const chain = fallbackChain(tag);
      expect(chain).toContain('en');
      expect(new Set(chain).size).toBe(chain.length);
      expect(chain.every(isLocale)).toBe(true);
    }
  });

  test('pseudo-locales are no locales', () => {
    expect(pseudoLocales.some((tag) => isLocale(tag))).toBe(false);
    expect(directionOf('ar-XB')).toBe('rtl');
    expect(directionOf('bg')).toBe('ltr');
  });

  test('an unknown locale is a domain error', () => {
    expect(() => locale('de')).toThrow('languages.unknown_locale');
    expect(() => locale('constructor')).toThrow('languages.unknown_locale');
  });
});

describe('bestLocale', () => {
  test.each([
    ['zh-TW,zh;q=0.9', 'zh-CN'],
    ['zh-Hant-HK', 'zh-CN'],
    ['yue', 'zh-CN'],
    ['sr', 'sr-Cyrl'],
    ['sr-ME', 'sr-Latn'],
    ['sr-Latn-RS', 'sr-Latn'],
    ['sh', 'sr-Latn'],
    ['mo', 'ro'],
    ['bs-Cyrl-BA', 'bs'],
    ['ru-RU,uk;q=0.9,pl;q=0.3,en;q=0.2', 'pl'],
    ['en;q=0.4, cs;q=0.5', 'cs'],
    ['pl;q=0', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [null, 'en'],
    ['de-DE', 'en'],
    ['../../etc/passwd', 'en'],
    [`${'x'.repeat(5_000)},pl`, 'en'],
  ])('%s gives %s', (header, expected) => {
    expect(bestLocale(header)).toBe(expected);
  });

  test('every locale finds itself, whatever its letter case', () => {
    for (const tag of locales) {
      expect(localeForTag(tag)).toBe(tag);
      expect(localeForTag(tag.toUpperCase())).toBe(tag);
    }
  });
});
