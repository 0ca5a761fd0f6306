import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combinations, placeVariants } from '#lib/catalogue/combinations.ts';

const ids = (count: number, prefix: string) => Array.from({ length: count }, (_, at) => `${prefix}${at}`);

describe('combinations', () => {
  test('of size and colour, in reading order', () => {
    expect(
      combinations([
        ['S', 'L'],
        ['blue', 'red'],
      ]),
    ).toEqual([
      ['S', 'blue'],
      ['S', 'red'],
      ['L', 'blue'],
      ['L', 'red'],
    ]);
  });

  test('of nothing there is one, and of an option without values none', () => {
    expect(combinations([])).toEqual([[]]);
    expect(combinations([['S'], []])).toEqual([]);
  });

  test('are as many as the product, and no two the same', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }), (sizes) => {
        const all = combinations(sizes.map((size, at) => ids(size, `${at}-`)));
        expect(all).toHaveLength(sizes.reduce((product, size) => product * size, 1));
        expect(new Set(all.map((each) => each.join())).size).toBe(all.length);
      }),
    );
  });
});

describe('when options change', () => {
  const size = { id: 'size', values: ['S', 'L'] };
  const colour = { id: 'colour', values: ['blue', 'red'] };
  const optionOf = new Map([
    ['S', 'size'],
    ['L', 'size'],
    ['XL', 'size'],
    ['blue', 'colour'],
    ['red', 'colour'],
  ]);
  const both = [
    { id: 'a', valueIds: ['S', 'blue'] },
    { id: 'b', valueIds: ['S', 'red'] },
    { id: 'c', valueIds: ['L', 'blue'] },
    { id: 'd', valueIds: ['L', 'red'] },
  ];
  const keeps = (placed: { valueIds: readonly string[]; variantId: string | null }[]) =>
    Object.fromEntries(placed.map((slot) => [slot.valueIds.join('+'), slot.variantId]));

  test('the only variant becomes the first combination', () => {
    const { placed, gone } = placeVariants([{ id: 'a', valueIds: [] }], [size, colour], optionOf);
    expect(keeps(placed)).toEqual({ 'S+blue': 'a', 'S+red': null, 'L+blue': null, 'L+red': null });
    expect(gone).toEqual([]);
  });

  test('a new option leaves every variant at its first value', () => {
    const sizes = [
      { id: 'a', valueIds: ['S'] },
      { id: 'b', valueIds: ['L'] },
    ];
    expect(keeps(placeVariants(sizes, [size, colour], optionOf).placed)).toEqual({
      'S+blue': 'a',
      'S+red': null,
      'L+blue': 'b',
      'L+red': null,
    });
  });

  test('the order of options and values changes nothing', () => {
    const { placed, gone } = placeVariants(both, [{ ...colour, values: ['red', 'blue'] }, size], optionOf);
    expect(keeps(placed)).toEqual({ 'red+S': 'b', 'red+L': 'd', 'blue+S': 'a', 'blue+L': 'c' });
    expect(gone).toEqual([]);
  });

  test('what had a value that was removed goes, a new value is new', () => {
    const { placed, gone } = placeVariants(both, [{ ...size, values: ['S', 'XL'] }, colour], optionOf);
    expect(keeps(placed)).toEqual({ 'S+blue': 'a', 'S+red': 'b', 'XL+blue': null, 'XL+red': null });
    expect(gone).toEqual(['c', 'd']);
  });

  test('without an option the first of those that are now the same stays', () => {
    const { placed, gone } = placeVariants(both, [size], optionOf);
    expect(keeps(placed)).toEqual({ S: 'a', L: 'c' });
    expect(gone).toEqual(['b', 'd']);
  });

  test('every variant has one place or goes, whatever changes', () => {
    const values = fc.subarray(['S', 'L', 'XL'], { minLength: 1 });
    const colours = fc.subarray(['blue', 'red']);
    fc.assert(
      fc.property(values, colours, (sizes, paints) => {
        const options = [
          { id: 'size', values: sizes },
          ...(paints.length > 0 ? [{ id: 'colour', values: paints }] : []),
        ];
        const { placed, gone } = placeVariants(both, options, optionOf);
        const kept = placed.flatMap((slot) => slot.variantId ?? []);
        expect([...kept, ...gone].sort()).toEqual(['a', 'b', 'c', 'd']);
      }),
    );
  });
});
