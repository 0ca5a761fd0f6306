import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { cropSchema, focalSchema, frameColumns, frameOf } from '#lib/media/index.ts';
import { altSchema, altTexts } from './alt.ts';
import type { ListingContent } from './content.ts';
import { differences } from './differences.ts';
import { editable } from './edit.ts';
import { requireFilm } from './kinds/film.ts';
import { editListing, workingContent } from './save-edit.ts';

type Pictures = ListingContent['pictures'];

/** Adds a kept picture at the end. Throws `catalogue.too_many_pictures`. */
export async function addListingPicture(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await transaction((tx) => hangPicture(tx, actor, listingId, mediaId));
}

/** addListingPicture within a transaction. */
export async function hangPicture(tx: Tx, actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await changeContent(tx, actor, listingId, async (content, listing) => {
    await requireOwnMedia(tx, listing, mediaId);
    const hung = { mediaId, alt: {}, focal: null, crop: null };
    return { ...content, pictures: withRoom([...content.pictures, hung]) };
  });
}

function withRoom(pictures: Pictures): Pictures {
  if (pictures.length > limits.pictures)
    throw new DomainError('catalogue.too_many_pictures', { limit: limits.pictures });
  return pictures;
}

/** Takes a picture off, and remembers for a day how it hung there. */
export async function removeListingPicture(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await transaction((tx) =>
    changeContent(tx, actor, listingId, async (content) => {
      const position = content.pictures.findIndex((picture) => picture.mediaId === mediaId);
      const picture = content.pictures[position];
      if (!picture) return content;
      const variantIds = content.variants.filter(({ pictureId }) => pictureId === mediaId).map((variant) => variant.id);
      const frame = frameColumns(picture.focal, picture.crop);
      const kept = { listingId, mediaId, position, alt: picture.alt, ...frame, variantIds, removedAt: now() };
      const where = { listingId_mediaId: { listingId, mediaId } };
      await tx.removedPicture.upsert({ where, create: kept, update: kept });
      return { ...content, pictures: content.pictures.filter((each) => each !== picture) };
    }),
  );
}

/** Hangs a picture that was taken off back as it was. Throws `catalogue.picture_gone` after a day. */
export async function restoreListingPicture(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await transaction((tx) =>
    changeContent(tx, actor, listingId, async (content) => {
      if (content.pictures.some((picture) => picture.mediaId === mediaId)) return content;
      const where = { listingId_mediaId: { listingId, mediaId } };
      const removed = await tx.removedPicture.findUnique({ where });
      if (!removed) throw new DomainError('catalogue.picture_gone');
      await tx.removedPicture.delete({ where });
      const { position, variantIds, alt } = removed;
      const picture = { mediaId, alt: altTexts(alt), ...frameOf(removed) };
      return {
        ...content,
        pictures: withRoom(content.pictures.toSpliced(position, 0, picture)),
        variants: content.variants.map((variant) =>
          variant.pictureId === null && variantIds.includes(variant.id) ? { ...variant, pictureId: mediaId } : variant,
        ),
      };
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
    changeContent(tx, actor, listingId, async (content) => ({
      ...content,
      pictures: movedByOne(content.pictures, mediaId, direction),
    })),
  );
}

/** The same list with one of its media a place earlier or later; as it is where there is no such place. */
export function movedByOne<Item extends { readonly mediaId: string }>(
  items: Item[],
  mediaId: string,
  direction: 'earlier' | 'later',
): Item[] {
  const from = items.findIndex((item) => item.mediaId === mediaId);
  const to = from + (direction === 'earlier' ? -1 : 1);
  const [one, other] = [items[from], items[to]];
  return one && other ? items.with(from, other).with(to, one) : items;
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
    changeContent(tx, actor, listingId, async (content) => {
      const pictures = order.flatMap(
        (mediaId) => content.pictures.find((picture) => picture.mediaId === mediaId) ?? [],
      );
      const all = content.pictures.length;
      if (pictures.length !== order.length || new Set(pictures).size !== all || order.length !== all)
        throw new DomainError('catalogue.pictures_changed');
      return { ...content, pictures };
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
    changeContent(tx, actor, input.listingId, async (content, listing) => {
      const { sourceLocale } = await tx.text.findUniqueOrThrow({ where: { id: listing.textId } });
      const pictures = content.pictures.map((picture) => {
        const words = input.alt[picture.mediaId] ?? picture.alt[sourceLocale] ?? '';
        return { ...picture, alt: altTexts({ ...picture.alt, [sourceLocale]: words }) };
      });
      return { ...content, pictures };
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

/** Saves how a picture is shown and what it says. Throws `catalogue.picture_gone`. */
export async function savePicture(actor: Actor, input: z.output<typeof savePictureSchema>): Promise<void> {
  const { listingId, mediaId, alt, focal, crop } = input;
  await transaction((tx) =>
    changeContent(tx, actor, listingId, async (content) => {
      const at = content.pictures.findIndex((picture) => picture.mediaId === mediaId);
      if (at < 0) throw new DomainError('catalogue.picture_gone');
      return { ...content, pictures: content.pictures.with(at, { mediaId, alt: { ...alt }, focal, crop }) };
    }),
  );
}

/** What a listing shows or sells was uploaded by its own enterprise. */
export async function requireOwnMedia(tx: Tx, listing: Listing, mediaId: string): Promise<void> {
  const own = await tx.media.count({ where: { id: mediaId, enterpriseId: listing.enterpriseId } });
  if (own === 0) throw new DomainError('catalogue.unknown');
}

/** Changes what a listing shows, under its lock: `editListing` for what has to ask the database first. The same again changes nothing. */
export async function changeContent(
  tx: Tx,
  actor: Actor,
  listingId: string,
  change: (working: ListingContent, listing: Listing) => Promise<ListingContent>,
): Promise<void> {
  const listing = await editable(tx, actor, listingId);
  if (listing.status === 'in_review') throw new DomainError('catalogue.in_review');
  const working = await workingContent(tx, listing.id);
  const wanted = await change(working, listing);
  if (differences(working, wanted).length > 0) await editListing(tx, actor, listing, () => wanted);
}

/** Makes a kept file the newest version of what a download listing sells. */
export async function setListingFile(actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await transaction((tx) => sellFile(tx, actor, listingId, mediaId));
}

/** setListingFile within a transaction. */
export async function sellFile(tx: Tx, actor: Actor, listingId: string, mediaId: string): Promise<void> {
  await changeContent(tx, actor, listingId, async (content, listing) => {
    await requireOwnMedia(tx, listing, mediaId);
    if (listing.kind === 'stream') await requireFilm(tx, listing, mediaId);
    return { ...content, files: [...content.files, mediaId] };
  });
}

/** Forgets, a day after, how pictures hung that were taken off. */
export async function forgetRemovedPictures(): Promise<void> {
  await prisma().removedPicture.deleteMany({ where: { removedAt: { lt: new Date(now().getTime() - day) } } });
}
