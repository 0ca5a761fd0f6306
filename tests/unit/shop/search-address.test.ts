import { expect, test } from 'vitest';
import {
  isNarrowed,
  readAddress,
  searchPath,
  shopSearch,
  withFacet,
  withoutFilters,
  withSwitch,
} from '#app/_shop/search-address.ts';
import { askedOf } from '#lib/lists/index.ts';

const read = (query: string) => readAddress(new URLSearchParams(query));

test('an address says the whole search and comes back as it was', () => {
  const path = '/search?q=waza&category=interior&category=toys&country=PL&price=2&stock=1&sort=price_asc';
  expect(searchPath(read(path.split('?')[1] ?? ''))).toBe(path);
});

test('a search that is kept asks for all that its address says', () => {
  const { query, filter } = shopSearch(
    read(
      'q=ksiega&category=publishing&binding=hardback&binding=paperback&reading_age=3&assisted=1&delivered=1&reduced=1',
    ),
    'PL',
  );
  expect(filter.attributes?.[0]).toEqual(['binding=hardback', 'binding=paperback']);
  expect(askedOf({ query, filter })).toEqual({ query, filter });
});

test('choosing a value twice takes it away, and a change begins at the first page', () => {
  const address = read('q=waza&country=PL&after=WzI0XQ');
  const chosen = withFacet(address, 'country', 'BG');
  expect(searchPath(chosen)).toBe('/search?q=waza&country=PL&country=BG');
  expect(searchPath(withFacet(chosen, 'country', 'BG'))).toBe('/search?q=waza&country=PL');
  expect(searchPath(withSwitch(address, 'stock'))).toBe('/search?q=waza&country=PL&stock=1');
  expect(isNarrowed(address)).toBe(true);
  expect(isNarrowed(withoutFilters(address))).toBe(false);
});

test('what is none of ours is left out or reads as the usual', () => {
  const address = read(`q=${'a'.repeat(500)}&sort=cheap&country=%27%3B--&price=x&page=1000000000&colour=red`);
  expect(address.query).toHaveLength(200);
  expect(address.sort).toBe('relevance');
  expect(address.facets.country).toEqual([]);
  expect(shopSearch(address, 'PL').filter.prices).toEqual([]);
});

test('delivery is asked for the reader’s own country', () => {
  expect(shopSearch(read('q=a&delivered=1'), 'CN').filter.deliveredTo).toBe('CN');
  expect(shopSearch(read('q=a'), 'CN').filter.deliveredTo).toBeUndefined();
});
