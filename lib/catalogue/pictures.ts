import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import type { ListingContent } from './content.ts';
import { editable } from './edit.ts';
import { requireFilm } from './kinds/film.ts';
import { editListing, workingContent } from './save-edit.ts';

type Pictures = ListingContent['pictures'];

/** Adds a kept picture at the end. Throws `catalogue.too_many_pictures`. */
export async function addListingPicture(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await changePictures(actor, listingId, async (tx, pictures, enterpriseId) => {
    await requireOwnMedia(tx, enterpriseId, mediaId);
    if (pictures.length >= limits.pictures)
      throw new DomainError('catalogue.too_many_pictures', { limit: limits.pictures });
    return [...pictures, { mediaId, alt: {}, focal: null, crop: null }];
  });
}

/** Takes a picture off. */
export async function removeListingPicture(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await changePictures(actor, listingId, async (_, pictures) =>
    pictures.filter((picture) => picture.mediaId !== mediaId),
  );
}

/** Moves a picture by one place towards the front or the back. */
export async function moveListingPicture(
  actor: Actor,
  listingId: string,
  mediaId: string,
  direction: 'earlier' | 'later',
): Promise<void> {
  await changePictures(actor, listingId, async (_, pictures) => {
    const from = pictures.findIndex((picture) => picture.mediaId === mediaId);
    const to = from + (direction === 'earlier' ? -1 : 1);
    const [one, other] = [pictures[from], pictures[to]];
    return one && other ? pictures.with(from, other).with(to, one) : pictures;
  });
}

/** What a listing shows or sells was uploaded by its own enterprise. */
async function requireOwnMedia(tx: Tx, enterpriseId: string, mediaId: string): Promise<void> {
  const own = await tx.media.count({ where: { id: mediaId, enterpriseId } });
  if (own === 0) throw new DomainError('catalogue.unknown');
}

/** Pictures are looked at by staff: those of an approved listing wait in its proposal. */
async function changePictures(
  actor: Actor,
  listingId: string,
  change: (tx: Tx, pictures: Pictures, enterpriseId: string) => Promise<Pictures>,
): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, listingId);
    if (listing.status === 'in_review') throw new DomainError('catalogue.in_review');
    const { pictures } = await workingContent(tx, listing.id);
    const changed = await change(tx, pictures, listing.enterpriseId);
    await editListing(tx, actor, listing, (content) => ({ ...content, pictures: changed }));
  });
}

/** Makes a kept file the newest version of what a download listing sells. */
export async function setListingFile(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, listingId);
    await requireOwnMedia(tx, listing.enterpriseId, mediaId);
    if (listing.kind === 'stream') await requireFilm(tx, listing, mediaId);
    await editListing(tx, actor, listing, (content) => ({ ...content, files: [...content.files, mediaId] }));
  });
}
