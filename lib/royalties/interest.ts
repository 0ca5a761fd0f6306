import { type Fraction, fraction, rounded, times } from './fraction.ts';

const aDay = 86_400_000;

/** Whole days from one day to another, both as ISO 8601 text; below zero when the second comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / aDay);
}

/** Simple interest on what is paid after its day, at a rate a year of 365 days. Nothing is owed on the day itself. */
export function lateInterest(amount: bigint, rate: Fraction, dueOn: string, paidOn: string): bigint {
  const days = daysBetween(dueOn, paidOn);
  if (days <= 0 || amount <= 0n) return 0n;
  return rounded(times(rate, fraction(amount * BigInt(days), 365n)));
}
