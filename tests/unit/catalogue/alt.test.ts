import { expect, test } from 'vitest';
import { altSchema, altTexts, missingAlt, readAlt } from '#lib/catalogue/alt.ts';

const words = { bg: 'Зелена купа', en: 'Green bowl', 'sr-Cyrl': 'Зелена чинија' };

test.each([
  ['bg', { value: 'Зелена купа', locale: 'bg' }],
  ['sr-Latn', { value: 'Zelena činija', locale: 'sr-Latn' }],
  ['zh-CN', { value: 'Green bowl', locale: 'en' }],
] as const)('a reader of %s is told %j', (locale, told) => {
  expect(readAlt(words, 'bg', locale)).toEqual(told);
});

test('where nobody translated, it is told as it was written, and nothing where nobody wrote', () => {
  expect(readAlt({ bg: 'Купа' }, 'bg', 'pl')).toEqual({ value: 'Купа', locale: 'bg' });
  expect(readAlt({}, 'bg', 'pl')).toBeNull();
});

test('what is stored or sent is read with care', () => {
  expect(altTexts({ bg: 'Купа', pl: '', en: 3 })).toEqual({ bg: 'Купа' });
  expect([altTexts(null), altTexts('x'), altTexts(['x'])]).toEqual([{}, {}, {}]);
  expect(altSchema.parse({ bg: ' Купа\u202e ', pl: '' })).toEqual({ bg: 'Купа' });
  expect(altSchema.safeParse({ bg: 'x'.repeat(301) }).success).toBe(false);
  expect(altSchema.safeParse({ xx: 'a' }).success).toBe(false);
  expect(missingAlt(words, ['bg', 'pl', 'cs'])).toEqual(['pl', 'cs']);
});
