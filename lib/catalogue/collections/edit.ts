import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { changed } from '#lib/core/order.ts';
import { id, integer, optionalText, text } from '#lib/core/validation.ts';
import type { Collection } from '#lib/db/generated/client.ts';
import { announceChange, type Tx, transaction } from '#lib/db/index.ts';
import { startText, withWords, wordsOf, writeWords } from '#lib/enterprises/index.ts';
import { defaultLocale, isLocale, locale, slug, withTranslations } from '#lib/languages/index.ts';
import { audit } from '#lib/trust/index.ts';

/** Whose collections: an enterprise's, or the platform's (null). */
export type CollectionOwner = string | null;

/** An enterprise's people make its collections, staff makes the platform's. */
export function authorizeCollections(actor: Actor, owner: CollectionOwner): void {
  if (owner === null) authorize(actor, 'collection.curate');
  else authorize(actor, 'collection.edit', { enterpriseId: owner });
}

const words = { title: text(limits.title), description: optionalText(2_000) };

export const startCollectionSchema = z.object({ enterpriseId: id.optional(), title: words.title });

export const saveCollectionSchema = z.object({
  collectionId: id,
  /** The version the form was made of. */
  version: integer(1, 1_000_000_000),
  language: z.string().refine(isLocale, { error: 'choose' }),
  /** Required of the original alone: a translation may come later. */
  title: optionalText(limits.title),
  description: words.description,
  coverMediaId: z.union([id, z.literal('')]).default(''),
  listingIds: z.array(id).max(limits.collectionListings, { error: 'too_many' }).default([]),
  /** A button of the list of listings, where there is no script to do it. */
  change: z.string().max(60).optional(),
});

export const collectionSchema = z.object({ collectionId: id });
export const publishCollectionSchema = collectionSchema.extend({ publish: z.enum(['yes', 'no']) });

/** A free address among the owner's collections, made from the title in Latin letters. */
async function freeSlug(tx: Tx, owner: CollectionOwner, title: string, sourceLocale: string): Promise<string> {
  const base = slug(title, sourceLocale, 60) || 'collection';
  const taken = await tx.collection.findMany({ where: { enterpriseId: owner }, select: { slug: true } });
  const names = new Set(taken.map((each) => each.slug));
  return names.has(base) ? `${base}-${crypto.randomUUID().slice(0, 6)}` : base;
}

/** Begins a collection with a name; nobody sees it before it is published. Throws `catalogue.too_many_collections`. */
export async function startCollection(
  actor: Actor,
  input: z.output<typeof startCollectionSchema>,
): Promise<{ id: string }> {
  const owner = input.enterpriseId ?? null;
  authorizeCollections(actor, owner);
  return transaction(async (tx) => {
    const enterprise = owner && (await tx.enterprise.findUniqueOrThrow({ where: { id: owner } }));
    const sourceLocale = enterprise ? locale(enterprise.sourceLocale) : defaultLocale;
    const count = await tx.collection.count({ where: { enterpriseId: owner } });
    if (count >= limits.collections)
      throw new DomainError('catalogue.too_many_collections', { limit: limits.collections });
    const textId = await startText(tx, actor, sourceLocale);
    await writeWords(tx, actor, textId, { [sourceLocale]: { title: input.title } });
    const address = await freeSlug(tx, owner, input.title, sourceLocale);
    return tx.collection.create({
      data: { enterpriseId: owner, slug: address, textId, position: count },
      select: { id: true },
    });
  });
}

/** A collection that the actor may edit, locked until the transaction ends. Throws `catalogue.unknown_collection`. */
async function editable(tx: Tx, actor: Actor, collectionId: string) {
  await tx.$queryRaw`select id from collection where id = ${collectionId}::uuid for update`;
  const found = await tx.collection.findUnique({
    where: { id: collectionId },
    include: { text: withTranslations, enterprise: { select: { slug: true } } },
  });
  if (!found) throw new DomainError('catalogue.unknown_collection');
  authorizeCollections(actor, found.enterpriseId);
  return found;
}

/** Only what is really there, and of an enterprise's collection only its own listings. */
async function requireListings(tx: Tx, owner: CollectionOwner, listingIds: readonly string[]): Promise<void> {
  const found = await tx.listing.count({
    where: { id: { in: [...listingIds] }, ...(owner ? { enterpriseId: owner } : {}) },
  });
  if (found !== listingIds.length) throw new DomainError('catalogue.unknown');
}

/**
 * Saves a collection: its words in one language, its listings in their order, its cover. What is public shows it at once and whole.
 * Throws `catalogue.title_missing`, and `catalogue.collection_edited_meanwhile` when somebody else saved first.
 */
export async function saveCollection(actor: Actor, input: z.output<typeof saveCollectionSchema>): Promise<void> {
  await transaction(async (tx) => {
    const collection = await editable(tx, actor, input.collectionId);
    if (collection.version !== input.version) throw new DomainError('catalogue.collection_edited_meanwhile');
    const { title, description } = input;
    if (title === '' && input.language === collection.text.sourceLocale)
      throw new DomainError('catalogue.title_missing', {}, 'title');
    const all = withWords(wordsOf(collection.text), input.language, { title, description });
    await writeWords(tx, actor, collection.textId, all);
    const asked = changed([...new Set(input.listingIds)], input.change ?? '');
    const listingIds = asked.slice(0, limits.collectionListings);
    await requireListings(tx, collection.enterpriseId, listingIds);
    await tx.collectionListing.deleteMany({ where: { collectionId: collection.id } });
    await tx.collectionListing.createMany({
      data: listingIds.map((listingId, position) => ({ collectionId: collection.id, listingId, position })),
    });
    await tx.collection.update({
      where: { id: collection.id },
      data: { coverMediaId: await coverOf(tx, listingIds, input.coverMediaId), version: { increment: 1 } },
    });
    if (collection.publishedAt) await announceCollection(tx, collection);
  });
}

/** The chosen cover, where it is a picture of one of the listings; none otherwise. */
async function coverOf(tx: Tx, listingIds: readonly string[], mediaId: string): Promise<string | null> {
  if (mediaId === '') return null;
  const shown = await tx.listingPicture.count({ where: { mediaId, listingId: { in: [...listingIds] } } });
  return shown > 0 ? mediaId : null;
}

/** Shows a collection to everybody, or takes it away again. Throws `catalogue.collection_empty`. */
export async function publishCollection(actor: Actor, input: z.output<typeof publishCollectionSchema>): Promise<void> {
  await transaction(async (tx) => {
    const collection = await editable(tx, actor, input.collectionId);
    const publish = input.publish === 'yes';
    const live = await tx.collectionListing.count({
      where: { collectionId: collection.id, listing: { status: 'live' } },
    });
    if (publish && live === 0) throw new DomainError('catalogue.collection_empty');
    await tx.collection.update({ where: { id: collection.id }, data: { publishedAt: publish ? now() : null } });
    await note(tx, actor, publish ? 'collection.published' : 'collection.hidden', collection);
    await announceCollection(tx, collection);
  });
}

/** Removes a collection; its listings stay where they are. */
export async function removeCollection(actor: Actor, input: z.output<typeof collectionSchema>): Promise<void> {
  await transaction(async (tx) => {
    const collection = await editable(tx, actor, input.collectionId);
    await tx.collection.delete({ where: { id: collection.id } });
    await tx.text.delete({ where: { id: collection.textId } });
    await note(tx, actor, 'collection.removed', collection);
    await announceCollection(tx, collection);
  });
}

export const moveCollectionSchema = collectionSchema.extend({ change: z.enum(['earlier', 'later']) });

/** Moves a collection by one place among its owner's. */
export async function moveCollection(actor: Actor, input: z.output<typeof moveCollectionSchema>): Promise<void> {
  await transaction(async (tx) => {
    const collection = await editable(tx, actor, input.collectionId);
    const rows = await tx.collection.findMany({
      where: { enterpriseId: collection.enterpriseId },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
      select: { id: true },
    });
    const ids = changed(
      rows.map((row) => row.id),
      `${input.change}:${collection.id}`,
    );
    for (const [position, each] of ids.entries())
      await tx.collection.update({ where: { id: each }, data: { position } });
    await announceCollection(tx, collection);
  });
}

async function note(tx: Tx, actor: Actor, action: string, { id: subjectId, slug: name }: Collection): Promise<void> {
  await audit(tx, actor, { action, subjectType: 'collection', subjectId, data: { slug: name } });
}

async function announceCollection(tx: Tx, { enterprise }: { enterprise: { slug: string } | null }): Promise<void> {
  await announceChange(tx, enterprise ? { kind: 'enterprise', slug: enterprise.slug } : { kind: 'collections' });
}
