import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparedSlugs, comparePath } from '#app/_lists/compare-address.ts';
import { comparedRow } from '#app/_lists/compared-row.ts';
import { pathFrom } from '#app/_lists/own-site.ts';
import { day } from '#lib/core/clock.ts';
import { money } from '#lib/core/money.ts';
import { dueBefore, priceMove, shifted, toTell } from '#lib/lists/rules.ts';

describe('a saved price', () => {
  test.each([
    [4_800, 4_800, 'same'],
    [4_800, 4_799, 'lower'],
    [4_800, 4_801, 'higher'],
  ] as const)('of %i that is %i now has gone %s', (then, now, way) => {
    expect(priceMove(money(then, 'EUR'), money(now, 'EUR'))).toBe(way);
  });
});

describe('an order', () => {
  test('moves one place, and nowhere at its ends', () => {
    expect(shifted(['a', 'b', 'c'], 'b', 'up')).toEqual(['b', 'a', 'c']);
    expect(shifted(['a', 'b', 'c'], 'b', 'down')).toEqual(['a', 'c', 'b']);
    expect(shifted(['a', 'b', 'c'], 'a', 'up')).toEqual(['a', 'b', 'c']);
    expect(shifted(['a', 'b', 'c'], 'c', 'down')).toEqual(['a', 'b', 'c']);
    expect(shifted(['a', 'b', 'c'], 'x', 'up')).toEqual(['a', 'b', 'c']);
  });

  test('loses nothing, and down undoes up', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2 }), fc.nat(), (ids, at) => {
        const id = ids[1 + (at % (ids.length - 1))] ?? '';
        const up = shifted(ids, id, 'up');
        expect(up.toSorted()).toEqual(ids.toSorted());
        expect(shifted(up, id, 'down')).toEqual(ids);
      }),
    );
  });
});

describe('mails', () => {
  const at = new Date('2026-11-26T12:00:00Z');

  test('are due after their time, and never when off', () => {
    expect(dueBefore('instant', at)).toEqual(at);
    expect(dueBefore('daily', at)).toEqual(new Date(at.getTime() - day));
    expect(dueBefore('weekly', at)).toEqual(new Date(at.getTime() - 7 * day));
    expect(dueBefore('off', at)).toBeNull();
  });

  test.each([
    ['one piece, nobody told', 1, 0, 3],
    ['one piece, as many told as make sense', 1, 3, 0],
    ['two came back later', 2, 3, 3],
    ['nothing is there', 0, 0, 0],
    ['more were told than there are', 1, 9, 0],
    ['it does not run out', null, 50, 200],
    ['there is plenty', 1_000, 0, 200],
  ] as const)('%s: %s there, %i told, %i more', (_, available, told, more) => {
    expect(toTell(available, told)).toBe(more);
  });
});

describe('a comparison', () => {
  test('reads its address however it was written, four at the most', () => {
    expect(comparedSlugs('a,b')).toEqual(['a', 'b']);
    expect(comparedSlugs(['a', 'b,c', 'a'])).toEqual(['a', 'b', 'c']);
    expect(comparedSlugs('a,b,c,d,e')).toEqual(['a', 'b', 'c', 'd']);
    expect(comparedSlugs(`<script>,../etc,${'x'.repeat(200)},шал`)).toEqual(['шал']);
    expect(comparedSlugs(undefined)).toEqual([]);
  });

  test('writes it so that it is read again', () => {
    expect(comparePath(['шал', 'b'])).toBe(`/compare?l=${encodeURIComponent('шал')},b`);
    expect(comparePath(['a'], true)).toBe('/compare?l=a&only=1');
    expect(comparePath([])).toBe('/compare');
  });

  test('marks the rows that differ', () => {
    expect(comparedRow('Weight', ['1 g', '1 g']).differs).toBe(false);
    expect(comparedRow('Weight', ['1 g', '']).differs).toBe(true);
  });
});

test.each([
  ['/pl/e/maker', '/e/maker'],
  ['/sr-Latn/l/x', '/l/x'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  [null, '/'],
])('a form comes back from %s to %s, never to another site', (given, path) => {
  expect(pathFrom(given)).toBe(path);
});
