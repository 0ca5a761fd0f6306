import { expect, test } from 'vitest';
import { fileSize } from '#app/_i18n/file-size.ts';
import { limits } from '#lib/core/limits.ts';
import { locales } from '#lib/languages/locales.ts';

test.each([
  [1, 'en', '1 kB'],
  [900, 'en', '1 kB'],
  [1_536 * 100, 'en', '150 kB'],
  [1024 ** 2 - 1, 'en', '1 MB'],
  [87_891 * 1024, 'pl', '86 MB'],
  [1.5 * 1024 ** 2, 'pl', '1,5 MB'],
  [2_048 * 1024 ** 2, 'en', '2 GB'],
  [3_000 * 1024 ** 3, 'en', '3,000 GB'],
])('%i bytes read in %s as %s', (bytes, locale, told) => {
  expect(fileSize(bytes, locale).replace(/\s/g, ' ')).toBe(told);
});

test.each(locales)('the largest file of a listing is read in %s in gigabytes', (locale) => {
  expect(fileSize(limits.fileBytes, locale)).toMatch(/^2\sGB$/);
});
