import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balances } from '#lib/ledger/index.ts';
import { allowedUse, renewedTerms } from '#lib/rights/index.ts';
import { fraction, royaltyTermsOf, splitByShares } from '#lib/royalties/index.ts';
import { certifiedEntries, paidEntries, releasedEntries, sharesOf } from '../../../lib/licensing/books.ts';
import { monthSpan } from '../../../lib/licensing/calendar.ts';
import { askedOf, expirySteps, opened, remindSteps, scheduleOf, stepFor } from '../../../lib/licensing/schedule.ts';
import { licenceTransitions, mayMove, stands } from '../../../lib/licensing/states.ts';

const payer = { enterpriseId: 'licensee', country: 'CZ' };
const into = { kind: 'stripe_clearing', currency: 'EUR' } as const;

describe('the books of a due', () => {
  const due = fc.record({
    kind: fc.constantFrom('advance', 'royalty', 'interest'),
    amountMinor: fc.bigInt(1n, 10n ** 10n),
    taxMinor: fc.bigInt(0n, 10n ** 9n),
    withholding: fc.integer({ min: 0, max: 100 }),
    parts: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 }),
    points: fc.integer({ min: 0, max: 5_000 }),
  });

  test('always balance, lose nothing, and never take more than a share', () => {
    fc.assert(
      fc.property(due, ({ kind, amountMinor, taxMinor, withholding, parts, points }) => {
        const whole = BigInt(parts.reduce((a, b) => a + b, 0));
        const withholdingMinor = kind === 'royalty' ? 0n : (amountMinor * BigInt(withholding)) / 100n;
        const row = { kind, amountMinor, taxMinor, withholdingMinor, currency: 'EUR' };
        const split = splitByShares(
          amountMinor,
          parts.map((part) => fraction(BigInt(part), whole)),
        );
        const holders = new Map(split.map((minor, at) => [`h${at}`, minor]));
        const shares = sharesOf(row, holders, (_id, minor) => (minor * BigInt(points)) / 10_000n);
        const sum = (pick: (share: (typeof shares)[number]) => bigint) =>
          shares.reduce((a, each) => a + pick(each), 0n);
        expect(sum((each) => each.shareMinor)).toBe(amountMinor);
        expect(sum((each) => each.withholdingMinor)).toBe(withholdingMinor);
        for (const each of shares)
          expect(each.withholdingMinor + each.commissionMinor).toBeLessThanOrEqual(each.shareMinor);
        expect(balances(paidEntries(row, shares, payer, into))).toBe(true);
        expect(balances(releasedEntries(row, shares))).toBe(true);
        expect(balances(certifiedEntries(row, payer))).toBe(true);
      }),
    );
  });

  test('what is asked is the amount plus tax less what is withheld', () => {
    expect(askedOf({ amountMinor: 100_000n, withholdingMinor: 10_000n }, 21_000n).totalMinor).toBe(111_000n);
  });
});

describe('the schedule', () => {
  const terms = royaltyTermsOf({ advanceMinor: '50000', currency: 'EUR', royalty: 800 });

  test('is the advance within two weeks, a flat fee where it is not recoupable, and nothing where none is owed', () => {
    expect(scheduleOf({}, terms, '2028-02-20')).toMatchObject([
      { kind: 'advance', amountMinor: 50_000n, dueOn: '2028-03-05' },
    ]);
    expect(scheduleOf({}, { ...terms, advance: { minor: '1', recoupable: false } }, '2026-01-01')).toMatchObject([
      { kind: 'flat_fee' },
    ]);
    expect(scheduleOf({}, { ...terms, advance: { minor: '0', recoupable: true } }, '2026-01-01')).toEqual([]);
  });

  test('is what the terms name, in the order of its days, with tax withheld of each', () => {
    const named = {
      dues: [
        { kind: 'instalment', minor: '2000', on: '2027-01-01' },
        { kind: 'flat_fee', minor: '1000', on: '2026-12-01' },
      ],
    };
    const withheld = { ...terms, withholding: { rate: '1/10', instrument: '' } };
    expect(scheduleOf(named, withheld, '2026-11-01')).toMatchObject([
      { kind: 'flat_fee', dueOn: '2026-12-01', withholdingMinor: 100n },
      { kind: 'instalment', dueOn: '2027-01-01', withholdingMinor: 200n },
    ]);
  });

  test('opens the licence when its first payment is paid', () => {
    const due = (dueOn: string, paid: boolean, kind = 'advance') => ({
      kind,
      dueOn: new Date(dueOn),
      paidAt: paid ? new Date() : null,
      cancelledAt: null,
    });
    expect(opened([])).toBe(true);
    expect(opened([due('2026-01-01', false), due('2026-02-01', true)])).toBe(false);
    expect(opened([due('2026-01-01', true), due('2026-02-01', false)])).toBe(true);
    expect(opened([due('2026-01-01', false, 'royalty')])).toBe(true);
  });

  test.each([
    [15, null],
    [14, 14],
    [4, 14],
    [3, 3],
    [0, 0],
    [-1, -1],
    [-6, -1],
    [-90, -7],
  ])('%i days before the day the reminder reached is %s', (left, step) => {
    expect(stepFor(remindSteps, left)).toBe(step);
  });

  test('an end is told 90, 30 and 7 days before', () => {
    expect([91, 90, 31, 30, 8, 7, 1].map((left) => stepFor(expirySteps, left))).toEqual([null, 90, 90, 30, 30, 7, 7]);
  });
});

describe('states', () => {
  test('what has ended never moves', () => {
    expect(licenceTransitions.terminated).toEqual([]);
    expect(licenceTransitions.expired).toEqual([]);
    expect(mayMove('signed', 'suspended')).toBe(false);
    expect(mayMove('suspended', 'active')).toBe(true);
    expect(stands('signed')).toBe(true);
    expect(stands('expired')).toBe(false);
  });

  test.each([
    ['active', '2026-01-01', '2027-01-01', null, 'all'],
    ['active', '2026-12-01', '2027-01-01', null, 'nothing'],
    ['active', '2026-01-01', '2026-06-15', null, 'nothing'],
    ['active', '2026-01-01', null, null, 'all'],
    ['signed', '2026-01-01', '2027-01-01', null, 'nothing'],
    ['suspended', '2026-01-01', '2027-01-01', null, 'nothing'],
    ['expired', '2025-01-01', '2026-01-01', '2026-06-15', 'sell_off'],
    ['expired', '2025-01-01', '2026-01-01', '2026-06-14', 'nothing'],
    ['terminated', '2025-01-01', '2027-01-01', '2026-12-31', 'sell_off'],
    ['terminated', '2025-01-01', '2027-01-01', null, 'nothing'],
  ] as const)('%s from %s to %s with stock until %s allows %s', (status, startsOn, endsOn, sellOffUntil, use) => {
    expect(allowedUse({ status, startsOn, endsOn, sellOffUntil }, '2026-06-15')).toBe(use);
  });
});

describe('a renewal', () => {
  const terms = (start: string, end: string | null) => ({
    scope: {
      rights: { include: ['toys'] },
      territories: { include: ['CZ'] },
      languages: { include: ['all'] },
      term: { start, end },
    },
    exclusivity: 'exclusive' as const,
    advanceMinor: '0',
    currency: 'EUR',
    royalty: 800,
  });
  test.each([
    ['2026-01-01', '2029-01-01', '2032-01-01'],
    ['2026-01-10', '2030-01-01', '2033-12-23'],
    ['2024-02-29', '2028-02-29', '2032-02-29'],
    ['2027-02-28', '2028-02-29', '2029-03-01'],
  ])('of %s to %s lasts until %s', (start, end, until) => {
    expect(renewedTerms(terms(start, end))?.scope.term).toEqual({ start: end, end: until });
  });
  test('of terms without an end is none', () => {
    expect(renewedTerms(terms('2026-01-01', null))).toBeNull();
  });
});

test.each([
  ['2026-12', { from: '2026-12-01', to: '2027-01-01' }],
  ['2028-02', { from: '2028-02-01', to: '2028-03-01' }],
  ['2026-13', null],
  ['now', null],
])('the month %s', (month, span) => {
  expect(monthSpan(month)).toEqual(span);
});
