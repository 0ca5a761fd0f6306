import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { id } from '#lib/core/validation.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { missingOf } from './desk.ts';
import { editable } from './edit.ts';
import { requireLicensed } from './licensed/choose.ts';
import { workingContent } from './save-edit.ts';
import { isApproved, missingAttribute, requireListingMove } from './states.ts';
import { workingListing } from './working.ts';

export const listingSchema = z.object({ listingId: id });

/**
 * Sends a listing, or the proposal of an approved one, to staff. Buyers go on seeing what was approved. Throws `catalogue.incomplete`
 * with what is missing, `catalogue.nothing_to_submit` for an approved listing that nobody wants to change, and what `requireLicensed` throws.
 */
export async function submitForReview(actor: Actor, input: z.output<typeof listingSchema>): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    authorize(actor, 'listing.submit', listing);
    const whole = await workingListing(listing.id, tx);
    if (!whole) throw new DomainError('catalogue.unknown');
    const missing = missingOf(whole);
    if (missing.length > 0 && missing.every((name) => name.startsWith(missingAttribute)))
      throw new DomainError('attributes.incomplete', { count: missing.length });
    if (missing.length > 0) throw new DomainError('catalogue.incomplete', { missing });
    await requireLicensed(tx, listing.id);
    if (isApproved(listing.status)) await requireProposal(tx, listing.id);
    else requireListingMove(listing.status, 'in_review');
    const last = await tx.listingRevision.aggregate({ where: { listingId: listing.id }, _max: { number: true } });
    await tx.listingRevision.create({
      data: {
        listingId: listing.id,
        number: (last._max.number ?? 0) + 1,
        submittedById: actorId(actor),
        snapshot: await workingContent(tx, listing.id),
      },
    });
    await tx.listing.update({
      where: { id: listing.id },
      data: {
        submittedAt: new Date(),
        version: { increment: 1 },
        ...(isApproved(listing.status) ? {} : { status: 'in_review' }),
      },
    });
  });
}

async function requireProposal(tx: Tx, listingId: string): Promise<void> {
  const [proposals, waiting] = await Promise.all([
    tx.listingDraft.count({ where: { listingId } }),
    tx.listingRevision.count({ where: { listingId, decision: 'pending' } }),
  ]);
  if (waiting > 0) throw new DomainError('catalogue.in_review');
  if (proposals === 0) throw new DomainError('catalogue.nothing_to_submit');
}
