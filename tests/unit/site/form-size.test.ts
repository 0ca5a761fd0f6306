import { expect, test } from 'vitest';
import { limits } from '#lib/core/limits.ts';
import { tooLarge } from '../../../runtime/site/form-size.ts';

const length = (bytes: number) => ({ 'content-length': String(bytes) });

test('a form of words takes a megabyte, one with pictures what its pictures need', () => {
  expect(tooLarge('/pl/checkout', length(limits.formPost))).toBe(false);
  expect(tooLarge('/pl/checkout', length(limits.formPost + 1))).toBe(true);
  expect(tooLarge('/pl/orders/AS-26-1/review/0190', length(limits.formPost + 1))).toBe(false);
  expect(tooLarge('/pl/orders/AS-26-1/review/0190', length(limits.formBody + 1))).toBe(true);
  expect(tooLarge('/pl/orders/AS-26-1', length(limits.formPost + 1))).toBe(true);
});

test('what does not say how much it sends is not read', () => {
  expect(tooLarge('/pl/orders/AS-26-1/review/0190', { 'transfer-encoding': 'chunked' })).toBe(true);
  expect(tooLarge('/pl/checkout', {})).toBe(false);
});
