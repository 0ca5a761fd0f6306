import { isoDay } from '#lib/core/clock.ts';
import { divideHalfEven } from '#lib/core/money.ts';

export const steps = ['day', 'week', 'month'] as const;
export type Step = (typeof steps)[number];

/** Days from the first to the last, both in it, cut into steps of which each begins on a day of `starts`. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly starts: readonly string[];
}

/** What is looked at, and as much time before it to compare with. */
export interface Span {
  readonly step: Step;
  readonly now: Period;
  readonly before: Period;
}

const counts: Readonly<Record<Step, number>> = { day: 30, week: 12, month: 12 };

export function addDays(day: string, days: number): string {
  return isoDay(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000));
}

/** The same day so many months away, or the last of that month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return isoDay(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))));
}

function startOf(step: Step, day: string): string {
  if (step === 'month') return `${day.slice(0, 7)}-01`;
  if (step === 'day') return day;
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

function move(step: Step, day: string, times: number): string {
  return step === 'month' ? addMonths(day, times) : addDays(day, times * (step === 'week' ? 7 : 1));
}

/**
 * The last thirty days, twelve weeks (from Monday) or twelve months up to today, and the time of equal length before: it ends where
 * today stands in it, so that half a month is compared with half a month.
 */
export function spanOf(step: Step, today: string): Span {
  const count = counts[step];
  const current = startOf(step, today);
  const starts = Array.from({ length: count }, (_, at) => move(step, current, at - count + 1));
  const earlier = starts.map((start) => move(step, start, -count));
  return {
    step,
    now: { from: starts[0] ?? today, to: today, starts },
    before: { from: earlier[0] ?? today, to: move(step, today, -count), starts: earlier },
  };
}

/** Amounts by step; days outside the period count nothing. */
export function bySteps(rows: readonly { day: string; amount: bigint }[], period: Period): bigint[] {
  const sums = period.starts.map(() => 0n);
  for (const { day, amount } of rows) {
    if (day < period.from || day > period.to) continue;
    const at = period.starts.findLastIndex((start) => start <= day);
    sums[at] = (sums[at] ?? 0n) + amount;
  }
  return sums;
}

/** How much more than before, in whole per cent; null where there was nothing before. */
export function changePercent(amount: bigint, before: bigint): number | null {
  return before === 0n ? null : Number(divideHalfEven((amount - before) * 100n, before));
}

/** A part of a whole in whole per cent; null where it makes no sense. */
export function share(part: number, whole: number): number | null {
  return whole > 0 && part <= whole ? Math.round((part * 100) / whole) : null;
}
