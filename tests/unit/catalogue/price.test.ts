import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Prices, priceFor, priceSteps } from '#lib/catalogue/price.ts';
import { currencies } from '#lib/core/currency.ts';
import { money } from '#lib/core/money.ts';

const currency = fc.constantFrom(...currencies);
const amount = fc.bigInt({ min: 1n, max: 5_000_000n });
const list = fc.constantFrom('retail', 'wholesale');
const step = fc
  .record({ list, from: fc.integer({ min: 1, max: 999 }), minor: amount, currency })
  .map(({ list, from, minor, currency }) => ({ list, from, price: money(minor, currency) }));
const prices: fc.Arbitrary<Prices> = fc.record({
  base: fc.record({ minor: amount, currency }).map(({ minor, currency }) => money(minor, currency)),
  steps: fc.array(step, { maxLength: 12 }),
});
const asked = fc.record({ prices, currency, wholesale: fc.boolean() });
const quantity = fc.integer({ min: 1, max: 999 });

describe('a price', () => {
  test('of more pieces is never more a piece', () => {
    fc.assert(
      fc.property(asked, quantity, quantity, (asking, a, b) => {
        const [few, many] = a < b ? [a, b] : [b, a];
        const low = priceFor({ ...asking, quantity: many }).price;
        const high = priceFor({ ...asking, quantity: few }).price;
        expect(low.currency).toBe(high.currency);
        expect(low.minor).toBeLessThanOrEqual(high.minor);
      }),
    );
  });

  test('is in the currency paid in where the maker states one piece in it, else in the listing’s', () => {
    fc.assert(
      fc.property(asked, quantity, (asking, pieces) => {
        const { base, steps } = asking.prices;
        const own =
          base.currency === asking.currency ||
          steps.some((each) => each.list === 'retail' && each.from === 1 && each.price.currency === asking.currency);
        expect(priceFor({ ...asking, quantity: pieces }).price.currency).toBe(own ? asking.currency : base.currency);
      }),
    );
  });

  test('is one that was stated, to the minor unit, and reached by the quantity', () => {
    fc.assert(
      fc.property(asked, quantity, (asking, pieces) => {
        const found = priceFor({ ...asking, quantity: pieces });
        const stated = [{ list: 'retail', from: 1, price: asking.prices.base }, ...asking.prices.steps];
        expect(stated).toContainEqual(found);
        expect(found.from).toBeLessThanOrEqual(pieces);
        if (!asking.wholesale) expect(found.list).toBe('retail');
      }),
    );
  });

  test('for businesses is never above the one for everybody', () => {
    fc.assert(
      fc.property(asked, quantity, (asking, pieces) => {
        const business = priceFor({ ...asking, wholesale: true, quantity: pieces }).price;
        const everybody = priceFor({ ...asking, wholesale: false, quantity: pieces }).price;
        expect(business.minor).toBeLessThanOrEqual(everybody.minor);
      }),
    );
  });

  test('table names every quantity from which a piece costs less, and no other', () => {
    fc.assert(
      fc.property(asked, quantity, (asking, pieces) => {
        const shown = priceSteps(asking).filter(({ from }) => from <= pieces);
        expect(shown.at(-1)?.price.minor).toBe(priceFor({ ...asking, quantity: pieces }).price.minor);
        const falling = priceSteps(asking).map(({ price }) => price.minor);
        expect(falling).toEqual([...new Set(falling)].sort((a, b) => (a > b ? -1 : 1)));
      }),
    );
  });
});

const cup: Prices = {
  base: money(2_400, 'EUR'),
  steps: [
    { list: 'retail', from: 6, price: money(2_200, 'EUR') },
    { list: 'retail', from: 1, price: money(9_900, 'PLN') },
    { list: 'retail', from: 6, price: money(8_900, 'PLN') },
    { list: 'wholesale', from: 10, price: money(1_450, 'EUR') },
  ],
};

test.each([
  ['EUR', 1, false, 2_400n],
  ['EUR', 6, false, 2_200n],
  ['EUR', 10, false, 2_200n],
  ['EUR', 9, true, 2_200n],
  ['EUR', 10, true, 1_450n],
  ['PLN', 5, false, 9_900n],
  ['PLN', 6, false, 8_900n],
  // The own price in złoty binds: the wholesale list is stated in euro only.
  ['PLN', 20, true, 8_900n],
  // No own price in crowns: the euro price, to be converted.
  ['CZK', 6, false, 2_200n],
  ['CZK', 20, true, 1_450n],
] as const)('in %s, %i pieces, wholesale %s: %s', (paid, pieces, wholesale, minor) => {
  expect(priceFor({ prices: cup, currency: paid, quantity: pieces, wholesale }).price.minor).toBe(minor);
});
