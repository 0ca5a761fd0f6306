import { day } from '#lib/core/clock.ts';
import type { PayoutRail } from '#lib/db/generated/client.ts';

/** Batches for the bank are made on Thursdays (UTC), so that the money arrives before the weekend. */
export const batchWeekday = 4;
/** Commissioned work that nobody answered is accepted after so many days. */
export const acceptDays = 14;
/** What a buyer pays is in the platform's balance at Stripe after so many working days. */
const settlingDays = 2;

function midnight(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
}

function isWeekend(at: Date): boolean {
  return at.getUTCDay() === 0 || at.getUTCDay() === 6;
}

/** The day after so many working days. */
export function workingDays(from: Date, count: number): Date {
  let at = midnight(from);
  for (let left = count; left > 0; ) {
    at = new Date(at.getTime() + day);
    if (!isWeekend(at)) left -= 1;
  }
  return at;
}

/** The day on which what was paid at this moment is in the platform's balance, as far as one can tell. */
export function settlesOn(paid: Date): Date {
  return workingDays(paid, settlingDays);
}

/** The next day on which a batch is made, today included. */
export function nextBatchDay(from: Date): Date {
  const start = midnight(from);
  return new Date(start.getTime() + ((batchWeekday - start.getUTCDay() + 7) % 7) * day);
}

/** The day on which what a batch of the bank pays on a day is in the account. */
export function arrivalOfBatch(executeOn: Date): Date {
  return workingDays(executeOn, 1);
}

/** The day on which money that is due at this moment is in the enterprise's bank account, as far as one can tell. */
export function expectedArrival(rail: PayoutRail, due: Date): Date {
  return rail === 'stripe_connect' ? workingDays(due, 2) : arrivalOfBatch(nextBatchDay(due));
}
