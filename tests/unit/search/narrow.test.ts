import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { best } from '#lib/search/best.ts';
import { type Facet, narrow, type SearchFilter } from '#lib/search/narrow.ts';
import { numbersOf } from '#lib/search/numbers.ts';
import { Recent } from '#lib/search/recent.ts';
import { type EntryRow, Shelf } from '#lib/search/shelf.ts';

const terms = {
  bands: [2_000, 5_000],
  factors: { EUR: 1, PLN: 0.25 },
  to: {
    country: 'BG',
    grams: new Map([
      ['one', 2_000],
      ['own', 500],
    ]),
  },
};

let transactions = 0;
const rowOf = (n: number | null, rest: Partial<EntryRow> = {}): EntryRow => ({
  n,
  listing_id: `listing-${n}`,
  enterprise_id: 'maker',
  category_slug: 'interior',
  country: 'BG',
  kind: 'physical',
  materials: [],
  facets: [],
  ai_assisted: false,
  price_minor: '1000',
  currency: 'EUR',
  popularity: 0,
  published_at: null,
  reduced: false,
  available: true,
  sender_id: 'maker',
  weight_grams: 0,
  places: null,
  changed: `${++transactions}`,
  ...rest,
});

const anyRow = fc.record({
  category_slug: fc.constantFrom('interior', 'toys', 'film'),
  country: fc.constantFrom('BG', 'PL', 'CN'),
  kind: fc.constantFrom('physical', 'download'),
  materials: fc.uniqueArray(fc.constantFrom('silk', 'wood', 'paper')),
  facets: fc.uniqueArray(fc.constantFrom('binding=hard', 'binding=soft', 'pages=1', 'pages=2')),
  ai_assisted: fc.boolean(),
  price_minor: fc.integer({ min: 1, max: 40_000 }).map(String),
  currency: fc.constantFrom('EUR', 'PLN'),
  available: fc.boolean(),
  reduced: fc.boolean(),
  sender_id: fc.constantFrom('one', 'two', 'own'),
  weight_grams: fc.constantFrom(0, 500, 501, 2_000, 2_001),
  places: fc.constantFrom(null, ['BG', 'PL'], ['PL'], []),
});
const some = (...values: string[]) => fc.option(fc.uniqueArray(fc.constantFrom(...values)), { nil: undefined });
const anyFilter = fc
  .record({
    categories: some('interior', 'toys', 'unknown'),
    countries: some('BG', 'PL'),
    kinds: some('physical'),
    materials: some('silk', 'wood'),
    attributes: fc.constantFrom(undefined, [['binding=hard']], [['binding=hard', 'binding=soft'], ['pages=1']]),
    prices: fc.option(fc.uniqueArray(fc.constantFrom(0, 1, 2)), { nil: undefined }),
    handmade: fc.boolean(),
    assisted: fc.boolean(),
    inStock: fc.boolean(),
    reduced: fc.boolean(),
    delivered: fc.boolean(),
  })
  .map((filter): SearchFilter => JSON.parse(JSON.stringify(filter)));

const reaches = (row: EntryRow) =>
  (row.places === null || row.places.includes('BG')) &&
  (row.kind !== 'physical' || row.weight_grams <= (terms.to.grams.get(row.sender_id) ?? -1));

/** The same said slowly: every filter one after the other, and a facet counted without its own. */
function slowly(rows: readonly EntryRow[], filter: SearchFilter, without?: string): EntryRow[] {
  const band = (row: EntryRow) => {
    const price = Math.round(Number(row.price_minor) * (row.currency === 'PLN' ? 0.25 : 1));
    return terms.bands.filter((from) => price >= from).length;
  };
  const within = <T>(name: string, list: readonly T[] | undefined, test: (value: T) => boolean) =>
    name === without || list === undefined || list.length === 0 || list.some(test);
  const wanted = (name: string, asked: boolean | undefined, is: boolean) => name === without || !asked || is;
  return rows.filter(
    (row) =>
      within('category', filter.categories, (value) => row.category_slug === value) &&
      within('country', filter.countries, (value) => row.country === value) &&
      within('kind', filter.kinds, (value) => row.kind === value) &&
      within('material', filter.materials, (value) => row.materials.includes(value)) &&
      (filter.attributes ?? []).every((facets) =>
        within(facets[0]?.split('=')[0] ?? '', facets, (value) => row.facets.includes(value)),
      ) &&
      within('price', filter.prices, (value) => band(row) === value) &&
      wanted('made', filter.handmade !== filter.assisted, row.ai_assisted === filter.assisted) &&
      wanted('stock', filter.inStock, row.available) &&
      wanted('reduced', filter.reduced, row.reduced) &&
      wanted('delivered', filter.delivered, reaches(row)),
  );
}

const counts = (facet: readonly Facet[]) => Object.fromEntries(facet.map(({ value, count }) => [value, count]));

function tally(values: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const value of values) found[value] = (found[value] ?? 0) + 1;
  return found;
}

test('narrowing keeps and counts what filters one after the other would', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 40 }), anyFilter, (given, filter) => {
      const rows = given.map((row, n) => rowOf(n, row));
      const shelf = new Shelf();
      shelf.put(rows);
      const { kept, facets } = narrow(shelf, shelf.all(), filter, terms, ['binding', 'pages']);
      expect(kept).toEqual(slowly(rows, filter).map(({ n }) => n));
      expect(counts(facets.category)).toEqual(
        tally(slowly(rows, filter, 'category').map(({ category_slug }) => category_slug)),
      );
      expect(counts(facets.country)).toEqual(tally(slowly(rows, filter, 'country').map(({ country }) => country)));
      expect(counts(facets.material)).toEqual(
        tally(slowly(rows, filter, 'material').flatMap(({ materials }) => materials)),
      );
      for (const name of ['binding', 'pages']) {
        const of = (values: readonly string[]) => values.filter((value) => value.startsWith(`${name}=`));
        expect(counts(facets.attribute.filter(({ value }) => of([value]).length > 0))).toEqual(
          tally(slowly(rows, filter, name).flatMap((row) => of(row.facets))),
        );
      }
      expect(counts(facets.only)).toEqual({
        stock: slowly(rows, filter, 'stock').filter((row) => row.available).length,
        delivered: slowly(rows, filter, 'delivered').filter(reaches).length,
        reduced: slowly(rows, filter, 'reduced').filter((row) => row.reduced).length,
        handmade: slowly(rows, filter, 'made').filter((row) => !row.ai_assisted).length,
        assisted: slowly(rows, filter, 'made').filter((row) => row.ai_assisted).length,
      });
      expect(facets.price.reduce((sum, { count }) => sum + count, 0)).toBe(slowly(rows, filter, 'price').length);
    }),
  );
});

describe('the shelf', () => {
  test('takes what changed and forgets what went', () => {
    const shelf = new Shelf();
    shelf.put([rowOf(1), rowOf(2)]);
    shelf.put([rowOf(1, { country: 'PL' }), { ...rowOf(null), listing_id: 'listing-2' }]);
    expect([...shelf.all()]).toEqual([1]);
    expect(shelf.names.country.name(shelf.columns.country[1] ?? 0)).toBe('PL');
    expect(shelf.size).toBe(1);
  });

  test('a listing found again has its new number only', () => {
    const shelf = new Shelf();
    shelf.put([rowOf(1)]);
    shelf.put([{ ...rowOf(7), listing_id: 'listing-1' }]);
    expect([...shelf.all()]).toEqual([7]);
    expect(shelf.listingId(7)).toBe('listing-1');
  });
});

test('the shelf grows', () => {
  const shelf = new Shelf();
  shelf.put([rowOf(3), rowOf(5_000, { country: 'CN' })]);
  expect([...shelf.all()]).toEqual([3, 5_000]);
  expect(shelf.listingId(3)).toBe('listing-3');
  expect(shelf.listingId(4)).toBe('');
});

test('the best few are the first of all in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 })), fc.nat({ max: 60 }), (items, count) => {
      const order = (a: number, b: number) => a - b;
      expect(best(items, count, order)).toEqual(items.toSorted(order).slice(0, count));
    }),
  );
});

test('numbers are read as PostgreSQL sends them', () => {
  expect([...numbersOf(Buffer.from([0, 0, 1, 2, 0x7f, 0xff, 0xff, 0xff]))]).toEqual([258, 2_147_483_647]);
  expect(numbersOf(null)).toHaveLength(0);
});

test('the shelf tells what changed since, as long as it remembers', () => {
  const shelf = new Shelf();
  shelf.put([rowOf(1), rowOf(2)]);
  const seen = shelf.changes;
  expect([...(shelf.changedSince(seen) ?? [])]).toEqual([]);
  shelf.put([{ ...rowOf(null), listing_id: 'listing-2' }, rowOf(1)]);
  expect([...(shelf.changedSince(seen) ?? [])].toSorted()).toEqual([1, 2]);
  for (let n = 0; n < 3_000; n++) shelf.put([rowOf(n)]);
  expect(shelf.changedSince(seen)).toBeNull();
});

test('what was read before is no change', () => {
  const shelf = new Shelf();
  const row = rowOf(1);
  shelf.put([row]);
  const seen = shelf.changes;
  shelf.put([row]);
  expect(shelf.changes).toBe(seen);
  shelf.put([{ ...row, changed: 'later', country: 'PL' }]);
  expect([...(shelf.changedSince(seen) ?? [])]).toEqual([1]);
});

test('the values used last are kept', () => {
  const recent = new Recent<number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  recent.get('a');
  recent.set('c', 3);
  expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([1, undefined, 3]);
});
