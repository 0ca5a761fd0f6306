import { type Actor, actorId } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Listing, Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { attributeColumns } from './attributes/form.ts';
import { editable } from './edit.ts';
import { requireFresh, saveEdit } from './save-edit.ts';
import type { SheetListing } from './sheet/listing.ts';
import type { ChangePlan, NewVariant } from './sheet/plan.ts';
import { sheetListings } from './sheet-listings.ts';
import type { ListingEdit } from './states.ts';
import { moveStock } from './stock.ts';
import { createText, rewriteText } from './write-text.ts';

/**
 * Changes of a listing what a file changes, by the editor's rules: new words take what is public off until they are approved, stock
 * moves with a movement. Throws what the editor throws.
 */
export async function applyChange(tx: Tx, actor: Actor, plan: ChangePlan): Promise<void> {
  const listing = await editable(tx, actor, plan.listingId);
  requireFresh(listing, plan.version);
  const [present] = await sheetListings({ id: listing.id }, 1, tx);
  if (!present) throw new DomainError('catalogue.unknown');
  const ownWords =
    Object.keys(plan.words).length > 0 &&
    (await rewriteText(tx, actor, listing.textId, { ...present.words, ...plan.words }));
  const translated = await saveTranslations(tx, actor, listing, plan.translations);
  const prices: ListingEdit['prices'][number][] = [];
  let renamed = false;
  for (const variant of plan.variants) {
    const { approved, named } = await changeVariant(tx, actor, variant);
    if (variant.priceMinor !== undefined) prices.push({ approved, now: BigInt(variant.priceMinor) });
    renamed ||= named;
  }
  for (const [at, variant] of plan.added.entries()) await addVariant(tx, actor, present, variant, at);
  const { category = listing.categorySlug, attributes, ...given } = plan.facts;
  const known = await tx.category.findUniqueOrThrow({ where: { slug: category } });
  const facts = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const { aiAssisted = listing.aiAssisted, currency = listing.currency } = plan.facts;
  const factsChanged = category !== listing.categorySlug || aiAssisted !== listing.aiAssisted;
  await saveEdit(
    tx,
    listing,
    {
      looks: ownWords || translated || renamed || factsChanged || plan.added.length > 0,
      currency: currency !== listing.currency,
      prices,
    },
    { ...facts, categorySlug: category, ...attributeColumns(listing.attributes, attributes, known) },
  );
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

/** Changes a variant; says which price was approved last and whether it has another name now. */
async function changeVariant(
  tx: Tx,
  actor: Actor,
  { id, sku, name, priceMinor, stock, weightGrams }: ChangePlan['variants'][number],
): Promise<{ approved: bigint | null; named: boolean }> {
  const variant = await tx.variant.findUnique({ where: { id } });
  if (!variant || variant.archivedAt) throw new DomainError('catalogue.edited_meanwhile');
  if (stock !== undefined && stock !== null)
    await moveStock(tx, actor, variant, { onHand: stock, reason: 'adjusted', field: 'stock' });
  const named = name !== undefined && (await rename(tx, actor, variant.valueIds, name));
  await tx.variant.update({
    where: { id },
    data: {
      ...(sku === undefined ? {} : { sku: sku || null }),
      ...(priceMinor === undefined ? {} : { priceMinor: BigInt(priceMinor) }),
      ...(weightGrams === undefined ? {} : { weightGrams }),
    },
  });
  return { approved: variant.approvedPriceMinor ?? variant.priceMinor, named };
}

/** A name in a file is the value of the listing's only option; combinations of several are named in the studio. */
async function rename(tx: Tx, actor: Actor, valueIds: readonly string[], name: string): Promise<boolean> {
  const [only, ...more] = valueIds;
  if (!only || more.length > 0) throw new DomainError('import.options_in_studio');
  const { textId } = await tx.optionValue.findUniqueOrThrow({ where: { id: only } });
  return rewriteText(tx, actor, textId, { name });
}

async function addVariant(
  tx: Tx,
  actor: Actor,
  { id: listingId, sourceLocale, variants }: SheetListing,
  { sku, name, priceMinor, stock, weightGrams }: NewVariant,
  at: number,
): Promise<void> {
  const options = await tx.listingOption.findMany({ where: { listingId, archivedAt: null } });
  const [option] = options;
  if (!option || options.length > 1) throw new DomainError('import.options_in_studio');
  const position = variants.length + at;
  const value = await tx.optionValue.create({
    data: { optionId: option.id, position, textId: await createText(tx, actor, sourceLocale, { name }) },
  });
  const variant = await tx.variant.create({
    data: {
      listingId,
      position,
      valueIds: [value.id],
      sku: sku || null,
      priceMinor: BigInt(priceMinor),
      stockOnHand: stock === null ? null : 0,
      weightGrams,
    },
  });
  if (stock) await moveStock(tx, actor, variant, { onHand: stock, reason: 'adjusted', field: 'stock' });
}
