import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import type { Listing, ListingPicture } from '#lib/db/generated/client.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { cropSchema, focalSchema, frameColumns, frameOf } from '#lib/media/index.ts';
import { altSchema, altTexts } from './alt.ts';
import { editable } from './edit.ts';
import { indexListing } from './indexing.ts';
import { needsReview } from './states.ts';

type Pictures = readonly ListingPicture[];

/** Adds a kept picture at the end. Throws `catalogue.too_many_pictures`. */
export async function addListingPicture(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await transaction((tx) => hangPicture(tx, actor, listingId, mediaId));
}

/** addListingPicture within a transaction. */
export async function hangPicture(tx: Tx, actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await changePictures(tx, actor, listingId, async (pictures, listing) => {
    await requireOwnMedia(tx, listing, mediaId);
    if (pictures.length >= limits.pictures)
      throw new DomainError('catalogue.too_many_pictures', { limit: limits.pictures });
    await tx.listingPicture.create({ data: { listingId, mediaId, position: (pictures.at(-1)?.position ?? -1) + 1 } });
  });
}

/** Takes a picture off, and remembers for a day how it hung there. */
export async function removeListingPicture(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await transaction((tx) =>
    changePictures(tx, actor, listingId, async (pictures) => {
      const picture = pictures.find((each) => each.mediaId === mediaId);
      if (!picture) return;
      const variants = await tx.variant.findMany({ where: { listingId, pictureId: mediaId }, select: { id: true } });
      const { alt, ...rest } = picture;
      const kept = { ...rest, alt: altTexts(alt), variantIds: variants.map((variant) => variant.id), removedAt: now() };
      const key = { listingId, mediaId };
      await tx.removedPicture.upsert({ where: { listingId_mediaId: key }, create: kept, update: kept });
      await tx.listingPicture.delete({ where: { listingId_mediaId: key } });
    }),
  );
}

/** Hangs a picture that was taken off back as it was. Throws `catalogue.picture_gone` after a day. */
export async function restoreListingPicture(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await transaction((tx) =>
    changePictures(tx, actor, listingId, async (pictures) => {
      const key = { listingId_mediaId: { listingId, mediaId } };
      const removed = await tx.removedPicture.findUnique({ where: key });
      if (!removed) {
        if (pictures.some((picture) => picture.mediaId === mediaId)) return;
        throw new DomainError('catalogue.picture_gone');
      }
      if (pictures.length >= limits.pictures)
        throw new DomainError('catalogue.too_many_pictures', { limit: limits.pictures });
      const { variantIds, removedAt: _, alt, ...picture } = removed;
      await tx.listingPicture.create({ data: { ...picture, alt: altTexts(alt) } });
      const before = pictures.filter((each) => each.position < picture.position).map((each) => each.mediaId);
      const after = pictures.slice(before.length).map((each) => each.mediaId);
      await place(tx, listingId, [...before, mediaId, ...after]);
      await tx.variant.updateMany({
        where: { listingId, id: { in: variantIds }, pictureId: null },
        data: { pictureId: mediaId },
      });
      await tx.removedPicture.delete({ where: key });
    }),
  );
}

/** Moves a picture by one place towards the front or the back. */
export async function moveListingPicture(
  actor: Actor,
  listingId: string,
  mediaId: string,
  direction: 'earlier' | 'later',
): Promise<void> {
  await transaction((tx) =>
    changePictures(tx, actor, listingId, async (pictures) => {
      const order = pictures.map((picture) => picture.mediaId);
      const from = order.indexOf(mediaId);
      const to = from + (direction === 'earlier' ? -1 : 1);
      const [one, other] = [order[from], order[to]];
      if (one === undefined || other === undefined) return;
      order[from] = other;
      order[to] = one;
      await place(tx, listingId, order);
    }),
  );
}

export const orderPicturesSchema = z.object({
  listingId: id,
  /** All of the listing's pictures, the first one for the cover. */
  order: z.array(id).min(1).max(limits.pictures),
});

/** Puts the pictures into an order. Throws `catalogue.pictures_changed` where somebody added or removed one meanwhile. */
export async function orderListingPictures(actor: Actor, input: z.output<typeof orderPicturesSchema>): Promise<void> {
  const { listingId, order } = input;
  await transaction((tx) =>
    changePictures(tx, actor, listingId, async (pictures) => {
      const same = pictures.length === order.length && pictures.every((picture) => order.includes(picture.mediaId));
      if (!same) throw new DomainError('catalogue.pictures_changed');
      await place(tx, listingId, order);
    }),
  );
}

export const describePicturesSchema = z.object({
  listingId: id,
  /** By the picture's media id: its words in the language the listing is written in. */
  alt: z.record(id, optionalText(limits.alt)),
});

/** Says what the pictures show, in the listing's own language; other languages stay as they are. */
export async function describePictures(actor: Actor, input: z.output<typeof describePicturesSchema>): Promise<void> {
  await transaction((tx) =>
    changePictures(tx, actor, input.listingId, async (pictures, listing) => {
      const { sourceLocale } = await tx.text.findUniqueOrThrow({ where: { id: listing.textId } });
      for (const { mediaId, alt } of pictures) {
        const words = input.alt[mediaId];
        const before = altTexts(alt);
        if (words === undefined || words === (before[sourceLocale] ?? '')) continue;
        const { [sourceLocale]: _, ...others } = before;
        await tx.listingPicture.update({
          where: { listingId_mediaId: { listingId: listing.id, mediaId } },
          data: { alt: words === '' ? others : { ...others, [sourceLocale]: words } },
        });
      }
    }),
  );
}

export const savePictureSchema = z.object({
  listingId: id,
  mediaId: id,
  alt: altSchema,
  focal: focalSchema.nullable(),
  crop: cropSchema.nullable(),
});

/** Saves how a picture is shown and what it says. A new focal point alone needs no second look. Throws `catalogue.picture_gone`. */
export async function savePicture(actor: Actor, input: z.output<typeof savePictureSchema>): Promise<void> {
  const { listingId, mediaId, alt, focal, crop } = input;
  await transaction((tx) =>
    changePictures(tx, actor, listingId, async (pictures) => {
      const before = pictures.find((picture) => picture.mediaId === mediaId);
      if (!before) throw new DomainError('catalogue.picture_gone');
      await tx.listingPicture.update({
        where: { listingId_mediaId: { listingId, mediaId } },
        data: { alt, ...frameColumns(focal, crop) },
      });
      const shown = { alt: altTexts(before.alt), crop: frameOf(before).crop };
      return { looks: !sameShown(shown, { alt, crop }) };
    }),
  );
}

type Shown = Pick<z.output<typeof savePictureSchema>, 'alt' | 'crop'>;

function sameShown(one: Shown, other: Shown): boolean {
  const plain = ({ alt, crop }: Shown) =>
    JSON.stringify([Object.entries(alt).sort(), crop && [crop.x, crop.y, crop.width, crop.height]]);
  return plain(one) === plain(other);
}

async function place(tx: Tx, listingId: string, order: readonly string[]): Promise<void> {
  for (const [position, mediaId] of order.entries())
    await tx.listingPicture.update({ where: { listingId_mediaId: { listingId, mediaId } }, data: { position } });
}

/** What a listing shows or sells was uploaded by its own enterprise. */
export async function requireOwnMedia(tx: Tx, listing: Listing, mediaId: string): Promise<void> {
  const own = await tx.media.count({ where: { id: mediaId, enterpriseId: listing.enterpriseId } });
  if (own === 0) throw new DomainError('catalogue.unknown');
}

/** Changes what a listing shows, under its lock: what staff has to look at again takes it off the shop, all else is public at once. */
export async function changePictures(
  tx: Tx,
  actor: Actor,
  listingId: string,
  change: (pictures: Pictures, listing: Listing) => Promise<{ looks: boolean } | undefined>,
): Promise<void> {
  const listing = await editable(tx, actor, listingId);
  if (listing.status === 'in_review') throw new DomainError('catalogue.in_review');
  const pictures = await tx.listingPicture.findMany({ where: { listingId }, orderBy: { position: 'asc' } });
  const { looks } = (await change(pictures, listing)) ?? { looks: true };
  const live = listing.status === 'live';
  const offline = live && needsReview({ looks, currency: false, prices: [] });
  await tx.listing.update({
    where: { id: listingId },
    data: { ...(offline ? { status: 'draft' } : {}), updatedAt: new Date() },
  });
  if (offline) await indexListing(tx, listingId);
  if (live) await announceChange(tx, offline ? { kind: 'catalogue' } : { kind: 'listing', slug: listing.slug });
}

/** Makes a kept file the newest version of what a download listing sells. */
export async function setListingFile(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await transaction((tx) => sellFile(tx, actor, listingId, mediaId));
}

/** setListingFile within a transaction. */
export async function sellFile(tx: Tx, actor: Actor, listingId: string, mediaId: string): Promise<void> {
  const listing = await editable(tx, actor, listingId);
  if (listing.status === 'in_review') throw new DomainError('catalogue.in_review');
  await requireOwnMedia(tx, listing, mediaId);
  const last = await tx.listingFile.aggregate({ where: { listingId: listing.id }, _max: { version: true } });
  await tx.listingFile.create({ data: { listingId: listing.id, mediaId, version: (last._max.version ?? 0) + 1 } });
}

/** Forgets, a day after, how pictures hung that were taken off. */
export async function forgetRemovedPictures(): Promise<void> {
  await prisma().removedPicture.deleteMany({ where: { removedAt: { lt: new Date(now().getTime() - day) } } });
}
