import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandsOf, trigrams } from '#lib/languages/memory/bands.ts';

function inCommon(a: readonly number[], b: readonly number[]): number {
  return b.filter((band) => a.includes(band)).length;
}

function likeness(a: string, b: string): number {
  const [left, right] = [trigrams(a), trigrams(b)];
  const both = [...left].filter((gram) => right.has(gram)).length;
  return both / (left.size + right.size - both);
}

describe('what a likeness is found by', () => {
  test('trigrams are those of pg_trgm', () => {
    expect([...trigrams('A cat')].sort()).toEqual(['  a', '  c', ' a ', ' ca', 'at ', 'cat'].sort());
  });

  test.each([
    ['Your order has been paid.', 'Your order has been paid'],
    ['Your order has been paid and sent', 'Your orders have been paid and sent'],
    ['书法作品的独占许可', '书法作品独占许可'],
    ['Ръчно рисувана чиния от Троян', 'Ръчно рисувана купа от Троян'],
  ])('%s and %s share a band', (a, b) => {
    expect(likeness(a, b)).toBeGreaterThan(0.45);
    expect(inCommon(bandsOf(a, 'en', 'bg'), bandsOf(b, 'en', 'bg'))).toBeGreaterThan(0);
  });

  test('another pair of languages shares nothing, nor do other words', () => {
    expect(inCommon(bandsOf('Save the list', 'en', 'bg'), bandsOf('Save the list', 'en', 'pl'))).toBe(0);
    expect(inCommon(bandsOf('Save the list', 'en', 'bg'), bandsOf('Royalty report', 'en', 'bg'))).toBe(0);
  });

  test('a text without letters has none; any text is of signed 32-bit integers', () => {
    expect(bandsOf('— … !', 'en', 'bg')).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const band of bandsOf(text, 'en', 'pl')) expect(band | 0).toBe(band);
      }),
    );
  });
});
