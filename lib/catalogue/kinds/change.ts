import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken } from '#lib/core/ids.ts';
import { id } from '#lib/core/validation.ts';
import type { Listing, ListingKind } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import type { ListingContent } from '../content.ts';
import { editable } from '../edit.ts';
import { editListing, requireFresh, workingContent } from '../save-edit.ts';

/** What every form of a kind sends: which listing, and what the form was made of. */
export const kindForm = {
  listingId: id,
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
  /** What `offerMark` said then: other edits meanwhile do not matter. */
  seen: z.string().max(64).optional(),
} as const;

interface KindInput {
  readonly listingId: string;
  readonly version: number;
  readonly seen?: string | undefined;
}

/** A mark of what the form of a kind was made of: the same while nobody has changed that. A film's form has its prices. */
export function offerMark(kind: ListingKind, { offer, currency, variants }: ListingContent): string {
  const sold = kind === 'stream' ? [currency, variants.map(({ id, priceMinor }) => [id, priceMinor])] : [];
  return hashToken(JSON.stringify([offer, sold])).slice(0, 32);
}

/**
 * Changes what a listing has by its kind, as one edit of the listing; `after` follows in the same transaction. Throws
 * `catalogue.unknown` for a listing of another kind, `catalogue.in_review`, and `catalogue.edited_meanwhile`.
 */
export async function changeKind(
  actor: Actor,
  { listingId, version, seen }: KindInput,
  kind: ListingKind,
  change: (tx: Tx, listing: Listing, working: ListingContent) => Promise<ListingContent>,
  after?: (tx: Tx, listing: Listing, working: ListingContent) => Promise<void>,
): Promise<Listing> {
  return transaction(async (tx) => {
    const listing = await editable(tx, actor, listingId);
    if (listing.kind !== kind) throw new DomainError('catalogue.unknown');
    const working = await workingContent(tx, listing.id);
    // Words that somebody saved meanwhile are none of this form's.
    if (seen !== offerMark(kind, working)) requireFresh(listing, version);
    const wanted = await change(tx, listing, working);
    const saved = await editListing(tx, actor, listing, () => wanted);
    await after?.(tx, listing, wanted);
    return saved;
  });
}
