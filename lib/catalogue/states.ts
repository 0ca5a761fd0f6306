import { DomainError } from '#lib/core/errors.ts';
import type { ListingStatus } from '#lib/db/generated/client.ts';

/**
 * The only place that knows how a listing moves. What is not `live` is never public. A live one stays live while a change of it is
 * looked at: that is a proposal's way, and no state of the listing.
 */
export const listingTransitions = {
  draft: ['in_review', 'archived'],
  in_review: ['scheduled', 'live', 'changes_requested', 'refused', 'draft'],
  scheduled: ['live', 'draft', 'archived'],
  live: ['archived'],
  changes_requested: ['in_review', 'archived'],
  refused: ['draft', 'archived'],
  archived: ['draft', 'scheduled', 'live', 'changes_requested', 'refused'],
} as const satisfies Record<ListingStatus, readonly ListingStatus[]>;

/** Throws `catalogue.not_possible_now` when the step is not in the table. */
export function requireListingMove(from: ListingStatus, to: ListingStatus): void {
  const possible: readonly ListingStatus[] = listingTransitions[from];
  if (!possible.includes(to)) throw new DomainError('catalogue.not_possible_now', { from, to });
}

/** Whether staff has approved what it is: from then on changes go through a proposal. */
export function isApproved(status: ListingStatus): boolean {
  return status === 'live' || status === 'scheduled';
}

/** What a listing must have before staff looks at it. */
export interface Reviewable {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly priceMinor: bigint;
  readonly pictures: number;
  /** Pictures that say nothing yet to those who do not see them. */
  readonly picturesWithoutWords: number;
  readonly stock: number | null;
  readonly weightGrams: number | null;
  readonly files: number;
  /** Names of what its category asks for and it does not say. */
  readonly attributes: readonly string[];
}

/** Before the name of an attribute among the names of what is missing. */
export const missingAttribute = 'attributes.';

/** Names of what is still missing; empty: it can be submitted. */
export function missingForReview(listing: Reviewable): string[] {
  const physical = listing.kind === 'physical';
  const wanted: Record<string, boolean> = {
    title: listing.title !== '',
    summary: listing.summary !== '',
    description: listing.description !== '',
    price: listing.priceMinor > 0n,
    pictures: listing.pictures > 0,
    alt: listing.picturesWithoutWords === 0,
    stock: !physical || (listing.stock ?? 0) > 0,
    weight: !physical || (listing.weightGrams ?? 0) > 0,
    file: listing.kind !== 'download' || listing.files > 0,
  };
  const lacking = Object.keys(wanted).filter((name) => !wanted[name]);
  return [...lacking, ...listing.attributes.map((name) => `${missingAttribute}${name}`)];
}
