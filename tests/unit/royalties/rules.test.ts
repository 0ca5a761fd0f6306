import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueOn, endedPeriods, periodOf } from '#lib/royalties/calendar.ts';
import { run } from '#lib/royalties/cases.ts';
import { compare, fraction, fractionText, parseFraction } from '#lib/royalties/fraction.ts';
import { lateInterest } from '#lib/royalties/interest.ts';
import { splitByShares } from '#lib/royalties/split.ts';
import { type RoyaltyTerms, royaltyTermsOf, royaltyTermsSchema, rulesOf } from '#lib/royalties/terms.ts';

test('the suite `royalty` comes out as an independent reckoning says', () => {
  expect(run(fileURLToPath(new URL('royalty-cases.json', import.meta.url)))).toEqual({ count: 120, mismatches: [] });
});

describe('a fraction', () => {
  test.each([
    ['1/8', 1n, 8n],
    ['12.5 %', 1n, 8n],
    ['12,5%', 1n, 8n],
    ['0.125', 1n, 8n],
    ['１２．５％', 1n, 8n],
    ['174', 174n, 1n],
    ['0', 0n, 1n],
    ['150 %', 3n, 2n],
  ])('%s is read exactly', (text, n, d) => {
    expect(parseFraction(text)).toEqual({ n, d });
    expect(parseFraction(fractionText({ n, d }))).toEqual({ n, d });
  });

  test.each(['', '-1', '1/0', '1,5/2', '8 percent', '1e3', '1.2.3', 'NaN', '1/8 %'])('%j is none', (text) => {
    expect(() => parseFraction(text)).toThrow(expect.objectContaining({ code: 'royalties.not_a_fraction' }));
  });
});

describe('a split between holders', () => {
  test('adds up, is fair to a minor unit, and mirrors', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(fc.bigInt({ min: -10_000n, max: 10_000n }), shares, (amount, weights) => {
        const all = BigInt(weights.reduce((a, b) => a + b, 0));
        const fractions = weights.map((weight) => fraction(BigInt(weight), all));
        const parts = splitByShares(amount, fractions);
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(amount);
        expect(splitByShares(-amount, fractions)).toEqual(parts.map((part) => -part));
        for (const [at, part] of parts.entries()) {
          const exact = amount * BigInt(weights[at] ?? 0);
          expect(part * all - exact < all && exact - part * all < all).toBe(true);
        }
      }),
    );
  });

  test('of 99.99 % is refused', () => {
    expect(() => splitByShares(100n, [parseFraction('50 %'), parseFraction('49.99 %')])).toThrow('royalties.shares');
  });
});

describe('terms', () => {
  const plain = royaltyTermsOf({ advanceMinor: '0', currency: 'EUR', royalty: 800 });
  const tiers = (...list: RoyaltyTerms['tiers']) => ({ tiers: list });
  test.each<[string, Partial<RoyaltyTerms>, string, string]>([
    ['150 %', tiers({ upTo: null, rate: '150 %' }), 'royalties.rate_above_whole', 'rate1'],
    [
      'tiers that fall',
      tiers({ upTo: '10', rate: '1/9' }, { upTo: '10', rate: '1/8' }, { upTo: null, rate: '0' }),
      'royalties.tiers_overlap',
      'tier2',
    ],
    [
      'tiers that overlap',
      tiers({ upTo: '10', rate: '1/9' }, { from: '5', upTo: null, rate: '1/8' }),
      'royalties.tiers_overlap',
      'tier2',
    ],
    [
      'a gap between tiers',
      tiers({ upTo: '10', rate: '1/9' }, { from: '15', upTo: null, rate: '1/8' }),
      'royalties.tiers_gap',
      'tier2',
    ],
    ['a gap at the beginning', tiers({ from: '1', upTo: null, rate: '1/8' }), 'royalties.tiers_gap', 'tier1'],
    ['a last tier that ends', tiers({ upTo: '10', rate: '1/9' }), 'royalties.last_tier_open', 'tier1'],
    [
      'a tier after the open one',
      tiers({ upTo: null, rate: '1/9' }, { upTo: null, rate: '1/9' }),
      'royalties.last_tier_open',
      'tier1',
    ],
    ['an amount a piece by amounts', { base: 'unit' }, 'royalties.units_by_units', 'tierBy'],
    [
      'a reserve for ever',
      { reserve: { rate: '1/10', periods: 0, capMinor: null } },
      'royalties.reserve_periods',
      'reservePeriods',
    ],
    [
      'a reserve of more than all',
      { reserve: { rate: '2', periods: 1, capMinor: null } },
      'royalties.share_above_whole',
      'reserveRate',
    ],
  ])('with %s are refused at their field', (_, over, code, field) => {
    expect(() => rulesOf({ ...plain, ...over })).toThrow(expect.objectContaining({ code, field }));
  });

  test('may ask any amount a piece', () => {
    expect(
      rulesOf({ ...plain, base: 'unit', tierBy: 'units', ...tiers({ upTo: null, rate: '174' }) }).tiers,
    ).toHaveLength(1);
  });

  test('of a licence that says one number are that share of net receipts', () => {
    const terms = royaltyTermsOf({ advanceMinor: '500000', currency: 'PLN', royalty: 750 });
    expect(royaltyTermsSchema.parse(terms)).toEqual(terms);
    expect(rulesOf(terms)).toMatchObject({
      currency: 'PLN',
      advance: 500_000n,
      tiers: [{ upTo: null, rate: { n: 3n, d: 40n } }],
    });
  });
});

describe('the calendar', () => {
  test.each([
    ['month', '2028-02-29', '2028-02', '2028-02-01', '2028-03-01'],
    ['quarter', '2026-12-31', '2026-Q4', '2026-10-01', '2027-01-01'],
    ['half_year', '2026-07-01', '2026-H2', '2026-07-01', '2027-01-01'],
    ['year', '2026-01-01', '2026', '2026-01-01', '2027-01-01'],
  ] as const)('by %s has %s in %s', (every, day, key, start, end) => {
    expect(periodOf(every, day)).toEqual({ key, start, end });
  });

  test('knows the periods that have ended, down to the one in which the licence ends', () => {
    const keys = (today: string, end: string | null = null) =>
      endedPeriods('quarter', '2026-02-10', end, today).map((each) => each.key);
    expect(keys('2026-03-31')).toEqual([]);
    expect(keys('2026-04-01')).toEqual(['2026-Q1']);
    expect(keys('2027-01-15', '2026-08-01')).toEqual(['2026-Q1', '2026-Q2', '2026-Q3']);
    expect(keys('2027-01-15', '2026-07-01')).toEqual(['2026-Q1', '2026-Q2']);
    expect(dueOn({ every: 'quarter', dueDays: 30 }, periodOf('quarter', '2026-02-10'))).toBe('2026-05-01');
  });
});

test('interest runs from the day after, and never on nothing', () => {
  const eight = parseFraction('8 %');
  expect(lateInterest(100_000n, eight, '2026-03-01', '2026-03-01')).toBe(0n);
  expect(lateInterest(100_000n, eight, '2026-03-01', '2026-02-01')).toBe(0n);
  expect(lateInterest(100_000n, eight, '2026-03-01', '2027-03-01')).toBe(8_000n);
  expect(lateInterest(100_000n, eight, '2026-03-01', '2026-03-11')).toBe(219n);
  expect(compare(eight, fraction(2n, 25n))).toBe(0n);
});
