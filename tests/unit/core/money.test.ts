import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencies } from '#lib/core/currency.ts';
import {
  add,
  chargeable,
  decimalText,
  divideHalfEven,
  formatMoney,
  money,
  parseAmount,
  parseChargeable,
  plainAmount,
  split,
  taxContained,
  typedAmount,
} from '#lib/core/money.ts';
import { locales } from '#lib/languages/index.ts';

const amount = fc.bigInt({ min: -1_000_000_000n, max: 1_000_000_000n });
const code = fc.constantFrom(...currencies);

describe('division', () => {
  test.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [-1n, 3n, 0n],
    [9n, -2n, -4n],
  ])('%d / %d is %d, ties to even', (numerator, denominator, expected) => {
    expect(divideHalfEven(numerator, denominator)).toBe(expected);
  });

  test('is never off by more than a half', () => {
    fc.assert(
      fc.property(amount, fc.bigInt({ min: 1n, max: 100_000n }), (numerator, denominator) => {
        const off = 2n * (numerator - divideHalfEven(numerator, denominator) * denominator);
        expect((off < 0n ? -off : off) <= denominator).toBe(true);
      }),
    );
  });
});

describe('splitting', () => {
  test('parts add up to the whole and are within one unit of their share', () => {
    fc.assert(
      fc.property(
        amount,
        code,
        fc.array(fc.bigInt({ min: 0n, max: 1_000n }), { minLength: 1, maxLength: 12 }),
        (minor, unit, weights) => {
          const total = weights.reduce((a, b) => a + b, 0n);
          fc.pre(total > 0n);
          const parts = split(money(minor, unit), weights);
          expect(parts.reduce((a, part) => a + part.minor, 0n)).toBe(minor);
          for (const [index, part] of parts.entries()) {
            const off = part.minor * total - minor * (weights[index] ?? 0n);
            expect((off < 0n ? -off : off) < total).toBe(true);
          }
        },
      ),
    );
  });
});

test('amounts of different currencies cannot be added', () => {
  expect(() => add(money(1, 'EUR'), money(1, 'PLN'))).toThrow('money.mixed_currencies');
});

test('forints are charged whole, never below the price', () => {
  expect(chargeable(money(12_345, 'HUF')).minor).toBe(12_400n);
  expect(chargeable(money(12_300, 'HUF')).minor).toBe(12_300n);
  expect(chargeable(money(12_345, 'EUR')).minor).toBe(12_345n);
  expect(parseChargeable('100,00', 'HUF').minor).toBe(10_000n);
  expect(() => parseChargeable('100,50', 'HUF')).toThrow('money.too_many_decimals');
  expect(parseChargeable('100,50', 'EUR').minor).toBe(10_050n);
});

test('tax is contained in the price', () => {
  expect(taxContained(money(12_300, 'PLN'), 2300).minor).toBe(2_300n);
  expect(taxContained(money(0, 'PLN'), 2300).minor).toBe(0n);
});

describe('amounts as people type them', () => {
  test.each([
    ['12', 1200n],
    ['12,5', 1250n],
    ['12.50', 1250n],
    ['1 234,50', 123450n],
    ['1.234,50', 123450n],
    ['1,234.50', 123450n],
    ['1 234', 123400n],
    ['１２.５０', 1250n],
    ["1'234.50", 123450n],
    ['0', 0n],
    ['1,234,567.89', 123456789n],
  ])('%s', (text, minor) => {
    expect(parseAmount(text, 'EUR').minor).toBe(minor);
  });

  test.each([
    ['', 'money.not_an_amount'],
    ['-1', 'money.not_an_amount'],
    ['1e5', 'money.not_an_amount'],
    ['12.345', 'money.too_many_decimals'],
    ['1,234', 'money.too_many_decimals'],
    ['9'.repeat(13), 'money.out_of_range'],
    ['<b>1</b>', 'money.not_an_amount'],
    ['1\u0000', 'money.not_an_amount'],
  ])('%j is refused', (text, error) => {
    expect(() => parseAmount(text, 'EUR')).toThrow(error);
  });

  test('what is written for machines reads back the same', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 11n }), code, (minor, unit) => {
        expect(parseAmount(decimalText(money(minor, unit)), unit).minor).toBe(minor);
      }),
    );
  });
});

test('amounts read as the locale writes them', () => {
  expect(formatMoney(money(14_800, 'PLN'), 'pl')).toBe('148,00\u00a0zł');
  expect(formatMoney(money(18_600, 'CNY'), 'zh-CN')).toBe('¥186.00');
  expect(formatMoney(money(123_400, 'HUF'), 'hu')).toBe('1234\u00a0Ft');
});

describe('an amount as it is typed', () => {
  test.each([
    ['bg', 'EUR', 2900n, '29,00'],
    ['pl', 'PLN', 123_456n, '1234,56'],
    ['cs', 'CZK', 5n, '0,05'],
    ['hu', 'HUF', 450_000n, '4500,00'],
    ['sr-Latn', 'EUR', 100_000_000n, '1000000,00'],
    ['el', 'EUR', 1_000_010n, '10000,10'],
    ['zh-CN', 'CNY', 2900n, '29.00'],
    ['en', 'EUR', 2900n, '29.00'],
  ] as const)('in %s has their decimal mark, and is read back', (locale, currency, minor, text) => {
    expect(typedAmount(money(minor, currency), locale)).toBe(text);
    expect(parseAmount(text, currency)).toEqual(money(minor, currency));
  });

  test('is read back in every language, of every currency', () => {
    for (const locale of locales)
      for (const currency of currencies)
        for (const minor of [1n, 10n, 999n, 1_000n, 123_400n, 100_000_000n])
          expect(parseAmount(typedAmount(money(minor, currency), locale), currency).minor).toBe(minor);
  });

  test('is the same amount in whatever marks, and what is none stays', () => {
    expect(plainAmount('29,00', 'EUR')).toBe('29.00');
    expect(plainAmount('1 234,5', 'EUR')).toBe('1234.50');
    expect(plainAmount('', 'EUR')).toBe('');
    expect(plainAmount('много', 'EUR')).toBe('много');
  });
});
