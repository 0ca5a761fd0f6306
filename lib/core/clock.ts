/** The time, in one place, so that tests can stand at any moment. */
let offsetMs = 0;

export function now(): Date {
  return new Date(Date.now() + offsetMs);
}

/** Tests only: moves the clock by this much from the real time. */
export function shiftClock(ms: number): void {
  offsetMs = ms;
}

/** The UTC calendar day of a moment, as ISO 8601 text (2026-11-24). */
export function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
