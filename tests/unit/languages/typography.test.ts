import { expect, test } from 'vitest';
import { bindShortWords } from '#lib/languages/typography.ts';

const nbsp = '\u00a0';

test.each([
  ['pl', 'Wyślij i zapomnij', `Wyślij i${nbsp}zapomnij`],
  ['pl', 'A w domu', `A${nbsp}w${nbsp}domu`],
  ['pl', '„Z widokiem” (w ramie)', `„Z${nbsp}widokiem” (w${nbsp}ramie)`],
  ['cs', 'k tomu a s tím', `k${nbsp}tomu a${nbsp}s${nbsp}tím`],
  ['sk', 'o Bratislave', `o${nbsp}Bratislave`],
  [
    'pl',
    '{count, plural, one {# sztuka} other {# sztuk}} w koszyku',
    `{count, plural, one {# sztuka} other {# sztuk}} w${nbsp}koszyku`,
  ],
  ['pl', 'Miś i', 'Miś i'],
  ['pl', 'kawa z', 'kawa z'],
  ['pl', 'dach nad głową', 'dach nad głową'],
  ['en', 'a cup', 'a cup'],
  ['hr', 'i tako', 'i tako'],
])('%s: %s', (locale, text, bound) => {
  expect(bindShortWords(text, locale)).toBe(bound);
});
