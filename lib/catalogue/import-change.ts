import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Tx } from '#lib/db/index.ts';
import { attributesWith } from './attributes/form.ts';
import type { ContentVariant, ListingContent } from './content.ts';
import { editable } from './edit.ts';
import { editListing, requireFresh } from './save-edit.ts';
import { optionParts } from './sheet/option-parts.ts';
import type { ChangePlan, NewVariant } from './sheet/plan.ts';
import { moveStock } from './stock.ts';

/**
 * Changes of a listing what a file changes, by the editor's rules: what staff has to look at waits in the proposal of an approved
 * listing, stock moves with a movement. Throws what the editor throws.
 */
export async function applyChange(tx: Tx, actor: Actor, plan: ChangePlan): Promise<void> {
  const listing = await editable(tx, actor, plan.listingId);
  requireFresh(listing, plan.version);
  const onShelf = new Set(
    (await tx.variant.findMany({ where: { listingId: listing.id, archivedAt: null }, select: { id: true } })).map(
      ({ id }) => id,
    ),
  );
  for (const { id, stock } of plan.variants) {
    if (!onShelf.has(id)) throw new DomainError('catalogue.edited_meanwhile');
    if (stock !== undefined && stock !== null)
      await moveStock(tx, actor, { id }, { onHand: stock, reason: 'adjusted', field: 'stock' });
  }
  await editListing(tx, actor, listing, (working) => withPlan(working, plan));
}

/** The content with what the file says. */
function withPlan(working: ListingContent, plan: ChangePlan): ListingContent {
  const { category, attributes, ...given } = plan.facts;
  const facts = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const translations = Object.entries(plan.translations).map(([locale, fields]) => [
    locale,
    { ...working.translations[locale], ...said(fields ?? {}) },
  ]);
  const content: ListingContent = {
    ...working,
    ...facts,
    categorySlug: category ?? working.categorySlug,
    attributes: attributesWith(working.attributes, attributes),
    words: { ...working.words, ...said(plan.words) },
    translations: { ...working.translations, ...Object.fromEntries(translations) },
  };
  const changed = plan.variants.reduce(withVariant, content);
  return plan.added.reduce(withNewVariant, changed);
}

function said(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function withVariant(
  content: ListingContent,
  { id, sku, name, priceMinor, weightGrams }: ChangePlan['variants'][number],
): ListingContent {
  const variant = content.variants.find((each) => each.id === id);
  if (!variant) throw new DomainError('catalogue.edited_meanwhile');
  const edited: ContentVariant = {
    ...variant,
    ...(sku === undefined ? {} : { sku: sku || null }),
    ...(priceMinor === undefined ? {} : { priceMinor }),
    ...(weightGrams === undefined ? {} : { weightGrams }),
  };
  const renamed = name === undefined ? content : withValueName(content, variant, name);
  return { ...renamed, variants: renamed.variants.map((each) => (each.id === id ? edited : each)) };
}

/** A name in a file is the value of the listing's only option; combinations of several are named in the studio. */
function withValueName(content: ListingContent, { valueIds }: ContentVariant, name: string): ListingContent {
  const [only, ...more] = valueIds;
  if (!only || more.length > 0) throw new DomainError('import.options_in_studio');
  return {
    ...content,
    options: content.options.map((option) => ({
      ...option,
      values: option.values.map((value) => (value.id === only ? { ...value, name } : value)),
    })),
  };
}

/** An option with a value, and which it is. */
function withValue(option: ListingContent['options'][number], name: string) {
  const known = option.values.find((value) => value.name === name);
  const value = known ?? { id: crypto.randomUUID(), name };
  return { option: known ? option : { ...option, values: [...option.values, value] }, valueId: value.id };
}

function withNewVariant(
  content: ListingContent,
  { sku, name, priceMinor, stock, weightGrams }: NewVariant,
): ListingContent {
  const parts = content.options.length > 0 ? optionParts(name, content.options.length) : null;
  if (!parts) throw new DomainError('import.options_in_studio');
  const options = content.options.map((option, at) => withValue(option, parts[at] ?? ''));
  return {
    ...content,
    options: options.map(({ option }) => option),
    variants: [
      ...content.variants,
      {
        id: crypto.randomUUID(),
        valueIds: options.map(({ valueId }) => valueId),
        sku: sku || null,
        priceMinor,
        weightGrams,
        pictureId: null,
        prices: [],
        openingStock: stock,
      },
    ],
  };
}
