import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choosePlaces, lessAt, type PlaceOnHand } from '#lib/catalogue/place-choice.ts';

const place = (placeId: string, country: string, available: number, isDefault = false): PlaceOnHand => ({
  placeId,
  country,
  available,
  isDefault,
});
const troyan = place('troyan', 'BG', 10, true);
const warsaw = place('warsaw', 'PL', 4);
const sofia = place('sofia', 'BG', 30);
const all = [sofia, warsaw, troyan];

test.each([
  ['the buyer’s country', 'PL', 4, [['warsaw', 4]]],
  ['one place that has enough before two that are near', 'PL', 5, [['troyan', 5]]],
  ['the default where none is in the country', 'CN', 5, [['troyan', 5]]],
  ['the default first in its own country', 'BG', 3, [['troyan', 3]]],
  ['the fullest when the default has too little', 'CN', 20, [['sofia', 20]]],
  [
    'as few as it takes',
    'PL',
    40,
    [
      ['warsaw', 4],
      ['troyan', 10],
      ['sofia', 26],
    ],
  ],
] as const)('an order is taken from %s', (_, country, quantity, taken) => {
  expect(choosePlaces(all, quantity, country)?.map((each) => [each.placeId, each.quantity])).toEqual(taken);
});

test('fewer are counted at the default place first', () => {
  expect(lessAt(all, 12)?.map((each) => [each.placeId, each.quantity])).toEqual([
    ['troyan', 10],
    ['sofia', 2],
  ]);
});

describe('whatever is chosen', () => {
  const places = fc
    .uniqueArray(
      fc.record({
        placeId: fc.uuid(),
        country: fc.constantFrom('PL', 'BG', 'CN'),
        isDefault: fc.boolean(),
        available: fc.integer({ min: 0, max: 50 }),
      }),
      { selector: (each) => each.placeId, maxLength: 8 },
    )
    .filter((list) => list.filter((each) => each.isDefault).length <= 1);

  test('is what was asked for, nowhere more than there is, from one place if one has it, and nothing only when there is too little', () => {
    fc.assert(
      fc.property(
        places,
        fc.integer({ min: 1, max: 120 }),
        fc.constantFrom('PL', 'CN', null),
        (list, quantity, country) => {
          const total = list.reduce((sum, each) => sum + each.available, 0);
          const taken = choosePlaces(list, quantity, country);
          expect(taken === null).toBe(total < quantity);
          if (!taken) return;
          expect(taken.reduce((sum, each) => sum + each.quantity, 0)).toBe(quantity);
          for (const { placeId, quantity: part } of taken) {
            expect(part).toBeGreaterThan(0);
            expect(part).toBeLessThanOrEqual(list.find((each) => each.placeId === placeId)?.available ?? 0);
          }
          if (list.some((each) => each.available >= quantity)) expect(taken).toHaveLength(1);
        },
      ),
    );
  });
});
