import type { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError, DomainErrors } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { money } from '#lib/core/money.ts';
import type { Listing, VariantPrice } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { type ContentVariant, contentPrices, priceKey } from './content.ts';
import { editable } from './edit.ts';
import { pricesOf } from './price.ts';
import { type PriceColumn, type PriceEdit, readPriceCells } from './price-cells.ts';
import { editListing, requireFresh, workingContent } from './save-edit.ts';
import { saveVariantsSchema } from './variants.ts';

/** The table of prices comes as the table of variants does: cells by column and variant, with what it showed. */
export const savePricesSchema = saveVariantsSchema;

/**
 * Saves the table of a listing's price lists, all of it or nothing. Prices near the approved ones are public at once; a larger change of
 * an approved listing waits for staff. Throws `catalogue.edited_meanwhile` when somebody else saved first, and everything that is wrong
 * with the cells together.
 */
export async function savePrices(actor: Actor, input: z.output<typeof savePricesSchema>): Promise<Listing> {
  return transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    requireFresh(listing, input.version);
    const { variants, currency } = await workingContent(tx, listing.id);
    const { edits, errors } = readPriceCells(
      input.cells,
      variants.map((variant) => ({ id: variant.id, prices: pricesOf(withMinor(variant), currency) })),
      input.base,
    );
    const [first, ...others] = errors;
    if (first) throw new DomainErrors([first, ...others]);
    return editListing(tx, actor, listing, (content) => ({
      ...content,
      variants: requireFew(content.variants.map((variant) => withPrices(variant, edits))),
    }));
  });
}

function withMinor({ priceMinor, prices }: ContentVariant) {
  return {
    priceMinor: BigInt(priceMinor),
    prices: prices.map((price) => ({ ...price, priceMinor: BigInt(price.priceMinor) })),
  };
}

/** A variant with the prices that were typed. */
function withPrices(variant: ContentVariant, edits: readonly PriceEdit[]): ContentVariant {
  const prices = new Map(withMinor(variant).prices.map((price) => [priceKey(price), price]));
  for (const { variantId, column, minor } of edits) {
    if (variantId !== variant.id) continue;
    const { list, currency, from: minQuantity } = column;
    const key = priceKey({ list, currency, minQuantity });
    if (minor === null) prices.delete(key);
    else prices.set(key, { list, currency, minQuantity, priceMinor: minor });
  }
  return { ...variant, prices: contentPrices([...prices.values()]) };
}

function requireFew(variants: ContentVariant[]): ContentVariant[] {
  if (new Set(variants.flatMap(({ prices }) => prices.map(priceKey))).size > limits.priceColumns)
    throw new DomainError('catalogue.too_many_prices', { limit: limits.priceColumns });
  return variants;
}

/** Staff has approved a listing: its price lists as they are now. */
export async function approvePrices(tx: Tx, listingId: string): Promise<void> {
  await tx.$executeRaw`
    update variant_price p set approved_price_minor = p.price_minor from variant v
    where v.id = p.variant_id and v.listing_id = ${listingId}::uuid and v.archived_at is null`;
}

/** The columns a listing's price lists have. */
export function priceColumnsOf(listing: {
  readonly variants: readonly { readonly prices: readonly VariantPrice[] }[];
}): PriceColumn[] {
  const columns = new Map<string, PriceColumn>();
  for (const row of listing.variants.flatMap((variant) => variant.prices)) {
    const { currency } = money(row.priceMinor, row.currency);
    columns.set(`${row.list} ${currency} ${row.minQuantity}`, { list: row.list, currency, from: row.minQuantity });
  }
  return [...columns.values()];
}
