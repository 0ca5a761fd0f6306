import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, bySteps, changePercent, daysLeft, type Step, share, spanOf, steps } from '#lib/insights/index.ts';

const days = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 86_400_000, max: Date.UTC(2030, 11, 31) / 86_400_000 })
  .map((count) => new Date(count * 86_400_000).toISOString().slice(0, 10));

describe('a span', () => {
  test('of days is the last thirty, and the thirty before', () => {
    const { now, before } = spanOf('day', '2026-11-26');
    expect([now.from, now.to, now.starts.length]).toEqual(['2026-10-28', '2026-11-26', 30]);
    expect([before.from, before.to]).toEqual(['2026-09-28', '2026-10-27']);
  });
  test('of weeks begins on Mondays and ends on the same weekday before', () => {
    const { now, before } = spanOf('week', '2026-11-26');
    expect(now.starts.at(-1)).toBe('2026-11-23');
    expect(before.to).toBe('2026-09-03');
    expect(now.starts.every((start) => new Date(start).getUTCDay() === 1)).toBe(true);
  });
  test('of months compares half a month with half a month', () => {
    const { now, before } = spanOf('month', '2026-11-26');
    expect([now.from, now.starts.at(-1), now.to]).toEqual(['2025-12-01', '2026-11-01', '2026-11-26']);
    expect([before.from, before.to]).toEqual(['2024-12-01', '2025-11-26']);
    expect(spanOf('month', '2028-02-29').before.to).toBe('2027-02-28');
  });
  test('never overlaps with the one before, at any day and step', () => {
    fc.assert(
      fc.property(days, fc.constantFrom<Step>(...steps), (today, step) => {
        const { now, before } = spanOf(step, today);
        expect(before.to < now.from).toBe(true);
        expect(before.starts).toHaveLength(now.starts.length);
        expect([...now.starts]).toEqual([...now.starts].sort());
      }),
    );
  });
});

test('steps add up to all that is inside the period', () => {
  fc.assert(
    fc.property(
      days,
      fc.constantFrom<Step>(...steps),
      fc.array(fc.tuple(fc.integer({ min: -800, max: 800 }), fc.bigInt({ min: -1000n, max: 1000n }))),
      (today, step, given) => {
        const { now } = spanOf(step, today);
        const rows = given.map(([ago, amount]) => ({ day: addDays(today, ago), amount }));
        const inside = rows.filter(({ day }) => day >= now.from && day <= now.to);
        const total = (list: readonly bigint[]) => list.reduce((a, b) => a + b, 0n);
        expect(total(bySteps(rows, now))).toBe(total(inside.map(({ amount }) => amount)));
      },
    ),
  );
});

test.each([
  [150n, 100n, 50],
  [50n, 100n, -50],
  [0n, 100n, -100],
  [100n, 0n, null],
  [1_000_000_000_001n, 1_000_000_000_000n, 0],
])('%s after %s is a change of %s per cent', (amount, before, percent) => {
  expect(changePercent(amount, before)).toBe(percent);
});

test.each([
  [1, 4, 25],
  [0, 4, 0],
  [5, 4, null],
  [0, 0, null],
])('%s of %s is %s per cent', (part, whole, percent) => {
  expect(share(part, whole)).toBe(percent);
});

test.each([
  [9, 3, 90, 270],
  [1, 30, 90, 3],
  [0, 5, 90, 0],
  [5, 0, 90, null],
  [-1, 2, 90, 0],
])('%s things last, when %s were sold in %s days, for %s', (available, sold, over, left) => {
  expect(daysLeft(available, sold, over)).toBe(left);
});
