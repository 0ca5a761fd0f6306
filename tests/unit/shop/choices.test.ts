import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choose, firstChoice, isPossible } from '#app/_shop/choices.ts';
import { combinations } from '#lib/catalogue/combinations.ts';

const variants = [
  { valueIds: ['S', 'blue'], available: false },
  { valueIds: ['S', 'red'], available: true },
  { valueIds: ['L', 'blue'], available: true },
  { valueIds: ['L', 'red'], available: false },
];

describe('choosing', () => {
  test('begins with the first that can be bought', () => {
    expect(firstChoice(variants)?.valueIds).toEqual(['S', 'red']);
  });

  test('cannot take a colour that is sold out in the size, but any size that is there', () => {
    expect(['blue', 'red'].map((colour) => isPossible(variants, ['S', 'red'], 1, colour))).toEqual([false, true]);
    expect(['S', 'L'].map((size) => isPossible(variants, ['S', 'red'], 0, size))).toEqual([true, true]);
  });

  test('another size takes the nearest colour that can be bought', () => {
    expect(choose(variants, ['S', 'red'], 0, 'L')?.valueIds).toEqual(['L', 'blue']);
  });

  test('where everything is sold out, all can be looked at', () => {
    const gone = variants.map((variant) => ({ ...variant, available: false }));
    expect(isPossible(gone, ['S', 'red'], 1, 'blue')).toBe(true);
    expect(choose(gone, ['S', 'red'], 1, 'blue')?.valueIds).toEqual(['S', 'blue']);
  });

  test('everything that can be bought can be reached, from everywhere', () => {
    const all = combinations([
      ['S', 'M', 'L'],
      ['blue', 'red'],
      ['plain', 'gilt'],
    ]);
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }), (there) => {
        const some = all.map((valueIds, at) => ({ valueIds, available: there[at] === true }));
        const wanted = some.filter((each) => each.available);
        for (const target of wanted) {
          let chosen = firstChoice(some)?.valueIds ?? [];
          for (const [option, value] of target.valueIds.entries()) {
            expect(isPossible(some, chosen, option, value)).toBe(true);
            chosen = choose(some, chosen, option, value)?.valueIds ?? [];
          }
          expect(chosen).toEqual(target.valueIds);
        }
      }),
    );
  });
});
