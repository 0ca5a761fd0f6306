import { DomainError } from '#lib/core/errors.ts';
import type { ListingStatus } from '#lib/db/generated/client.ts';

/** The only place that knows how a listing moves. What is not `live` is never public. */
export const listingTransitions = {
  draft: ['in_review', 'archived'],
  in_review: ['live', 'changes_requested', 'refused', 'draft'],
  live: ['draft', 'archived', 'changes_requested', 'refused'],
  changes_requested: ['in_review', 'archived'],
  refused: ['draft', 'archived'],
  archived: ['draft'],
} as const satisfies Record<ListingStatus, readonly ListingStatus[]>;

/** Throws `catalogue.not_possible_now` when the step is not in the table. */
export function requireListingMove(from: ListingStatus, to: ListingStatus): void {
  const possible: readonly ListingStatus[] = listingTransitions[from];
  if (!possible.includes(to)) throw new DomainError('catalogue.not_possible_now', { from, to });
}

/** What an edit changes of what buyers see and pay. */
export interface ListingEdit {
  /** Words, options, pictures, category, the mark of AI: what staff has looked at. */
  readonly looks: boolean;
  readonly currency: boolean;
  /** Prices in minor units: approved last (null: there is none to compare with) and from now on. */
  readonly prices: readonly { readonly approved: bigint | null; readonly now: bigint }[];
}

/** Whether a price has moved so far from the approved one, up or down, that it is looked at again: by more than 30 per cent. */
export function isLargePriceChange(approved: bigint | null, now: bigint): boolean {
  if (approved === null || approved === now) return false;
  const moved = now > approved ? now - approved : approved - now;
  return moved * 10n > approved * 3n;
}

/** The one rule of what takes a public listing off until it is approved again. Stock, weight and small price changes never do. */
export function needsReview(edit: ListingEdit): boolean {
  return edit.looks || edit.currency || edit.prices.some(({ approved, now }) => isLargePriceChange(approved, now));
}

/** What a listing must have before staff looks at it. */
export interface Reviewable {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly priceMinor: bigint;
  readonly pictures: number;
  readonly stock: number | null;
  readonly weightGrams: number | null;
  readonly files: number;
  /** What `missingOfKind` says. */
  readonly missingOfKind?: readonly string[];
}

/** Names of what is still missing; empty: it can be submitted. */
export function missingForReview(listing: Reviewable): string[] {
  const physical = listing.kind === 'physical';
  const wanted: Record<string, boolean> = {
    title: listing.title !== '',
    summary: listing.summary !== '',
    description: listing.description !== '',
    // What a licence costs is agreed in the deal room.
    price: listing.kind === 'licence' || listing.priceMinor > 0n,
    pictures: listing.pictures > 0,
    stock: !physical || (listing.stock ?? 0) > 0,
    weight: !physical || (listing.weightGrams ?? 0) > 0,
    file: listing.kind !== 'download' || listing.files > 0,
  };
  return [...Object.keys(wanted).filter((name) => !wanted[name]), ...(listing.missingOfKind ?? [])];
}
