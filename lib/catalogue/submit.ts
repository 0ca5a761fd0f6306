import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { decimalText, money } from '#lib/core/money.ts';
import { id } from '#lib/core/validation.ts';
import { announceChange, transaction } from '#lib/db/index.ts';
import { withTranslations, writtenText } from '#lib/languages/index.ts';
import { missingOf } from './desk.ts';
import { editable } from './edit.ts';
import { indexListing } from './indexing.ts';
import { withKind } from './kinds/read.ts';
import { withOptions, writtenVariantName } from './names.ts';
import type { WholeListing } from './read.ts';
import { requireListingMove } from './states.ts';

export const listingSchema = z.object({ listingId: id });

/** Sends a listing to staff. Throws `catalogue.incomplete` with what is missing. */
export async function submitForReview(actor: Actor, input: z.output<typeof listingSchema>): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    authorize(actor, 'listing.submit', listing);
    const whole = await tx.listing.findUniqueOrThrow({
      where: { id: listing.id },
      include: {
        text: withTranslations,
        variants: { where: { archivedAt: null }, orderBy: { position: 'asc' } },
        options: withOptions,
        pictures: true,
        files: { include: { media: true } },
        ...withKind,
      },
    });
    const missing = missingOf(whole);
    if (missing.length > 0) throw new DomainError('catalogue.incomplete', { missing });
    requireListingMove(listing.status, 'in_review');
    const last = await tx.listingRevision.aggregate({ where: { listingId: listing.id }, _max: { number: true } });
    const word = (field: string) => writtenText(whole.text, field);
    const snapshot = Object.fromEntries(
      ['title', 'summary', 'description', 'technique', 'care', 'tags'].map((field) => [field, word(field)]),
    );
    await tx.listingRevision.create({
      data: {
        listingId: listing.id,
        number: (last._max.number ?? 0) + 1,
        submittedById: actorId(actor),
        snapshot: {
          ...snapshot,
          priceMinor: whole.priceMinor.toString(),
          variants: variantLines(whole),
          currency: whole.currency,
          category: whole.categorySlug,
        },
      },
    });
    await tx.listing.update({
      where: { id: listing.id },
      data: { status: 'in_review', submittedAt: new Date(), version: { increment: 1 } },
    });
  });
}

/** The variants with their prices, a line each, to be compared from one submission to the next. */
function variantLines(listing: Pick<WholeListing, 'text' | 'currency' | 'options' | 'variants'>): string {
  return listing.variants
    .map((variant) =>
      [writtenVariantName(variant, listing), decimalText(money(variant.priceMinor, listing.currency))].join(' '),
    )
    .join('\n');
}

/** Takes a listing out of sale; what was bought stays bought. */
export async function archiveListing(actor: Actor, input: z.output<typeof listingSchema>): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    requireListingMove(listing.status, 'archived');
    await tx.listing.update({ where: { id: listing.id }, data: { status: 'archived', version: { increment: 1 } } });
    await indexListing(tx, listing.id);
    await announceChange(tx, { kind: 'catalogue' });
  });
}

/** Takes an archived or refused listing back to the desk, or withdraws one that waits for a decision. */
export async function reopenListing(actor: Actor, input: z.output<typeof listingSchema>): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    requireListingMove(listing.status, 'draft');
    await tx.listingRevision.updateMany({
      where: { listingId: listing.id, decision: 'pending' },
      data: { decision: 'withdrawn' },
    });
    await tx.listing.update({ where: { id: listing.id }, data: { status: 'draft', version: { increment: 1 } } });
    await indexListing(tx, listing.id);
    if (listing.status === 'live') await announceChange(tx, { kind: 'catalogue' });
  });
}
