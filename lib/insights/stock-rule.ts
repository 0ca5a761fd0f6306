/** How many days the stock lasts if it goes on selling as in the days looked at; null: nothing was sold. */
export function daysLeft(available: number, sold: number, overDays: number): number | null {
  return sold > 0 ? Math.max(0, Math.floor((available * overDays) / sold)) : null;
}
