import { describe, expect, test } from 'vitest';
import {
  countedAs,
  divide,
  jobTransitions,
  paidEntries,
  percentOf,
  priceOf,
  settledEntries,
} from '#lib/translations/index.ts';
import { takeUntil } from '#lib/translations/order.ts';
import { readRates } from '#lib/translations/profile.ts';
import { mayMove } from '#lib/translations/states.ts';

const unit = (source: string, words: number, inMemory = false) => ({ source, words, inMemory });

describe('counting', () => {
  test('the first of equal texts counts in full, later ones as repetitions, known ones as matches', () => {
    const units = [unit('Чиния', 1), unit(' Чиния ', 1), unit('Стомна', 1, true), unit('Стомна', 1, true)];
    expect(countedAs(units)).toEqual(['full', 'repeat', 'memory', 'repeat']);
  });

  test.each([
    [[{ words: 100, counted: 'full' as const }], 8n, 800n],
    [[{ words: 100, counted: 'repeat' as const }], 8n, 240n],
    [[{ words: 0, counted: 'full' as const }], 8n, 0n],
    [
      [
        { words: 7, counted: 'full' as const },
        { words: 1, counted: 'memory' as const },
      ],
      5n,
      // 36.5 is rounded half to even.
      36n,
    ],
  ])('%j at %s is %s', (units, rate, net) => {
    expect(priceOf(units, rate, 'EUR').netMinor).toBe(net);
  });

  test('forints are whole, and so is every part of them', () => {
    const units = [1, 2, 4].map((words) => ({ words, counted: 'full' as const }));
    // Seven words at 51.30 Ft are 359.10 Ft; nobody is left short.
    expect(priceOf(units, 5_130n, 'HUF')).toEqual({ words: 7, netMinor: 36_000n, parts: [5_100n, 10_300n, 20_600n] });
    for (let earned = 0n; earned <= 36_000n; earned += 100n) {
      const { refundMinor, refundTaxMinor } = divide(
        { netMinor: 36_000n, taxMinor: 9_700n, currency: 'HUF' },
        earned,
        () => 0n,
      );
      expect([refundMinor + earned, (refundMinor + refundTaxMinor) % 100n]).toEqual([36_000n, 0n]);
    }
  });

  test('the parts of a price always add up to it', () => {
    for (let seed = 1; seed < 200; seed++) {
      const units = Array.from({ length: (seed % 9) + 1 }, (_, at) => ({
        words: (seed * (at + 3) * 7) % 53,
        counted: (['full', 'repeat', 'memory'] as const)[(seed + at) % 3] ?? 'full',
      }));
      const { netMinor, parts } = priceOf(units, BigInt((seed % 17) + 1), 'PLN');
      expect(parts.reduce((sum, each) => sum + each, 0n)).toBe(netMinor);
    }
    expect(percentOf.full).toBe(100);
  });
});

describe('dividing', () => {
  const paid = { netMinor: 325n, taxMinor: 65n, currency: 'EUR' };
  const customer = { enterpriseId: '00000000-0000-7000-8000-000000000001', country: 'BG' };
  const translator = '00000000-0000-7000-8000-000000000002';
  const tenth = (minor: bigint) => minor / 10n;

  test('nothing is lost, whatever was earned, and both postings balance', () => {
    for (let earned = 0n; earned <= paid.netMinor; earned += 1n) {
      const division = divide(paid, earned, tenth);
      expect(division.earnedMinor + division.refundMinor).toBe(paid.netMinor);
      expect(division.refundTaxMinor >= 0n && division.refundTaxMinor <= paid.taxMinor).toBe(true);
      const sum = settledEntries(paid, division, customer, translator).reduce(
        (all, { amount }) => all + amount.minor,
        0n,
      );
      expect(sum).toBe(0n);
    }
    const into = { kind: 'stripe_clearing', currency: 'EUR' } as const;
    expect(paidEntries(paid, customer, into).reduce((all, { amount }) => all + amount.minor, 0n)).toBe(0n);
  });

  test('all earned gives nothing back, nothing earned gives all back, and the commission is never more than was earned', () => {
    expect(divide(paid, 325n, tenth)).toEqual({
      earnedMinor: 325n,
      commissionMinor: 32n,
      refundMinor: 0n,
      refundTaxMinor: 0n,
    });
    expect(divide(paid, 0n, tenth)).toMatchObject({ refundMinor: 325n, refundTaxMinor: 65n, commissionMinor: 0n });
    expect(divide(paid, 10n, () => 500n).commissionMinor).toBe(10n);
    expect(() => divide(paid, 326n, tenth)).toThrow(RangeError);
  });
});

describe('the life of a job', () => {
  test('only what is under way can end, and what has ended stays', () => {
    expect(mayMove('offered', 'taken')).toBe(true);
    expect(mayMove('offered', 'delivered')).toBe(false);
    expect(mayMove('delivered', 'cancelled')).toBe(false);
    for (const end of ['accepted', 'cancelled', 'expired', 'overdue', 'settled'] as const)
      expect(jobTransitions[end]).toEqual([]);
  });

  test('half of the time is for finding somebody', () => {
    const from = new Date('2026-11-01T00:00:00Z');
    expect(takeUntil(from, new Date('2026-11-21T00:00:00Z'))).toEqual(new Date('2026-11-11T00:00:00Z'));
  });
});

describe('a translator’s rates', () => {
  test('are read one a line, in several ways of writing; the last of a pair counts', () => {
    expect(readRates('bg > pl 0.09\nzh-CN en 0,05\n\nbg → pl 0.10', 'EUR')).toEqual([
      { fromLocale: 'bg', toLocale: 'pl', priceMinor: 10n },
      { fromLocale: 'zh-CN', toLocale: 'en', priceMinor: 5n },
    ]);
  });

  test.each(['bg > bg 0.09', 'bg > xx 0.09', 'bg > pl', 'bg > pl 0', 'bg > pl 0.095', 'hello'])(
    '%s is refused by name',
    (line) => {
      expect(() => readRates(line, 'EUR')).toThrow('translations.rate_line');
    },
  );
});
