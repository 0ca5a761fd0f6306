import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day, hour } from '#lib/core/clock.ts';
import { money } from '#lib/core/money.ts';
import {
  type CommissionTerm,
  commissionOn,
  earned,
  expectedArrival,
  flatTerms,
  ibanProblem,
  isBic,
  isCnaps,
  mayConnect,
  partsOf,
  railsOf,
} from '#lib/payouts/index.ts';
import { amountsOf } from '../../../lib/payouts/amounts.ts';
import { arrivalOf, holdOf } from '../../../lib/payouts/hold.ts';
import { reserveAt } from '../../../lib/payouts/reserve-rule.ts';

const rates = { day: '2026-11-26', perEuro: { PLN: 425_000_000n, CNY: 780_000_000n } };
const at = (days: string) => ({ currency: 'EUR', day: days, rates }) as const;

describe('commission', () => {
  const term = (given: Partial<CommissionTerm>): CommissionTerm => ({
    category: null,
    covers: null,
    depth: 0,
    basisPoints: 1000,
    fixed: money(0, 'EUR'),
    validFrom: '0001-01-01',
    ...given,
  });
  const books = term({
    category: 'books',
    covers: new Set(['books', 'poetry']),
    depth: 1,
    basisPoints: 500,
    fixed: money(30, 'EUR'),
  });
  const poetry = term({ category: 'poetry', covers: new Set(['poetry']), depth: 2, basisPoints: 100 });
  const later = term({ basisPoints: 2000, validFrom: '2027-01-01' });
  const plan = { terms: [term({}), books, poetry, later] };
  const line = (category: string | null, minor: number) => ({ category, net: money(minor, 'EUR') });

  test('is a percentage of the nearest category and a fixed amount once an order', () => {
    const shares = commissionOn(
      plan,
      [line('toys', 1_000), line('books', 2_000), line('books', 500), line('poetry', 1_000)],
      at('2026-11-26'),
    );
    expect(shares.map(({ category, amount }) => [category, amount.minor])).toEqual([
      [null, 100n],
      ['books', 155n],
      ['poetry', 10n],
    ]);
  });

  test('counts from its day on', () => {
    expect(commissionOn(plan, [line('toys', 1_000)], at('2026-12-31'))[0]?.amount.minor).toBe(100n);
    expect(commissionOn(plan, [line('toys', 1_000)], at('2027-01-01'))[0]?.amount.minor).toBe(200n);
  });

  test('never takes more than the goods bring, and nothing of nothing', () => {
    expect(commissionOn({ terms: [books] }, [line('books', 20)], at('2026-11-26'))[0]?.amount.minor).toBe(20n);
    expect(commissionOn({ terms: [books] }, [line('books', 0)], at('2026-11-26'))).toEqual([]);
    expect(commissionOn({ terms: [] }, [line('books', 20)], at('2026-11-26'))).toEqual([]);
  });

  test('of a plan of one percentage is that percentage of the whole, rounded once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 6 }), (amounts) => {
        const total = amounts.reduce((a, b) => a + b, 0);
        const shares = commissionOn(
          flatTerms(1_000),
          amounts.map((minor) => line('x', minor)),
          at('2026-11-26'),
        );
        const sum = shares.reduce((a, { amount }) => a + amount.minor, 0n);
        expect(Math.abs(Number(sum) - total / 10)).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});

describe('the parts of an order', () => {
  test('always add up to what is earned', () => {
    const milestones = fc.array(fc.bigInt({ min: 0n, max: 50_000n }), { maxLength: 5 });
    fc.assert(
      fc.property(
        milestones,
        fc.bigInt({ min: 0n, max: 100_000n }),
        fc.bigInt({ min: 0n, max: 40n }),
        (parts, rest, taxShare) => {
          const total = parts.reduce((a, b) => a + b, 0n) + rest;
          const order = {
            totalMinor: total,
            taxMinor: (total * taxShare) / 100n,
            commissionMinor: total / 20n,
            currency: 'EUR',
            lines: [
              {
                id: 'l',
                commission: { milestones: parts.map((amountMinor, position) => ({ position, amountMinor })) },
              },
            ],
          };
          const sum = partsOf(order).reduce((a, { amount }) => a + amount.minor, 0n);
          expect(sum).toBe(earned(order).minor);
          expect(partsOf(order).every(({ amount }) => amount.minor >= 0n)).toBe(true);
        },
      ),
    );
  });
});

describe('how much leaves', () => {
  const amount = fc.bigInt({ min: 0n, max: 100_000n });

  test('is never more than is owed, and covers what other orders are owed', () => {
    fc.assert(
      fc.property(
        amount,
        fc.bigInt({ min: -100_000n, max: 300_000n }),
        amount,
        amount,
        fc.integer({ min: 0, max: 5000 }),
        (due, owed, own, others, points) => {
          const { sent, reserve, recovered } = amountsOf({
            amount: due,
            owed,
            ownOrder: own,
            allOpen: own + others,
            reservePoints: points,
          });
          expect(sent >= 0n && reserve >= 0n && recovered >= 0n).toBe(true);
          expect(sent + reserve + recovered <= due).toBe(true);
          expect(sent + reserve <= (owed > 0n ? owed : 0n)).toBe(true);
          if (sent > 0n && own <= due) expect(owed - sent - reserve >= others).toBe(true);
        },
      ),
    );
  });

  test.each([
    { name: 'all of it', due: 100n, owed: 100n, own: 100n, open: 100n, expected: [100n, 0n, 0n] },
    { name: 'less what a refund took', due: 100n, owed: 60n, own: 60n, open: 60n, expected: [60n, 0n, 0n] },
    { name: 'less what is owed from before', due: 100n, owed: 70n, own: 100n, open: 100n, expected: [70n, 0n, 30n] },
    {
      name: 'nothing when more is owed than it brings',
      due: 100n,
      owed: -50n,
      own: 100n,
      open: 100n,
      expected: [0n, 0n, 100n],
    },
    { name: 'not what others are owed', due: 100n, owed: 150n, own: 100n, open: 200n, expected: [50n, 0n, 50n] },
  ])('$name', ({ due, owed, own, open, expected }) => {
    const { sent, reserve, recovered } = amountsOf({
      amount: due,
      owed,
      ownOrder: own,
      allOpen: open,
      reservePoints: 0,
    });
    expect([sent, reserve, recovered]).toEqual(expected);
  });

  test('a reserve is kept of new sellers only', () => {
    const plan = { reserveBasisPoints: 1000, reserveDays: 30, reserveFirstDays: 90 };
    const verified = new Date('2026-01-01T00:00:00Z');
    expect(reserveAt(plan, verified, new Date(verified.getTime() + 89 * day))?.points).toBe(1000);
    expect(reserveAt(plan, verified, new Date(verified.getTime() + 90 * day))).toBeNull();
    expect(reserveAt({ ...plan, reserveBasisPoints: 0 }, verified, verified)).toBeNull();
  });
});

describe('what holds a payout', () => {
  const now = new Date('2026-11-26T12:00:00Z');
  const account = { status: 'verified', usableFrom: now } as const;
  const connected = { transfersActive: true, payoutsEnabled: true, usableFrom: now };
  const base = { rail: 'bank_transfer', suspended: false, disputed: false, account, connected } as const;

  test.each([
    [{}, null],
    [{ disputed: true }, 'dispute'],
    [{ suspended: true }, 'enterprise_suspended'],
    [{ account: null }, 'no_account'],
    [{ account: { ...account, status: 'pending' as const } }, 'account_unverified'],
    [{ account: { ...account, status: 'refused' as const } }, 'account_refused'],
    [{ account: { ...account, usableFrom: new Date(now.getTime() + hour) } }, 'account_new'],
    [{ rail: 'stripe_connect' as const }, null],
    [{ rail: 'stripe_connect' as const, connected: null }, 'no_account'],
    [{ rail: 'stripe_connect' as const, connected: { ...connected, payoutsEnabled: false } }, 'stripe_requirements'],
  ])('%o', (given, expected) => {
    expect(holdOf({ ...base, ...given }, now)).toBe(expected);
  });

  // A Thursday at noon.
  test.each([
    ['nothing', { hold: null }, '2026-11-30'],
    ['the platform’s balance, of what was paid yesterday', { hold: 'money_settling' as const }, '2026-12-01'],
    [
      'the platform’s balance, of what was paid long ago',
      { hold: 'money_settling' as const, paidAt: new Date(0) },
      '2026-11-30',
    ],
    ['a changed account', { hold: 'account_new' as const, usableFrom: new Date('2026-11-30T09:00:00Z') }, '2026-12-02'],
    ['a bank that decides', { hold: 'dispute' as const }, undefined],
    ['the seller', { hold: 'no_account' as const }, undefined],
  ])('what waits for %s has a day where one can be told', (_what, given, day) => {
    const paidAt = new Date('2026-11-25T10:00:00Z');
    const waits = { rail: 'stripe_connect', paidAt, usableFrom: null, ...given } as const;
    expect(arrivalOf(waits, now)?.toISOString().slice(0, 10)).toBe(day);
  });
});

describe('numbers of banks', () => {
  test.each([
    'BG80 BNBG 9661 1020 3456 78',
    'DE89370400440532013000',
    'PL61109010140000071219812874',
    'RS35260005601001611379',
    'AL47212110090000000235698741',
    'ME25505000012345678951',
    'BA391290079401028494',
    'MK07250120000058984',
  ])('%s is an IBAN', (iban) => {
    expect(ibanProblem(iban.replaceAll(' ', ''))).toBeNull();
  });
  test.each([
    ['', 'iban_form'],
    ['BG80BNBG96611020345679', 'iban_check'],
    ['BG80BNBG9661102034567', 'iban_length'],
    ['US64SVBKUS6S3300958879', 'iban_country'],
    ['12345', 'iban_form'],
  ])('%s: %s', (iban, problem) => {
    expect(ibanProblem(iban)).toBe(problem);
  });
  test('one wrong or two exchanged digits of a CNAPS number are found', () => {
    for (const code of ['102100099996', '104100000004', '105100000017', '308584000013', '301290000007']) {
      expect(isCnaps(code)).toBe(true);
      for (let place = 1; place < 12; place++) {
        const other = `${code.slice(0, place)}${(Number(code[place]) + 3) % 10}${code.slice(place + 1)}`;
        expect(isCnaps(other), other).toBe(false);
      }
    }
    expect(isCnaps('10210009999')).toBe(false);
  });
  test('BICs', () => {
    expect(isBic('UNCRBGSF')).toBe(true);
    expect(isBic('UNCRBGSFXXX')).toBe(true);
    expect(isBic('UNCRBG')).toBe(false);
  });
});

test('rails go by country', () => {
  for (const country of ['BG', 'PL', 'GR', 'NO', 'GB', 'CH', 'US', 'CA'])
    expect(railsOf(country)[0]).toBe('stripe_connect');
  for (const country of ['CN', 'HK', 'AL', 'BA', 'ME', 'MK', 'RS']) expect(railsOf(country)).toEqual(['bank_transfer']);
  expect(mayConnect('RS')).toBe(false);
});

test('arrival is told by working days', () => {
  // A Friday.
  const friday = new Date('2026-11-27T15:00:00Z');
  expect(expectedArrival('stripe_connect', friday).toISOString().slice(0, 10)).toBe('2026-12-01');
  expect(expectedArrival('bank_transfer', friday).toISOString().slice(0, 10)).toBe('2026-12-04');
});
