import type { Tx } from '#lib/db/index.ts';

/** Stars together, and how many gave them. */
export interface Rating {
  readonly sum: number;
  readonly count: number;
}

/** The average to one decimal, as it is shown; null where nobody has said anything. */
export function averageRating({ sum, count }: Rating): number | null {
  return count > 0 ? Math.round((sum * 10) / count) / 10 : null;
}

/** What a rating adds to its listing when it comes (`before` null), changes, or goes (`after` null). */
export function ratingChange(before: number | null, after: number | null): Rating {
  return {
    sum: (after ?? 0) - (before ?? 0),
    count: (after === null ? 0 : 1) - (before === null ? 0 : 1),
  };
}

/** Brings a listing's rating in line, in the transaction of the review. Adds in the database, so that two at once both count. */
export async function changeRating(tx: Tx, listingId: string, { sum, count }: Rating): Promise<void> {
  await tx.listing.update({
    where: { id: listingId },
    data: { ratingSum: { increment: sum }, ratingCount: { increment: count } },
  });
}
