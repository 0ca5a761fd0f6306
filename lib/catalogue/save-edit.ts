import { DomainError } from '#lib/core/errors.ts';
import type { Listing, Prisma } from '#lib/db/generated/client.ts';
import { announceChange, type Tx } from '#lib/db/index.ts';
import { indexListing } from './indexing.ts';
import { type ListingEdit, needsReview, requireListingMove } from './states.ts';

/** Throws `catalogue.in_review` while staff looks at it and `catalogue.edited_meanwhile` when somebody else saved first. */
export function requireFresh(listing: Listing, version: number): void {
  if (listing.status === 'in_review') throw new DomainError('catalogue.in_review');
  if (listing.version !== version) throw new DomainError('catalogue.edited_meanwhile');
}

/**
 * Ends every edit of a listing, in its transaction: its price is the lowest of its variants, its version moves on, and what has to be
 * looked at again goes off the shop; everything else is public at once.
 */
export async function saveEdit(
  tx: Tx,
  listing: Listing,
  edit: ListingEdit,
  data: Prisma.ListingUncheckedUpdateInput,
): Promise<Listing> {
  const offline = listing.status === 'live' && needsReview(edit);
  if (offline) requireListingMove('live', 'draft');
  const lowest = await tx.variant.aggregate({
    where: { listingId: listing.id, archivedAt: null },
    _min: { priceMinor: true },
  });
  const saved = await tx.listing.update({
    where: { id: listing.id },
    data: {
      ...data,
      priceMinor: lowest._min.priceMinor ?? listing.priceMinor,
      version: { increment: 1 },
      updatedAt: new Date(),
      ...(offline ? { status: 'draft' } : {}),
    },
  });
  if (offline) await indexListing(tx, listing.id);
  if (listing.status === 'live')
    await announceChange(tx, offline ? { kind: 'catalogue' } : { kind: 'listing', slug: listing.slug });
  return saved;
}
