import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLargePriceChange, needsReview } from '#lib/catalogue/states.ts';

describe('a price', () => {
  test.each([
    [1000n, 1300n, false],
    [1000n, 1301n, true],
    [1000n, 700n, false],
    [1000n, 699n, true],
    [1000n, 1000n, false],
    [1n, 2n, true],
    [0n, 100n, true],
    [null, 100n, false],
  ])('from %s to %s is a large change: %s', (approved, now, large) => {
    expect(isLargePriceChange(approved, now)).toBe(large);
  });

  test('is measured from what was approved, so that small steps do not add up', () => {
    const approved = 1000n;
    expect([1250n, 1300n, 1400n].map((now) => isLargePriceChange(approved, now))).toEqual([false, false, true]);
  });

  test('within 30 per cent is small in both directions, beyond it large', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10_000_000n), fc.bigInt(0n, 20_000_000n), (approved, now) => {
        const share = Math.abs(Number(now - approved)) / Number(approved);
        expect(isLargePriceChange(approved, now)).toBe(share > 0.3);
      }),
    );
  });
});

describe('a public listing', () => {
  const prices = [{ approved: 1000n, now: 1100n }];
  test.each([
    ['stays for a small price change', { looks: false, currency: false, prices }, false],
    ['goes for new words', { looks: true, currency: false, prices }, true],
    ['goes for another currency', { looks: false, currency: true, prices }, true],
    [
      'goes when one of its prices moved far',
      { looks: false, currency: false, prices: [...prices, { approved: 1000n, now: 2000n }] },
      true,
    ],
  ])('%s', (_, edit, goes) => {
    expect(needsReview(edit)).toBe(goes);
  });
});
