import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from '#lib/languages/cases.ts';
import { inconsistencies } from '#lib/languages/checks/consistency.ts';
import { numbersIn } from '#lib/languages/checks/number-values.ts';
import { type CheckOptions, checkCodes } from '#lib/languages/checks/problem.ts';
import { glossaryHits } from '#lib/languages/checks/terms.ts';
import { check, isPublishable } from '#lib/languages/checks.ts';
import { locales } from '#lib/languages/locales.ts';

const codes = (source: string, target: string, locale: string, options: CheckOptions = {}) =>
  check(source, target, locale, options).map(({ code }) => code);

const fixed = (source: string, target: string, locale: string, code: string) =>
  check(source, target, locale).find((problem) => problem.code === code)?.fix;

test('the suite language-checks', () => {
  const { count, mismatches } = run(fileURLToPath(new URL('language-check-cases.json', import.meta.url)));
  expect(mismatches).toEqual([]);
  expect(count).toBeGreaterThan(60);
});

describe('structure', () => {
  test.each([
    [
      '{n, plural, one {# file} other {# files}}',
      '{n, plural, one {plik} few {pliki} many {plików} other {pliku}}',
      'pl',
      ['placeholder_missing'],
    ],
    ['{n, plural, one {# file} other {# files}}', 'Pliki: {n}', 'pl', ['plural_missing']],
    ['{n, plural, one {# file} other {# files}}', '{n} 个文件', 'zh-CN', []],
    ['{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}', '{n, selectordinal, other {#.}}', 'pl', []],
    ['{n} files', '{n, plural, one {# файл} other {# файла}}', 'bg', []],
    ['{k, select, a {A} other {B}}', '{k}', 'bg', ['select_differs']],
    ['<a>xa</a> <b>ya</b>', '<b>игрек</b> <a>икс</a>', 'bg', []],
    ['One <b>bold</b> word', 'Една </b>дума<b>', 'bg', ['tag_mismatch']],
  ])('%s → %s (%s)', (source, target, locale, expected) => {
    expect(codes(source, target, locale)).toEqual(expected);
  });

  test('plain prose may hold braces, and its HTML is compared', () => {
    expect(codes('Use {braces', 'Използвай {скоби', 'bg', { format: 'plain' })).toEqual([]);
    expect(codes('<p>One</p>', '<p>Едно', 'bg', { format: 'plain' })).toEqual(['tag_mismatch']);
  });

  test('a source that is no message makes both plain', () => {
    expect(codes('100 {%', '100 {%', 'bg')).toEqual([]);
  });
});

describe('numbers', () => {
  test.each([
    ['1,000.50', 'en', [1000.5]],
    ['1000,50', 'hu', [1000.5]],
    ['1 000,50', 'pl', [1000.5]],
    ['1\u202f000,50', 'bg', [1000.5]],
    ['1.000.000', 'ro', [1_000_000]],
    ['1.000', 'hr', [1000]],
    ['0.125', 'hr', [0.125]],
    ['1万', 'zh-CN', [10_000]],
    ['1.5亿', 'zh-CN', [150_000_000]],
    ['3千克', 'zh-CN', [3]],
    ['10 million', 'en', [10_000_000]],
    ['5.1.2026', 'cs', [5, 1, 2026]],
    ['120 × 180 cm', 'bg', [120, 180]],
    ['２０', 'zh-CN', [20]],
  ])('%s (%s) holds %j', (text, locale, values) => {
    expect(numbersIn(text, locale)).toEqual(values);
  });

  test('a number in words is as good', () => {
    expect(codes('Ships in 3 days', '三天内发货', 'zh-CN')).toEqual([]);
    expect(codes('Ships in three days', '3天内发货', 'zh-CN')).toEqual([]);
    expect(codes('Ships in 3 days', '四天内发货', 'zh-CN')).toEqual(['number_differs']);
  });
});

describe('fixes', () => {
  test.each([
    ['Pay now', ' Zapłać ', 'pl', 'edge_space', 'Zapłać'],
    ['Pay now.', '立即支付', 'zh-CN', 'end_punctuation', '立即支付。'],
    ['Sure?', 'Σίγουρα!', 'el', 'end_punctuation', 'Σίγουρα;'],
    ['Price', 'Cijena cijena artikla', 'bs', 'doubled_word', 'Cijena artikla'],
    ['Order', 'Пoруџбина', 'sr-Cyrl', 'mixed_script', 'Поруџбина'],
    ['Order', 'Zаmówienie', 'pl', 'mixed_script', 'Zamówienie'],
    ['Arrived', '訂單已送達', 'zh-CN', 'traditional_han', '订单已送达'],
    ['Receipt', 'chitanţa', 'ro', 'cedilla', 'chitanța'],
    ['Remove', 'Uk\u200bloni', 'hr', 'invisible', 'Ukloni'],
    ['“New”', '"Нови"', 'bg', 'quotes', '„Нови“'],
  ])('%s: %s (%s) %s', (source, target, locale, code, right) => {
    expect(fixed(source, target, locale, code)).toBe(right);
    expect(codes(source, right, locale)).not.toContain(code);
  });
});

describe('what looks wrong and is right', () => {
  test.each([
    ['Family 👨‍👩‍👧', 'Rodzina 👨‍👩‍👧', 'pl'],
    ['It has 5 kΩ', 'Има 5 kΩ', 'bg'],
    ['That is it', 'Дава да да мине', 'sr-Cyrl'],
    ['Step 3', '3. korak', 'hr'],
    ['Page 3', 'strana 3.', 'hr'],
    ['He said “this is ‘good’”', '他说“这是‘好’的”', 'zh-CN'],
    ['“A title”', '「标题」', 'zh-CN'],
    ['“A title”', '»Naslov«', 'hr'],
    ['Look, look', '看看', 'zh-CN'],
    ['Famous Qianlong', '著名的乾隆', 'zh-CN'],
    ['Mail help@example.org.', '请写信至help@example.org。', 'zh-CN'],
    ['{name}', '{name}', 'pl'],
    ['https://example.org', 'https://example.org', 'pl'],
  ])('%s → %s (%s)', (source, target, locale) => {
    expect(codes(source, target, locale)).toEqual([]);
  });

  test('near languages may say the same', () => {
    expect(codes('Cijena', 'Cijena', 'bs', { sourceLocale: 'hr' })).toEqual([]);
    expect(
      codes('Stripe', 'Stripe', 'bs', { glossary: [{ source: 'Stripe', target: 'Stripe', doNotTranslate: true }] }),
    ).toEqual([]);
  });
});

describe('the glossary', () => {
  const licence = { source: 'licence', target: 'licencja', forbidden: ['zezwolenie'] };

  test('finds terms in any inflection', () => {
    expect(glossaryHits('Two licences, one licence', 'en', [licence]).map(({ start, end }) => [start, end])).toEqual([
      [4, 12],
      [18, 25],
    ]);
    expect(codes('Licences', 'Bez licencjami', 'pl', { glossary: [licence] })).toEqual([]);
    expect(codes('A book', 'W książce', 'pl', { glossary: [{ source: 'book', target: 'książka' }] })).toEqual([]);
  });

  test('forbids only for its own term', () => {
    expect(codes('Permit', 'Zezwolenie', 'pl', { glossary: [licence] })).toEqual([]);
    expect(codes('Licence', 'Zezwolenia', 'pl', { glossary: [licence] })).toEqual(['glossary', 'forbidden_term']);
  });

  test('a forbidden word inside a right one is right', () => {
    const term = { source: 'exclusive licence', target: '独占许可', forbidden: ['许可'] };
    expect(codes('Exclusive licence', '独占许可', 'zh-CN', { glossary: [term] })).toEqual([]);
  });
});

test('one source in two ways is inconsistent within its context', () => {
  const found = inconsistencies([
    { id: '1', source: 'Order', target: 'Zamówienie' },
    { id: '2', source: 'Order', target: 'Zamówienie' },
    { id: '3', source: 'Order', target: 'Kolejność' },
    { id: '4', source: 'Order', target: 'Zamów', context: 'verb' },
    { id: '5', source: 'Order', target: ' ' },
  ]);
  expect(found).toEqual([
    {
      source: 'Order',
      targets: [
        { target: 'Zamówienie', ids: ['1', '2'] },
        { target: 'Kolejność', ids: ['3'] },
      ],
    },
  ]);
});

test('errors block publishing, warnings do not', () => {
  expect(isPublishable(check('E-mail', 'E-mail', 'sl'))).toBe(true);
  expect(isPublishable(check('Hello {name}', 'Cześć', 'pl'))).toBe(false);
});

test('checking never throws, and reports each code once and in order', () => {
  const strings = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'{}<>"„” .1a的я'.split('')) }),
  );
  fc.assert(
    fc.property(strings, strings, fc.constantFrom(...locales), (source, target, locale) => {
      const found = codes(source, target, locale, { maxLength: 5, glossary: [{ source: 'a', target: 'я' }] });
      expect(new Set(found).size).toBe(found.length);
      expect([...found].sort((a, b) => checkCodes.indexOf(a) - checkCodes.indexOf(b))).toEqual(found);
    }),
  );
});
