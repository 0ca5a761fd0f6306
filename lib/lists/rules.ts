import { day, minute } from '#lib/core/clock.ts';
import { type Money, subtract } from '#lib/core/money.ts';
import type { AlertFrequency } from '#lib/db/generated/client.ts';

/** Which way a price has gone since somebody saved it. Both in one currency. */
export function priceMove(then: Money, now: Money): 'lower' | 'higher' | 'same' {
  const { minor } = subtract(now, then);
  return minor < 0n ? 'lower' : minor > 0n ? 'higher' : 'same';
}

/** The order of a list with one of its items a place further up or down; the same where there is no such place. */
export function shifted(ids: readonly string[], id: string, way: 'up' | 'down'): string[] {
  const at = ids.indexOf(id);
  const to = way === 'up' ? at - 1 : at + 1;
  if (at < 0 || to < 0 || to >= ids.length) return [...ids];
  return ids.toSpliced(at, 1).toSpliced(to, 0, id);
}

const every = { instant: 0, daily: day, weekly: 7 * day } as const;

/** What was looked at before this moment is due for another look; null: never. */
export function dueBefore(frequency: AlertFrequency, at: Date): Date | null {
  return frequency === 'off' ? null : new Date(at.getTime() - every[frequency]);
}

/** News are read up to a moment ago: what is being published right now, in a transaction that is not through yet, is not missed. */
export const settled = minute / 2;

/** How many are told of each piece that came back, at a time. */
const toldForEach = 3;
/** Who was told has this long before the next are told. */
export const headStart = 60 * minute;
const mostTold = 200;

/** How many more are told now that so many pieces are there (null: as many as anybody wants) and so many were told within the head start. */
export function toTell(available: number | null, toldLately: number): number {
  if (available === null) return mostTold;
  return Math.min(mostTold, Math.max(0, available * toldForEach - toldLately));
}
