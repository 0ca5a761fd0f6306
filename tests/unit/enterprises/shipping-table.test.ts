import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  overlapping,
  readKilograms,
  readShippingCells,
  rowsOf,
  tableWarnings,
  type Zone,
  zonesOf,
} from '#lib/enterprises/shipping-table.ts';

const zone = (countries: string[], steps: [number, bigint][], over: Partial<Zone> = {}): Zone => ({
  countries,
  daysMin: 3,
  daysMax: 7,
  freeAboveMinor: null,
  steps: steps.map(([grams, minor]) => ({ grams, minor })),
  ...over,
});
const home = zone(
  ['BG'],
  [
    [500, 350n],
    [2_000, 490n],
  ],
);
const near = zone(
  ['DE', 'PL'],
  [
    [500, 790n],
    [2_000, 1_190n],
  ],
  { freeAboveMinor: 10_000n },
);
const rest = zone([], [[500, 1_500n]]);

describe('zones', () => {
  test('are rows to the same countries, near ones first, and come back as they were stored, in whatever order', () => {
    const rows = rowsOf([rest, near, home]);
    expect(zonesOf(rows)).toEqual([home, near, rest]);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(zonesOf(shuffled)).toEqual([home, near, rest]);
      }),
    );
  });

  test('warn of what is probably not meant', () => {
    expect(tableWarnings([home, near, rest], ['BG', 'PL', 'CN'])).toEqual([
      { kind: 'light_only', zone: 2, grams: 500, most: 2_000 },
    ]);
    expect(tableWarnings([home, near], ['BG', 'PL', 'CN'])).toEqual([{ kind: 'uncovered', countries: ['CN'] }]);
    expect(
      tableWarnings(
        [
          zone(
            [],
            [
              [500, 900n],
              [2_000, 800n],
            ],
          ),
        ],
        ['BG'],
      ),
    ).toEqual([{ kind: 'cheaper_heavier', zone: 0, grams: 2_000, lighter: 500 }]);
  });

  test('that share a country are found', () => {
    expect(overlapping(['PL', 'CN', 'BG'], [home, near])).toEqual(['PL', 'BG']);
    expect(overlapping(['CN'], [home, near, rest])).toEqual([]);
  });
});

describe('the table as typed', () => {
  const read = (cells: Record<string, string>) => readShippingCells(cells, [home, near], 'EUR');

  test('changes what was sent and leaves the rest', () => {
    const { zones, errors } = read({ 'w500:z0': '4', 'w2000:z1': '', 'days:z1': '4 - 9', 'free:z1': '' });
    expect(errors).toEqual([]);
    expect(zones[0]?.steps).toEqual([
      { grams: 500, minor: 400n },
      { grams: 2_000, minor: 490n },
    ]);
    expect(zones[1]).toEqual({
      ...near,
      steps: [{ grams: 500, minor: 790n }],
      daysMin: 4,
      daysMax: 9,
      freeAboveMinor: null,
    });
  });

  test('takes a new weight, and free sending', () => {
    const { zones } = read({ 'w5000:z0': '0', 'w5000:z1': '18,50', 'days:z0': '2' });
    expect(zones[0]).toMatchObject({ daysMin: 2, daysMax: 2 });
    expect(zones.map(({ steps }) => steps.at(-1))).toEqual([
      { grams: 5_000, minor: 0n },
      { grams: 5_000, minor: 1_850n },
    ]);
  });

  test.each([
    [{ 'days:z0': '7–3' }, 'days:z0 enterprises.days'],
    [{ 'days:z0': 'soon' }, 'days:z0 enterprises.days'],
    [{ 'days:z0': '1–900' }, 'days:z0 enterprises.days'],
    [{ 'w500:z1': 'cheap' }, 'w500:z1 money.not_an_amount'],
    [{ 'free:z1': '1,234' }, 'free:z1 money.too_many_decimals'],
    [{ 'w500:z0': '', 'w2000:z0': '' }, 'w500:z0 enterprises.zone_needs_price'],
  ])('tells %j at its cell', (cells, wrong) => {
    expect(read(cells).errors.map((error) => `${error.field} ${error.code}`)).toEqual([wrong]);
  });
});

test.each([
  ['1,2', 1_200],
  ['0.5 kg', 500],
  ['30', 30_000],
  ['２,５ кг', 2_500],
  ['0', null],
  ['-1', null],
  ['1.2.3', null],
  ['heavy', null],
  ['', null],
  ['99999', null],
])('a weight typed %j is %s grams', (typed, grams) => {
  expect(readKilograms(typed)).toBe(grams);
});
