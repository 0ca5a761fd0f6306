import { day, now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { confirmWithin } from './back-in-stock.ts';
import { undoFor } from './item.ts';

/** A browser's lists that nobody has touched for so long are nobody's. Its cookie lasts as long. */
export const guestListsLast = 180 * day;

function before(ms: number): { lt: Date } {
  return { lt: new Date(now().getTime() - ms) };
}

/** Forgets for good: what was removed a day ago, forsaken lists of browsers, addresses that never confirmed. */
export async function tidyLists(): Promise<void> {
  await prisma().savedItem.deleteMany({ where: { removedAt: before(undoFor) } });
  await prisma().savedList.deleteMany({ where: { removedAt: before(undoFor) } });
  await prisma().savedList.deleteMany({ where: { guestKey: { not: null }, updatedAt: before(guestListsLast) } });
  await prisma().stockRequest.deleteMany({ where: { confirmedAt: null, createdAt: before(confirmWithin) } });
}
