import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencies, currencyFacts } from '#lib/core/currency.ts';
import type { SellerOrderStatus } from '#lib/db/generated/client.ts';
import { carrierNames, trackingLink } from '#lib/ordering/carrier.ts';
import { divided, leftIn, priceOf, type Refundable, splitRefund, spread } from '#lib/ordering/refund-split.ts';
import { orderStanding, type SellerFacts, sellerStanding } from '#lib/ordering/standing.ts';

/** A seller order as it can be sold: tax within each price, commission within the goods' net. */
const soldOrders = fc
  .record({
    lines: fc.array(fc.record({ total: fc.bigInt(1n, 500_000n), rate: fc.bigInt(0n, 2_700n) }), {
      minLength: 1,
      maxLength: 5,
    }),
    shipping: fc.record({ total: fc.bigInt(0n, 20_000n), rate: fc.bigInt(0n, 2_700n) }),
    plan: fc.bigInt(0n, 3_000n),
  })
  .map(({ lines, shipping, plan }): Refundable => {
    const taxed = lines.map(({ total, rate }, at) => ({ id: `l${at}`, total, tax: (total * rate) / (10_000n + rate) }));
    const net = taxed.reduce((sum, line) => sum + line.total - line.tax, 0n);
    return {
      currency: 'PLN',
      lines: taxed,
      shipping: { total: shipping.total, tax: (shipping.total * shipping.rate) / (10_000n + shipping.rate) },
      commission: (net * plan) / 10_000n,
    };
  });

function after(left: Refundable, parts: ReturnType<typeof splitRefund>): Refundable {
  const of = (id: string) => parts.lines.find((line) => line.id === id);
  return {
    ...left,
    lines: left.lines.map((line) => ({
      ...line,
      total: line.total - (of(line.id)?.amount ?? 0n),
      tax: line.tax - (of(line.id)?.tax ?? 0n),
    })),
    shipping: { total: left.shipping.total - parts.shipping, tax: left.shipping.tax - parts.shippingTax },
    commission: left.commission - parts.commission,
  };
}

describe('a refund’s parts', () => {
  test('of however many refunds add up exactly to what was sold, and none is ever below zero', () => {
    fc.assert(
      fc.property(soldOrders, fc.array(fc.bigInt(1n, 400_000n), { maxLength: 12 }), (sold, amounts) => {
        let left = sold;
        const given = { amount: 0n, share: 0n, tax: 0n, commission: 0n };
        const refund = (amount: bigint) => {
          const parts = splitRefund(left, spread(left, amount));
          for (const part of ['amount', 'share', 'tax', 'commission'] as const) {
            expect(parts[part]).toBeGreaterThanOrEqual(0n);
            given[part] += parts[part];
          }
          expect(parts.amount).toBe(amount);
          expect(parts.share + parts.tax + parts.commission).toBe(amount);
          left = after(left, parts);
        };
        for (const amount of amounts) if (amount <= leftIn(left)) refund(amount);
        if (leftIn(left) > 0n) refund(leftIn(left));
        const tax = sold.lines.reduce((sum, line) => sum + line.tax, sold.shipping.tax);
        expect(given).toEqual({
          amount: leftIn(sold),
          tax,
          commission: sold.commission,
          share: leftIn(sold) - tax - sold.commission,
        });
      }),
    );
  });

  test('are the line’s own: the tax of a book is not that of a plate', () => {
    const left: Refundable = {
      currency: 'PLN',
      lines: [
        { id: 'book', total: 10_500n, tax: 500n },
        { id: 'plate', total: 12_300n, tax: 2_300n },
      ],
      shipping: { total: 1_230n, tax: 230n },
      commission: 2_000n,
    };
    expect(splitRefund(left, { lines: new Map([['book', 10_500n]]), shipping: 0n })).toEqual({
      amount: 10_500n,
      tax: 500n,
      commission: 1_000n,
      share: 9_000n,
      shipping: 0n,
      shippingTax: 0n,
      lines: [{ id: 'book', amount: 10_500n, tax: 500n }],
    });
    expect(splitRefund(left, { lines: new Map(), shipping: 1_230n })).toMatchObject({
      commission: 0n,
      shippingTax: 230n,
    });
  });

  test('are refused above what is left', () => {
    const left: Refundable = {
      currency: 'EUR',
      lines: [{ id: 'a', total: 100n, tax: 0n }],
      shipping: { total: 0n, tax: 0n },
      commission: 10n,
    };
    expect(() => spread(left, 101n)).toThrow(RangeError);
    expect(() => spread(left, 0n)).toThrow(RangeError);
    expect(() => splitRefund(left, { lines: new Map([['a', 101n]]), shipping: 0n })).toThrow(RangeError);
    expect(() => splitRefund(left, { lines: new Map([['a', -1n]]), shipping: 0n })).toThrow(RangeError);
    expect(() => splitRefund(left, { lines: new Map(), shipping: 1n })).toThrow(RangeError);
  });

  test('the last piece of a line takes what is left of its price', () => {
    const line = { quantity: 3, refundedQuantity: 0, totalMinor: 1_000n };
    expect(priceOf(line, 1_000n, 1, 'PLN')).toBe(333n);
    expect(priceOf({ ...line, refundedQuantity: 2 }, 334n, 1, 'PLN')).toBe(334n);
    expect(priceOf(line, 200n, 1, 'PLN')).toBe(200n);
    expect(priceOf({ ...line, totalMinor: 100_000n }, 100_000n, 1, 'HUF')).toBe(33_300n);
  });
});

describe.each(currencies)('what goes back in %s', (code) => {
  const { chargeStep } = currencyFacts(code);
  const sums = (all: readonly bigint[]) => all.reduce((sum, each) => sum + each, 0n);
  const steps = (max: bigint) => fc.bigInt(0n, max).map((each) => each * chargeStep);
  const rests = fc.array(steps(100_000n), { minLength: 1, maxLength: 6 });

  test('is divided exactly, never above what is left, and in whole steps where the amount is one', () => {
    fc.assert(
      fc.property(rests, fc.bigInt(0n, 100_000n), (left, wanted) => {
        const amount = (wanted * chargeStep) % (sums(left) + chargeStep);
        const parts = divided(amount, left, code);
        expect(sums(parts)).toBe(amount);
        for (const [at, part] of parts.entries()) {
          expect(part % chargeStep).toBe(0n);
          expect(part >= 0n && part <= (left[at] ?? 0n)).toBe(true);
        }
      }),
    );
  });

  test('is exact also where somebody refunded a fraction at Stripe itself', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(0n, 100_000n), { minLength: 1, maxLength: 6 }), fc.nat(), (left, wanted) => {
        const amount = BigInt(wanted) % (sums(left) + 1n);
        const parts = divided(amount, left, code);
        expect(sums(parts)).toBe(amount);
        for (const [at, part] of parts.entries()) expect(part >= 0n && part <= (left[at] ?? 0n)).toBe(true);
      }),
    );
  });

  test('for pieces is in whole steps, and the pieces of a line cost what it cost', () => {
    fc.assert(
      fc.property(steps(1_000_000n), fc.integer({ min: 1, max: 40 }), (totalMinor, quantity) => {
        let left = totalMinor;
        for (let refundedQuantity = 0; refundedQuantity < quantity; refundedQuantity++) {
          const price = priceOf({ quantity, refundedQuantity, totalMinor }, left, 1, code);
          expect(price % chargeStep).toBe(0n);
          left -= price;
        }
        expect(left).toBe(0n);
      }),
    );
  });
});

const paid = new Date('2026-11-01T00:00:00Z');
const facts: SellerFacts = {
  status: 'delivered',
  totalMinor: 100n,
  refundedMinor: 0n,
  acceptedAt: paid,
  handedOverAt: paid,
  completedAt: null,
  cancelledAt: null,
  parcels: [{ deliveredAt: paid }],
};

describe('where an order stands', () => {
  test.each([
    { name: 'given back in full', change: { refundedMinor: 100n }, standing: 'refunded' },
    { name: 'given back in part', change: { refundedMinor: 99n }, standing: 'delivered' },
    { name: 'given back, and the refund came back', change: { status: 'refunded' }, standing: 'delivered' },
    {
      name: 'that came back on its way',
      change: { status: 'refunded', parcels: [{ deliveredAt: paid }, { deliveredAt: null }] },
      standing: 'shipped',
    },
    { name: 'cancelled', change: { status: 'cancelled', refundedMinor: 100n }, standing: 'cancelled' },
    { name: 'not paid', change: { status: 'awaiting_payment' }, standing: 'awaiting_payment' },
  ] as const)('a part $name', ({ change, standing }) => {
    expect(sellerStanding({ ...facts, ...change })).toBe(standing);
  });

  const order = (sellers: [SellerOrderStatus, bigint][], disputed = false) =>
    orderStanding({
      status: 'paid',
      disputed,
      totalMinor: BigInt(sellers.length) * 100n,
      sellers: sellers.map(([status, refundedMinor]) => ({ status, refundedMinor })),
    });

  test('a fully refunded order reads refunded, never paid', () => {
    expect(order([['refunded', 100n]])).toBe('refunded');
    expect(order([['cancelled', 100n]])).toBe('refunded');
    expect(
      order([
        ['refunded', 100n],
        ['cancelled', 100n],
      ]),
    ).toBe('refunded');
  });

  test('follows from its parts', () => {
    expect(order([['accepted', 0n]])).toBe('paid');
    expect(order([['completed', 0n]])).toBe('completed');
    expect(order([['completed', 40n]])).toBe('partly_refunded');
    expect(
      order([
        ['shipped', 0n],
        ['cancelled', 100n],
      ]),
    ).toBe('partly_refunded');
    expect(order([['cancelled', 0n]])).toBe('cancelled');
    expect(order([['refunded', 100n]], true)).toBe('disputed');
  });
});

describe('a carrier', () => {
  test('that is known leads to where the parcel is shown', () => {
    for (const name of carrierNames) expect(trackingLink(name, 'AB 12'), name).toMatch(/^https:\/\/.*AB12/);
    expect(trackingLink('顺丰速运', 'SF1')).toContain('sf-international');
    expect(trackingLink('InPost Paczkomat', '1')).toContain('inpost.pl');
    expect(trackingLink('Еконт', '1')).toContain('econt');
  });

  test('that is not known, or only sounds like one, leads nowhere', () => {
    expect(trackingLink('Groups & Sons', '1')).toBeNull();
    expect(trackingLink('Rodzinny kurier', '1')).toBeNull();
    expect(trackingLink('DHL', '1"><script>')).toBe(
      'https://www.dhl.com/global-en/home/tracking.html?tracking-id=1%22%3E%3Cscript%3E',
    );
  });
});
