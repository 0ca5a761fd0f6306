import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor, pageOf } from '#lib/core/page.ts';

const id = '0194c2f0-1111-7222-8333-444455556666';

test('a cursor gives back what it was made of', () => {
  const at = new Date('2026-11-26T09:00:00.123Z');
  expect(decodeCursor(encodeCursor([at, id]), ['time', 'id'])).toEqual([at, id]);
  expect(decodeCursor(encodeCursor([7, id]), ['number', 'id'])).toEqual([7, id]);
});

test.each([
  ['nothing', undefined],
  ['no base64', '%%%'],
  ['no JSON', Buffer.from('drop table').toString('base64url')],
  ['too few values', encodeCursor([7])],
  ['a word for a number', encodeCursor(['x', id])],
  ['a word for an id', encodeCursor([7, "' or 1=1"])],
  ['half a number', encodeCursor([1.5, id])],
  ['infinity', Buffer.from(`[1e999,"${id}"]`).toString('base64url')],
  ['a book', 'a'.repeat(501)],
])('%s shows the first page', (_name, cursor) => {
  expect(decodeCursor(cursor, ['number', 'id'])).toBeNull();
});

test('a page ends where there is no more', () => {
  expect(pageOf([1, 2, 3], 2, String)).toEqual({ items: [1, 2], next: '2' });
  expect(pageOf([1, 2], 2, String)).toEqual({ items: [1, 2], next: null });
});
