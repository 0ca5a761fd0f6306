import { day } from '#lib/core/clock.ts';

/** The reserve of new sellers in a plan. */
export interface ReservePlan {
  readonly reserveBasisPoints: number;
  readonly reserveDays: number;
  readonly reserveFirstDays: number;
}

/** Which share of a payment at this moment is kept back, and until when; null: none. */
export function reserveAt(
  plan: ReservePlan,
  verifiedAt: Date | null,
  at: Date,
): { readonly points: number; readonly until: Date } | null {
  if (!verifiedAt || plan.reserveBasisPoints === 0 || plan.reserveDays === 0) return null;
  if (at.getTime() >= verifiedAt.getTime() + plan.reserveFirstDays * day) return null;
  return { points: plan.reserveBasisPoints, until: new Date(at.getTime() + plan.reserveDays * day) };
}
