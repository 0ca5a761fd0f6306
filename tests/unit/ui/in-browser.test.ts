import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { numbersOf, standIns } from '#app/_i18n/in-browser.ts';
import { currencies } from '#lib/core/currency.ts';
import { pluralCategories } from '#lib/languages/plurals.ts';

const figures = [0, 0.5, 1, -1.25, 12.34, 999.99, 1_000, 1_234.5, -9_876.5, 12_345.67, 1_234_567.891, 1_000_000_000];

describe.each(Object.entries(standIns))('where a browser does not know %s, %s', (own, other) => {
  const alike = (options: Intl.NumberFormatOptions) => {
    const [mine, theirs] = [new Intl.NumberFormat(own, options), new Intl.NumberFormat(other, options)];
    expect(figures.map((each) => theirs.format(each))).toEqual(figures.map((each) => mine.format(each)));
  };

  test('writes numbers as it does', () => {
    alike({});
    alike({ maximumFractionDigits: 0 });
    alike({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
  });

  test.each(currencies)('writes amounts of %s as it does, but for the sign', (currency) => {
    const written = (tag: string) => {
      const format = new Intl.NumberFormat(tag, { style: 'currency', currency, maximumFractionDigits: 2 });
      const parts = (figure: number) =>
        format.formatToParts(figure).map(({ type, value }) => (type === 'currency' ? '¤' : value));
      return figures.map((figure) => parts(figure).join(''));
    };
    expect(written(other)).toEqual(written(own));
  });

  test('picks the plurals that it has', () => {
    const [mine, theirs] = [new Intl.PluralRules(own), new Intl.PluralRules(other)];
    const { required } = pluralCategories(own);
    const picked = (rules: Intl.PluralRules, number: number) => {
      const category = rules.select(number);
      return required.includes(category) ? category : 'other';
    };
    for (let number = 0; number <= 1_200; number++) expect(picked(theirs, number)).toBe(picked(mine, number));
  });
});

test('a browser that has the numbers of a language takes no other, one that has not does, whatever it says it knows', () => {
  expect(Object.keys(standIns).map(numbersOf)).toEqual(Object.keys(standIns));
  expect(numbersOf('en-GB')).toBe('en-GB');
  class English extends Intl.NumberFormat {
    constructor() {
      super('en');
    }
  }
  vi.stubGlobal('Intl', { NumberFormat: English });
  expect(Object.keys(standIns).map(numbersOf)).toEqual(Object.values(standIns));
  expect(numbersOf('pl')).toBe('pl');
  vi.unstubAllGlobals();
});

test('no client component writes words, days or lists by what its browser knows', () => {
  const known = /Intl\.(DateTimeFormat\((?!\))|ListFormat|DisplayNames|RelativeTimeFormat|NumberFormat\((?!numbersOf))/;
  const wrong = globSync('app/**/*.{ts,tsx}').filter((file) => {
    const source = readFileSync(file, 'utf8');
    return source.startsWith("'use client'") && (known.test(source) || /useFormatter|toLocale\w*String/.test(source));
  });
  expect(wrong).toEqual([]);
});
