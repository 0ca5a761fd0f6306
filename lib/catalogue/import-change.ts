import { type Actor, actorId } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Listing, Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { adjustStock, editable, type ListingFacts, saveWords, storeListing } from './edit.ts';
import type { SheetListing } from './sheet/listing.ts';
import type { ChangePlan, NewVariant } from './sheet/plan.ts';
import { sheetListings } from './sheet-listings.ts';

/**
 * Changes of a listing what a file changes, by the editor's rules: new words take what is public off until they are approved, stock
 * moves with a movement. Throws what the editor throws.
 */
export async function applyChange(tx: Tx, actor: Actor, plan: ChangePlan): Promise<void> {
  const listing = await editable(tx, actor, plan.listingId);
  if (listing.status === 'in_review') throw new DomainError('catalogue.in_review');
  if (listing.version !== plan.version) throw new DomainError('catalogue.edited_meanwhile');
  const [present] = await sheetListings({ id: listing.id }, 1, tx);
  if (!present) throw new DomainError('catalogue.unknown');
  const ownWords =
    Object.keys(plan.words).length > 0 && (await saveWords(tx, actor, listing, { ...present.words, ...plan.words }));
  const translated = await saveTranslations(tx, actor, listing, plan.translations);
  for (const variant of plan.variants) await changeVariant(tx, actor, present, variant);
  for (const [at, variant] of plan.added.entries()) await addVariant(tx, actor, present, variant, at);
  const lowest = await tx.variant.aggregate({ where: { listingId: listing.id }, _min: { priceMinor: true } });
  const { category, ...facts } = plan.facts;
  await storeListing(tx, listing, ownWords || translated, {
    ...(Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as ListingFacts),
    ...(category === undefined ? {} : { categorySlug: category }),
    priceMinor: lowest._min.priceMinor ?? listing.priceMinor,
  });
}

/** Stores translations that the enterprise brings, made of the words as they are now. */
async function saveTranslations(
  tx: Tx,
  actor: Actor,
  { textId }: Listing,
  translations: ChangePlan['translations'],
): Promise<boolean> {
  const changed = Object.entries(translations);
  if (changed.length === 0) return false;
  const text = await tx.text.findUniqueOrThrow({ where: { id: textId }, include: { translations: true } });
  for (const [locale, brought] of changed) {
    const before = text.translations.find((each) => each.locale === locale)?.fields;
    const kept = before instanceof Object && !Array.isArray(before) ? before : {};
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
  return true;
}

async function changeVariant(
  tx: Tx,
  actor: Actor,
  { sourceLocale }: SheetListing,
  { id, sku, name, priceMinor, stock, weightGrams }: ChangePlan['variants'][number],
): Promise<void> {
  const variant = await tx.variant.findUnique({ where: { id } });
  if (!variant) throw new DomainError('catalogue.edited_meanwhile');
  if (stock !== undefined && stock !== null) await adjustStock(tx, actor, variant, stock);
  const textId = name === undefined ? variant.textId : await saveName(tx, actor, variant.textId, sourceLocale, name);
  await tx.variant.update({
    where: { id },
    data: {
      textId,
      ...(sku === undefined ? {} : { sku: sku || null }),
      ...(priceMinor === undefined ? {} : { priceMinor: BigInt(priceMinor) }),
      ...(weightGrams === undefined ? {} : { weightGrams }),
    },
  });
}

async function saveName(
  tx: Tx,
  actor: Actor,
  textId: string | null,
  sourceLocale: string,
  name: string,
): Promise<string> {
  const data = { fields: { name }, authorId: actorId(actor) };
  if (textId === null) {
    const translations = { create: { ...data, locale: sourceLocale, state: 'source' as const } };
    return (await tx.text.create({ data: { sourceLocale, translations } })).id;
  }
  const { revision } = await tx.text.update({ where: { id: textId }, data: { revision: { increment: 1 } } });
  await tx.translation.updateMany({ where: { textId, state: 'source' }, data: { ...data, sourceRevision: revision } });
  return textId;
}

async function addVariant(
  tx: Tx,
  actor: Actor,
  { id: listingId, sourceLocale, variants }: SheetListing,
  { sku, name, priceMinor, stock, weightGrams }: NewVariant,
  at: number,
): Promise<void> {
  const textId = name === '' ? null : await saveName(tx, actor, null, sourceLocale, name);
  const position = variants.length + at;
  const begun = stock === null ? null : 0;
  const variant = await tx.variant.create({
    data: {
      listingId,
      position,
      sku: sku || null,
      textId,
      priceMinor: BigInt(priceMinor),
      stockOnHand: begun,
      weightGrams,
    },
  });
  if (stock) await adjustStock(tx, actor, variant, stock);
}
