import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencies } from '#lib/core/currency.ts';
import { money } from '#lib/core/money.ts';
import { checkoutItem } from '#lib/ordering/open-payment.ts';
import { type QuoteItem, type QuoteSeller, quote, sellerShare } from '#lib/ordering/quote.ts';
import { applyVouchers, type VoucherLine, type VoucherTerms } from '#lib/ordering/voucher-rules.ts';

const rates = {
  day: '2026-11-20',
  perEuro: {
    CNY: 800_000_000n,
    PLN: 400_000_000n,
    CZK: 2_400_000_000n,
    HUF: 40_000_000_000n,
    RON: 500_000_000n,
    USD: 110_000_000n,
  },
};
const at = new Date('2026-11-26T12:00:00Z');
const euro = (minor: number) => money(minor, 'EUR');
const voucher = (over: Partial<VoucherTerms> = {}): VoucherTerms => ({
  id: 'v1',
  code: 'CODE',
  enterpriseId: null,
  kind: 'percentage',
  basisPoints: 1_000,
  amounts: [],
  minimum: null,
  startsAt: new Date('2026-01-01'),
  endsAt: null,
  stopped: false,
  usedUp: false,
  listingIds: [],
  categorySlugs: [],
  collectionIds: [],
  ...over,
});
const line = (over: Partial<VoucherLine> = {}): VoucherLine => ({
  key: 'a',
  enterpriseId: 'e',
  listingId: 'l',
  categorySlugs: ['interior'],
  collectionIds: [],
  total: euro(10_000),
  ...over,
});
const item = (over: Partial<QuoteItem> = {}): QuoteItem => ({
  variantId: 'a',
  quantity: 1,
  available: null,
  onSale: true,
  price: euro(10_000),
  seenPrice: null,
  digital: false,
  weightGrams: 1,
  vatRate: 2300,
  ...over,
});
const seller = (over: Partial<QuoteSeller> = {}): QuoteSeller => ({
  enterpriseId: 'e',
  country: 'BG',
  commissionBasisPoints: 1000,
  handling: { min: 1, max: 1 },
  shipping: [{ countries: [], maxWeightGrams: 99_000, price: euro(1_000), freeAbove: null, daysMin: 1, daysMax: 1 }],
  items: [item()],
  ...over,
});

describe('a voucher says why it does not count', () => {
  test.each([
    ['ended', voucher({ stopped: true })],
    ['expired', voucher({ endsAt: at })],
    ['not_yet', voucher({ startsAt: new Date('2026-11-27') })],
    ['used_up', voucher({ usedUp: true })],
    ['nothing_fits', voucher({ enterpriseId: 'other' })],
    ['nothing_fits', voucher({ listingIds: ['other'] })],
    ['nothing_fits', voucher({ categorySlugs: ['film'] })],
    ['nothing_fits', voucher({ collectionIds: ['c'] })],
    ['minimum', voucher({ minimum: euro(10_001) })],
    ['minimum', voucher({ minimum: money(40_010, 'PLN') })],
    ['currency', voucher({ kind: 'amount', basisPoints: null, amounts: [money(500, 'PLN')] })],
    ['no_delivery_to_pay', voucher({ kind: 'free_shipping', basisPoints: null })],
  ])('%s', (reason, terms) => {
    const { outcomes, lines } = applyVouchers([terms], [line()], [], 'EUR', rates, at);
    expect(outcomes[0]?.refusal?.reason).toBe(reason);
    expect(outcomes[0]?.taken.minor).toBe(0n);
    expect(lines.get('a')).toEqual({ seller: euro(0), platform: euro(0) });
  });
});

describe('vouchers', () => {
  test('of the seller come first, the platform’s take of what is left, deliveries are freed at the end', () => {
    const priced = quote([seller()], 'PL', 'EUR', rates, {
      vouchers: [
        voucher({ id: '1' }),
        voucher({ id: '2', enterpriseId: 'e', kind: 'amount', basisPoints: null, amounts: [euro(2_000)] }),
      ],
    });
    expect(priced.vouchers.map((each) => [each.voucher.id, each.taken.minor])).toEqual([
      ['2', 2_000n],
      ['1', 800n],
    ]);
    expect(priced.subtotal.minor).toBe(7_200n);
    expect(priced.total.minor).toBe(8_200n);
    expect(priced.discount.minor).toBe(2_800n);
  });

  test('of the platform come out of its commission: the seller’s share is what it was', () => {
    const share = (vouchers: VoucherTerms[]) => {
      const [part] = quote([seller()], 'PL', 'EUR', rates, { vouchers }).sellers;
      return part ? sellerShare(part).minor : 0n;
    };
    expect(share([voucher()])).toBe(share([]));
    expect(share([voucher({ kind: 'free_shipping', basisPoints: null })])).toBe(share([]));
    expect(share([voucher({ enterpriseId: 'e' })])).toBeLessThan(share([]));
  });

  test('never take more than the goods cost, and never less than nothing', () => {
    const priced = quote([seller()], 'PL', 'EUR', rates, {
      vouchers: [voucher({ kind: 'amount', basisPoints: null, amounts: [euro(999_999)] })],
    });
    expect(priced.subtotal.minor).toBe(0n);
    expect(priced.tax.minor).toBeGreaterThan(0n);
    expect(priced.total.minor).toBe(1_000n);
  });

  test('in every currency parts add up to the whole, stay chargeable, and the payment page asks for exactly the total', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...currencies),
        fc.array(fc.record({ price: fc.integer({ min: 1, max: 400_000 }), quantity: fc.integer({ min: 1, max: 9 }) }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 90_000 }),
        (code, goods, points, amount) => {
          const items = goods.map(({ price, quantity }, index) =>
            item({ variantId: String(index), price: euro(price), quantity }),
          );
          const priced = quote(
            [
              seller({ items }),
              seller({ enterpriseId: 'f', items: items.map((each) => ({ ...each, variantId: `f${each.variantId}` })) }),
            ],
            'PL',
            code,
            rates,
            {
              vouchers: [
                voucher({ id: '1', basisPoints: points }),
                voucher({
                  id: '2',
                  enterpriseId: 'e',
                  kind: 'amount',
                  basisPoints: null,
                  amounts: [money(amount, code)],
                }),
              ],
            },
          );
          const step = code === 'HUF' ? 100n : 1n;
          let asked = priced.shipping.minor;
          for (const part of priced.sellers) {
            for (const each of part.lines) {
              expect(each.total.minor + each.discount.minor).toBe(each.unit.minor * BigInt(each.quantity));
              expect(each.total.minor).toBeGreaterThanOrEqual(0n);
              expect(each.total.minor % step).toBe(0n);
              const shown = checkoutItem(
                { titleForBuyer: 'T', variantForBuyer: null, quantity: each.quantity, totalMinor: each.total.minor },
                code,
              );
              asked += shown.unitAmount.minor * BigInt(shown.quantity);
            }
            expect(part.lines.reduce((sum, each) => sum + each.total.minor, 0n)).toBe(part.subtotal.minor);
            expect(part.subtotal.minor + part.shipping.minor).toBe(part.total.minor);
            expect(sellerShare(part).minor + part.tax.minor + part.commission.minor).toBe(part.total.minor);
          }
          expect(asked).toBe(priced.total.minor);
          const taken = priced.vouchers.reduce((sum, each) => sum + each.taken.minor, 0n);
          expect(taken).toBe(priced.discount.minor);
        },
      ),
    );
  });
});

describe('deliveries', () => {
  const express = {
    countries: [],
    maxWeightGrams: 99_000,
    price: euro(2_500),
    freeAbove: null,
    daysMin: 1,
    daysMax: 1,
    service: 'express' as const,
  };
  test('are offered as the seller’s table has them, and the chosen one is charged', () => {
    const both = seller({ shipping: [...seller().shipping, express] });
    expect(quote([both], 'PL', 'EUR', rates).sellers[0]?.options.map(({ service }) => service)).toEqual([
      'standard',
      'express',
    ]);
    expect(quote([both], 'PL', 'EUR', rates).shipping.minor).toBe(1_000n);
    expect(quote([{ ...both, service: 'express' }], 'PL', 'EUR', rates).shipping.minor).toBe(2_500n);
    expect(quote([seller({ service: 'express' })], 'PL', 'EUR', rates).shipping.minor).toBe(1_000n);
    expect(quote([seller({ shipping: [express] })], 'PL', 'EUR', rates).shipping.minor).toBe(2_500n);
  });
});
