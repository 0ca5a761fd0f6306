import type { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { announceChange, type Tx, transaction } from '#lib/db/index.ts';
import { applyProposal } from './apply-proposal.ts';
import { editable } from './edit.ts';
import { indexListing } from './indexing.ts';
import { requireLicensed } from './licensed/choose.ts';
import { isApproved, requireListingMove } from './states.ts';
import type { listingSchema } from './submit.ts';

type Which = z.output<typeof listingSchema>;

/** Takes what waits for a decision back from staff; false: nothing did. */
async function withdraw(tx: Tx, listingId: string): Promise<boolean> {
  const { count } = await tx.listingRevision.updateMany({
    where: { listingId, decision: 'pending' },
    data: { decision: 'withdrawn' },
  });
  return count > 0;
}

/** Puts a locked listing away, and remembers where it came from. */
export async function shelve(tx: Tx, actor: Actor, listing: Listing): Promise<void> {
  requireListingMove(listing.status, 'archived');
  await withdraw(tx, listing.id);
  const { version } = await tx.listing.update({
    where: { id: listing.id },
    data: { status: 'archived', version: { increment: 1 }, updatedAt: new Date() },
  });
  const data = { cameFrom: listing.status, version, archivedAt: new Date(), archivedById: actorId(actor) };
  await tx.listingArchive.upsert({
    where: { listingId: listing.id },
    create: { ...data, listingId: listing.id },
    update: data,
  });
  await indexListing(tx, listing.id);
  if (listing.status === 'live') await announceChange(tx, { kind: 'catalogue' });
}

/** Takes a listing out of sale; what was bought stays bought. */
export async function archiveListing(actor: Actor, input: Which): Promise<void> {
  await transaction(async (tx) => shelve(tx, actor, await editable(tx, actor, input.listingId)));
}

/**
 * Takes an archived or refused listing back to the desk, or withdraws one that waits for a decision. An approved listing stays what it
 * is: only its proposal comes back.
 */
export async function reopenListing(actor: Actor, input: Which): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    const withdrawn = await withdraw(tx, listing.id);
    if (isApproved(listing.status) && withdrawn) {
      await tx.listing.update({ where: { id: listing.id }, data: { version: { increment: 1 } } });
      return;
    }
    requireListingMove(listing.status, 'draft');
    await applyProposal(tx, actor, listing);
    await tx.listingArchive.deleteMany({ where: { listingId: listing.id } });
    await tx.listing.update({
      where: { id: listing.id },
      data: { status: 'draft', version: { increment: 1 }, updatedAt: new Date() },
    });
  });
}

/**
 * Brings a listing that was put away back to where it was, on sale if it was on sale: what was approved is still approved while nobody
 * has changed it. Throws `catalogue.changed_since` otherwise.
 */
export async function unshelveListing(actor: Actor, input: Which): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    const archive = await tx.listingArchive.findUnique({ where: { listingId: listing.id } });
    if (listing.status !== 'archived' || archive?.version !== listing.version)
      throw new DomainError('catalogue.changed_since');
    requireListingMove('archived', archive.cameFrom);
    if (isApproved(archive.cameFrom)) await requireLicensed(tx, listing.id);
    await tx.listingArchive.delete({ where: { listingId: listing.id } });
    // An end that has passed has done its work.
    await tx.listingSchedule.deleteMany({ where: { listingId: listing.id, endsAt: { lte: now() } } });
    await tx.listing.update({
      where: { id: listing.id },
      data: { status: archive.cameFrom, version: { increment: 1 }, updatedAt: new Date() },
    });
    await indexListing(tx, listing.id);
    if (archive.cameFrom === 'live') await announceChange(tx, { kind: 'catalogue' });
  });
}

/**
 * Throws the proposal of an approved listing away; what buyers see stays, and the history keeps the proposal, for who erred. Throws `catalogue.in_review` while staff
 * looks at it.
 */
export async function discardProposal(actor: Actor, input: Which): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    const waiting = await tx.listingRevision.count({ where: { listingId: listing.id, decision: 'pending' } });
    if (waiting > 0) throw new DomainError('catalogue.in_review');
    const draft = await tx.listingDraft.findUnique({ where: { listingId: listing.id } });
    if (!draft) return;
    const last = await tx.listingRevision.aggregate({ where: { listingId: listing.id }, _max: { number: true } });
    await tx.listingRevision.create({
      data: {
        listingId: listing.id,
        number: (last._max.number ?? 0) + 1,
        submittedById: actorId(actor),
        snapshot: draft.content ?? {},
        decision: 'withdrawn',
      },
    });
    await tx.listingDraft.delete({ where: { listingId: listing.id } });
    await tx.listing.update({ where: { id: listing.id }, data: { version: { increment: 1 } } });
  });
}
