import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { announceChange, type Tx, transaction } from '#lib/db/index.ts';
import { editable } from './edit.ts';
import { indexListing } from './indexing.ts';
import { changeFilm } from './kinds/film.ts';
import { needsReview } from './states.ts';

/** Adds a kept picture at the end. Throws `catalogue.too_many_pictures`. */
export async function addListingPicture(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await changePictures(actor, listingId, async (tx, pictures, listing) => {
    await requireOwnMedia(tx, listing, mediaId);
    if (pictures.length >= limits.pictures)
      throw new DomainError('catalogue.too_many_pictures', { limit: limits.pictures });
    await tx.listingPicture.create({ data: { listingId, mediaId, position: (pictures.at(-1)?.position ?? -1) + 1 } });
  });
}

/** Takes a picture off. */
export async function removeListingPicture(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await changePictures(actor, listingId, async (tx) => {
    await tx.listingPicture.deleteMany({ where: { listingId, mediaId } });
  });
}

/** Moves a picture by one place towards the front or the back. */
export async function moveListingPicture(
  actor: Actor,
  listingId: string,
  mediaId: string,
  direction: 'earlier' | 'later',
): Promise<void> {
  await changePictures(actor, listingId, async (tx, pictures) => {
    const from = pictures.findIndex((picture) => picture.mediaId === mediaId);
    const [one, other] = [pictures[from], pictures[from + (direction === 'earlier' ? -1 : 1)]];
    if (!one || !other) return;
    const place = (picture: { mediaId: string }, position: number) =>
      tx.listingPicture.update({
        where: { listingId_mediaId: { listingId, mediaId: picture.mediaId } },
        data: { position },
      });
    await place(one, other.position);
    await place(other, one.position);
  });
}

/** What a listing shows or sells was uploaded by its own enterprise. */
async function requireOwnMedia(tx: Tx, listing: Listing, mediaId: string): Promise<void> {
  const own = await tx.media.count({ where: { id: mediaId, enterpriseId: listing.enterpriseId } });
  if (own === 0) throw new DomainError('catalogue.unknown');
}

async function changePictures(
  actor: Actor,
  listingId: string,
  change: (tx: Tx, pictures: readonly { mediaId: string; position: number }[], listing: Listing) => Promise<void>,
): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, listingId);
    if (listing.status === 'in_review') throw new DomainError('catalogue.in_review');
    await change(tx, await tx.listingPicture.findMany({ where: { listingId }, orderBy: { position: 'asc' } }), listing);
    const offline = listing.status === 'live' && needsReview({ looks: true, currency: false, prices: [] });
    await tx.listing.update({
      where: { id: listingId },
      data: { ...(offline ? { status: 'draft' } : {}), updatedAt: new Date() },
    });
    if (!offline) return;
    await indexListing(tx, listingId);
    await announceChange(tx, { kind: 'catalogue' });
  });
}

/** Makes a kept file the newest version of what a download listing sells. */
export async function setListingFile(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, listingId);
    if (listing.status === 'in_review') throw new DomainError('catalogue.in_review');
    await requireOwnMedia(tx, listing, mediaId);
    if (listing.kind === 'stream') await changeFilm(tx, listing, mediaId);
    const last = await tx.listingFile.aggregate({ where: { listingId: listing.id }, _max: { version: true } });
    await tx.listingFile.create({ data: { listingId: listing.id, mediaId, version: (last._max.version ?? 0) + 1 } });
  });
}
