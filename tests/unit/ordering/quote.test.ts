import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencies } from '#lib/core/currency.ts';
import { money } from '#lib/core/money.ts';
import { addressLines, addressSchema } from '#lib/ordering/address.ts';
import { type QuoteItem, type QuoteSeller, quote, sellerShare } from '#lib/ordering/quote.ts';
import { delivery } from '#lib/ordering/shipping.ts';
import { orderStanding } from '#lib/ordering/standing.ts';
import { canMove, orderTransitions, sellerOrderTransitions } from '#lib/ordering/states.ts';
import { iossLimitEuroMinor, taxIn, taxRule } from '#lib/ordering/tax.ts';

const rates = {
  day: '2026-11-20',
  perEuro: {
    CNY: 824_150_000n,
    PLN: 423_100_000n,
    CZK: 2_418_500_000n,
    HUF: 38_245_000_000n,
    RON: 508_850_000n,
    USD: 116_240_000n,
  },
};
const step = (countries: string[], maxWeightGrams: number, price: number) => ({
  countries,
  maxWeightGrams,
  price: money(price, 'EUR'),
  freeAbove: null,
  daysMin: 3,
  daysMax: 7,
});
const item = (over: Partial<QuoteItem> = {}): QuoteItem => ({
  variantId: 'v',
  quantity: 1,
  available: 5,
  onSale: true,
  price: money(4_800, 'EUR'),
  seenPrice: null,
  digital: false,
  weightGrams: 900,
  vatRate: 2300,
  ...over,
});
const seller = (over: Partial<QuoteSeller> = {}): QuoteSeller => ({
  enterpriseId: 'e',
  country: 'BG',
  commissionBasisPoints: 1000,
  handling: { min: 1, max: 3 },
  shipping: [step(['PL'], 2_000, 1190), step([], 2_000, 2580)],
  items: [item()],
  ...over,
});

describe('a quote', () => {
  test('adds up: goods, delivery, tax contained, commission of the net', () => {
    const priced = quote([seller()], 'PL', 'EUR', rates);
    expect(priced.total.minor).toBe(4_800n + 1_190n);
    expect(priced.tax.minor).toBe(898n + 223n);
    expect(priced.sellers[0]?.commission.minor).toBe(390n);
    expect(priced.sellers[0] && sellerShare(priced.sellers[0]).minor).toBe(5_990n - 1_121n - 390n);
    expect(priced.problems).toEqual([]);
  });

  test('in any currency the lines add up to the goods, the parts to the whole, and the share is never above it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...currencies),
        fc.array(
          fc.record({
            price: fc.integer({ min: 1, max: 500_000 }),
            quantity: fc.integer({ min: 1, max: 20 }),
            digital: fc.boolean(),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        (code, goods) => {
          const items = goods.map(({ price, quantity, digital }, index) =>
            item({
              variantId: String(index),
              price: money(price, 'EUR'),
              quantity,
              digital,
              weightGrams: 1,
              available: null,
            }),
          );
          const priced = quote(
            [seller({ items }), seller({ enterpriseId: 'f', country: 'CN', items })],
            'PL',
            code,
            rates,
          );
          for (const part of priced.sellers) {
            expect(part.lines.reduce((sum, line) => sum + line.total.minor, 0n)).toBe(part.subtotal.minor);
            expect(part.subtotal.minor + part.shipping.minor).toBe(part.total.minor);
            expect(sellerShare(part).minor).toBeLessThanOrEqual(part.total.minor);
            expect(part.tax.minor).toBeLessThan(part.total.minor + 1n);
            if (code === 'HUF') expect(part.total.minor % 100n).toBe(0n);
          }
          expect(priced.sellers.reduce((sum, part) => sum + part.total.minor, 0n)).toBe(priced.total.minor);
        },
      ),
    );
  });

  test.each([
    ['gone', item({ onSale: false }), 'unavailable'],
    ['sold out', item({ available: 0 }), 'unavailable'],
    ['too few', item({ quantity: 6, weightGrams: 1 }), 'not_enough'],
    ['dearer than shown', item({ seenPrice: money(4_000, 'EUR') }), 'price_changed'],
    ['too heavy', item({ weightGrams: 30_000 }), 'no_delivery'],
  ])('%s is said', (_name, one, problem) => {
    expect(quote([seller({ items: [one] })], 'PL', 'EUR', rates).problems.map(({ kind }) => kind)).toEqual([problem]);
  });
});

describe('delivery', () => {
  const handling = { min: 1, max: 2 };
  test('a rate that names the country wins over the rest of the world; the lightest step that carries the parcel is taken', () => {
    const steps = [step(['PL'], 500, 700), step(['PL'], 2_000, 1_190), step([], 2_000, 2_580)];
    expect(delivery(steps, 'PL', 400, money(1, 'EUR'), handling)?.price.minor).toBe(700n);
    expect(delivery(steps, 'PL', 501, money(1, 'EUR'), handling)?.price.minor).toBe(1_190n);
    expect(delivery(steps, 'US', 501, money(1, 'EUR'), handling)?.price.minor).toBe(2_580n);
    expect(delivery(steps, 'PL', 2_001, money(1, 'EUR'), handling)).toBeNull();
    expect(delivery(steps, 'PL', 1, money(1, 'EUR'), handling)).toMatchObject({ daysMin: 4, daysMax: 9 });
  });
  test('is free above the amount, not below', () => {
    const steps = [{ ...step(['PL'], 500, 700), freeAbove: money(5_000, 'EUR') }];
    expect(delivery(steps, 'PL', 1, money(5_000, 'EUR'), handling)).toMatchObject({
      price: money(0, 'EUR'),
      pricedIn: [],
    });
    expect(delivery(steps, 'PL', 1, money(4_999, 'EUR'), handling)).toMatchObject({
      price: money(700, 'EUR'),
      pricedIn: ['EUR'],
    });
  });
});

describe('tax', () => {
  test.each([
    ['BG', 'PL', false, 1n, 'eu_destination'],
    ['CN', 'PL', false, iossLimitEuroMinor, 'ioss'],
    ['CN', 'PL', false, iossLimitEuroMinor + 1n, 'import'],
    ['CN', 'PL', true, 99_999n, 'eu_destination'],
    ['BG', 'CN', false, 1n, 'export'],
    ['CN', 'US', false, 1n, 'none'],
    ['RS', 'BA', false, 1n, 'none'],
    ['RS', 'HU', false, 1n, 'ioss'],
  ] as const)('%s to %s, digital %s, %s cents: %s', (from, to, digital, value, rule) => {
    expect(taxRule({ from, to, digital, valueInEuro: money(value, 'EUR') })).toBe(rule);
  });
  test('is collected only by the rules that collect it', () => {
    expect(taxIn(money(12_300, 'PLN'), 'eu_destination', 2300).minor).toBe(2_300n);
    expect(taxIn(money(12_300, 'PLN'), 'import', 2300).minor).toBe(0n);
  });
});

describe('addresses', () => {
  const base = { name: 'Anna', line1: 'ul. 1', city: 'Warszawa', country: 'PL', phone: '+48 22 123 45 67' };
  test.each([
    ['PL', '00-950', '', true],
    ['PL', '0095', '', false],
    ['PL', '', '', false],
    ['CN', '610000', '四川省', true],
    ['PL', '00 950', '', true],
    ['CN', '610000', '', false],
    ['CN', '6100', '四川省', false],
    ['HK', '', '', false],
    ['MO', '', '', true],
    ['CZ', '602 00', '', true],
    ['JP', '100-0001', '東京都', true],
  ])('%s %j %j: %s', (country, postalCode, region, valid) => {
    expect(addressSchema.safeParse({ ...base, country, postalCode, region }).success).toBe(valid);
  });
  test('are written in the order of their country', () => {
    const chinese = addressSchema.parse({
      ...base,
      name: '陈晓',
      country: 'CN',
      city: '成都市',
      region: '四川省',
      district: '锦江区',
      line1: '红星路1号',
      postalCode: '610000',
    });
    expect(addressLines(chinese, '中国')[0]).toBe('中国');
    expect(addressLines(chinese, '中国').at(-1)).toBe('陈晓');
    expect(addressLines(addressSchema.parse({ ...base, postalCode: '00-950' }), 'Polska')).toEqual([
      'Anna',
      'ul. 1',
      '00-950 Warszawa',
      'Polska',
    ]);
  });
  test('lose what is hostile', () => {
    const parsed = addressSchema.parse({ ...base, postalCode: '00-950', name: 'An\u0000na \u202Eevil\u200B <b>' });
    expect(parsed.name).toBe('Anna evil <b>');
    expect(addressSchema.safeParse({ ...base, postalCode: '00-950', name: 'x'.repeat(10_000_000) }).success).toBe(
      false,
    );
  });
});

const refunded = { status: 'refunded', refundedMinor: 5n } as const;

test('an order leaves refunded only where a refund came back, and what is shipped cannot be cancelled', () => {
  expect(orderTransitions.refunded).not.toContain('awaiting_payment');
  expect(orderStanding({ status: 'refunded', disputed: false, totalMinor: 5n, sellers: [refunded] })).toBe('refunded');
  expect(canMove(sellerOrderTransitions, 'shipped', 'cancelled')).toBe(false);
  expect(canMove(sellerOrderTransitions, 'paid', 'accepted')).toBe(true);
});
