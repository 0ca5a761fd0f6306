import { type Actor, actorId } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Listing, Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { frameColumns } from '#lib/media/index.ts';
import { applyOptions } from './apply-options.ts';
import { applyVariants } from './apply-variants.ts';
import { attributeColumns } from './attributes/form.ts';
import { contentOf, contentRows, type ListingContent, mediaOf } from './content.ts';
import { differences } from './differences.ts';
import { applyOffer } from './kinds/apply-offer.ts';
import { rewriteText } from './write-text.ts';

/** A listing's content as its rows say it now. */
export async function rowContent(tx: Tx, listingId: string): Promise<ListingContent> {
  return contentOf(await tx.listing.findUniqueOrThrow({ where: { id: listingId }, include: contentRows }));
}

/**
 * Writes content into a listing's rows, which are locked: what stays what it is keeps its id, so that carts, reservations, stock and
 * translations stay with it. Only what differs is written. Throws `catalogue.variant_reserved`, and `catalogue.unknown` for media of
 * somebody else.
 */
export async function applyContent(tx: Tx, actor: Actor, listing: Listing, content: ListingContent): Promise<void> {
  const before = await rowContent(tx, listing.id);
  const parts = new Set(differences(before, content).map(({ part }) => part));
  if (parts.size === 0) return;
  if (parts.has('words')) await rewriteText(tx, actor, listing.textId, content.words);
  if (parts.has('translation')) await bringTranslations(tx, actor, listing.textId, content.translations);
  if (parts.has('picture') || parts.has('sample') || parts.has('files')) await requireOwnMedia(tx, listing, content);
  if (parts.has('picture')) await hangPictures(tx, listing.id, content);
  if (parts.has('option')) await applyOptions(tx, actor, listing, content);
  if (parts.has('variant') || parts.has('option')) await applyVariants(tx, actor, listing, before, content);
  if (parts.has('picture'))
    await tx.listingPicture.deleteMany({
      where: { listingId: listing.id, mediaId: { notIn: content.pictures.map(({ mediaId }) => mediaId) } },
    });
  if (parts.has('sample')) await putSamples(tx, listing.id, content);
  if (parts.has('files')) await addFiles(tx, listing.id, content);
  if (parts.has('offer') || parts.has('variant')) await applyOffer(tx, actor, listing, content.offer);
  const lowest = await tx.variant.aggregate({
    where: { listingId: listing.id, archivedAt: null },
    _min: { priceMinor: true },
  });
  const { categorySlug, currency, materials, aiAssisted, weightGrams, hsCode, originCountry } = content;
  const category = await tx.category.findUniqueOrThrow({ where: { slug: categorySlug } });
  await tx.listing.update({
    where: { id: listing.id },
    data: {
      categorySlug,
      currency,
      materials,
      aiAssisted,
      weightGrams,
      hsCode,
      originCountry,
      ...attributeColumns(content.attributes, category),
      priceMinor: lowest._min.priceMinor ?? listing.priceMinor,
    },
  });
}

/** Stores translations that the enterprise brings, made of the words as they are now. */
async function bringTranslations(
  tx: Tx,
  actor: Actor,
  textId: string,
  translations: ListingContent['translations'],
): Promise<void> {
  const text = await tx.text.findUniqueOrThrow({ where: { id: textId }, include: { translations: true } });
  for (const [locale, brought] of Object.entries(translations)) {
    const stored = text.translations.find((each) => each.locale === locale)?.fields;
    const kept = stored instanceof Object && !Array.isArray(stored) ? stored : {};
    const data = {
      fields: { ...kept, ...brought } as Prisma.InputJsonObject,
      state: 'translated',
      origin: 'human',
      engine: null,
      sourceRevision: text.revision,
      authorId: actorId(actor),
      updatedAt: new Date(),
    } as const;
    await tx.translation.upsert({
      where: { textId_locale: { textId, locale } },
      create: { ...data, textId, locale },
      update: data,
    });
  }
}

/** What a listing shows or sells was uploaded by its own enterprise. */
async function requireOwnMedia(tx: Tx, listing: Listing, content: ListingContent): Promise<void> {
  const wanted = new Set(mediaOf(content));
  const own = await tx.media.count({ where: { id: { in: [...wanted] }, enterpriseId: listing.enterpriseId } });
  if (own < wanted.size) throw new DomainError('catalogue.unknown');
}

async function hangPictures(tx: Tx, listingId: string, { pictures }: ListingContent): Promise<void> {
  for (const [position, { mediaId, alt, focal, crop }] of pictures.entries()) {
    const data = { position, alt, ...frameColumns(focal, crop) };
    await tx.listingPicture.upsert({
      where: { listingId_mediaId: { listingId, mediaId } },
      create: { ...data, listingId, mediaId },
      update: data,
    });
  }
}

async function putSamples(tx: Tx, listingId: string, { samples }: ListingContent): Promise<void> {
  await tx.listingSample.deleteMany({ where: { listingId } });
  await tx.listingSample.createMany({ data: samples.map((sample, position) => ({ ...sample, listingId, position })) });
}

/** New files are new versions; the old ones stay for who bought them. */
async function addFiles(tx: Tx, listingId: string, { files }: ListingContent): Promise<void> {
  const present = await tx.listingFile.findMany({ where: { listingId } });
  const last = Math.max(0, ...present.map(({ version }) => version));
  const added = files.filter((mediaId) => !present.some((file) => file.mediaId === mediaId));
  await tx.listingFile.createMany({
    data: added.map((mediaId, at) => ({ listingId, mediaId, version: last + 1 + at })),
  });
  // Who bought an earlier version gets the new one.
  if (present.length > 0 && added.length > 0) await announce(tx, 'listing.files_added', { listingId });
}
