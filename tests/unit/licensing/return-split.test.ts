import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { returnedEntries } from '../../../lib/licensing/books.ts';
import {
  type DueLeft,
  earnedOf,
  moneyLeft,
  type ReturnParts,
  splitReturn,
  without,
} from '../../../lib/licensing/return-split.ts';
import { licenceTaxRule } from '../../../lib/licensing/tax.ts';

const anyShare = fc
  .record({
    shareMinor: fc.bigInt({ min: 1n, max: 10n ** 9n }),
    withheld: fc.integer({ min: 0, max: 100 }),
    commission: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ shareMinor, withheld, commission }) => {
    const withholdingMinor = (shareMinor * BigInt(withheld)) / 100n;
    return {
      shareMinor,
      withholdingMinor,
      commissionMinor: ((shareMinor - withholdingMinor) * BigInt(commission)) / 100n,
    };
  });

const anyDue: fc.Arbitrary<DueLeft> = fc
  .record({ shares: fc.array(anyShare, { minLength: 1, maxLength: 4 }), tax: fc.bigInt({ min: 0n, max: 10n ** 8n }) })
  .map(({ shares, tax }) => ({
    currency: 'EUR' as const,
    taxMinor: tax,
    shares: shares.map((share, at) => ({ ...share, shareId: `s${at}`, enterpriseId: `e${at}` })),
  }))
  .filter((due) => moneyLeft(due) > 0n);

/** A due, and amounts that are given back one after the other, the last all that is left. */
const anyReturns = fc.tuple(anyDue, fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 6 }));

function giveBack([due, percents]: [DueLeft, number[]]): { parts: ReturnParts[]; left: DueLeft } {
  const parts: ReturnParts[] = [];
  let left = due;
  for (const percent of [...percents, 100]) {
    const amount = (moneyLeft(left) * BigInt(percent)) / 100n;
    if (amount === 0n) continue;
    const part = splitReturn(left, amount);
    parts.push(part);
    left = without(left, part);
  }
  return { parts, left };
}

describe('what goes back of a licence’s payment', () => {
  test('is the amount, in whatever parts, and leaves nobody below zero', () =>
    fc.assert(
      fc.property(anyReturns, (given) => {
        const { parts, left } = giveBack(given);
        for (const part of parts) {
          expect(part.amountMinor).toBe(part.netMinor + part.taxMinor - part.withholdingMinor);
          for (const share of part.shares) expect(earnedOf(share)).toBeGreaterThanOrEqual(0n);
        }
        expect(moneyLeft(left)).toBe(0n);
        for (const share of left.shares) expect(share).toMatchObject({ shareMinor: 0n, commissionMinor: 0n });
      }),
    ));

  test('is never above what is left, nor nothing', () => {
    fc.assert(
      fc.property(anyDue, (due) => {
        expect(() => splitReturn(due, moneyLeft(due) + 1n)).toThrow(RangeError);
        expect(() => splitReturn(due, 0n)).toThrow(RangeError);
        expect(() => splitReturn(due, -1n)).toThrow(RangeError);
      }),
    );
  });

  test('balances in the books with the money, before the release and after it, with a tax certificate and without', () =>
    fc.assert(
      fc.property(anyReturns, fc.boolean(), fc.boolean(), (given, released, certified) => {
        const { parts } = giveBack(given);
        for (const part of parts) {
          const entries = returnedEntries(
            {
              kind: 'advance',
              amountMinor: 0n,
              taxMinor: 0n,
              withholdingMinor: 0n,
              currency: 'EUR',
              releasedAt: released ? new Date(0) : null,
              certificateMediaId: certified ? 'm' : null,
            },
            part,
            { enterpriseId: 'l', country: 'CZ' },
          );
          expect(entries.reduce((sum, { amount }) => sum + amount.minor, 0n)).toBe(part.amountMinor);
        }
      }),
    ));
});

test.each([
  ['CZ', 'CZ25583061', 'advance', 'reverse_charge'],
  ['CZ', null, 'advance', 'eu_destination'],
  ['BG', 'BG831650349', 'flat_fee', 'domestic'],
  ['BG', null, 'flat_fee', 'domestic'],
  ['CN', null, 'royalty', 'none'],
  ['RS', '101', 'advance', 'none'],
  ['CZ', null, 'interest', 'none'],
  ['CZ', 'CZ25583061', 'royalty_interest', 'none'],
])('a licensee in %s with the number %s pays %s by the rule %s', (country, vatNumber, kind, rule) => {
  expect(licenceTaxRule('BG', { country, vatNumber }, kind)).toBe(rule);
});
