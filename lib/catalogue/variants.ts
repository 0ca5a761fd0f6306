import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainErrors } from '#lib/core/errors.ts';
import { decimalText, money, plainAmount } from '#lib/core/money.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { transaction } from '#lib/db/index.ts';
import type { ContentVariant, ListingContent } from './content.ts';
import { editable } from './edit.ts';
import { formOfListing } from './option-form.ts';
import { editListing, requireFresh, workingContent } from './save-edit.ts';
import { moveStock } from './stock.ts';
import { cellName, readVariantCells, type VariantCells, type VariantEdit, type VariantNow } from './variant-cells.ts';

/** The cells as the table showed them, in one field. What cannot be read counts as not sent. */
const shown = z
  .string()
  .max(60_000)
  .optional()
  .transform((json): VariantCells => {
    try {
      const parsed = z.record(z.string(), z.string()).safeParse(JSON.parse(json ?? '{}'));
      return parsed.success ? parsed.data : {};
    } catch {
      return {};
    }
  });

export const saveVariantsSchema = z
  .object({ ...formOfListing, base: shown })
  .catchall(z.unknown())
  .transform(({ listingId, version, base, ...rest }) => {
    const cells: Record<string, string> = {};
    for (const [name, value] of Object.entries(rest))
      if (typeof value === 'string' && name.includes(':')) cells[name] = value.slice(0, 1_000).trim();
    return { listingId, version, base, cells };
  });

/**
 * Saves the table of a listing's variants, all of it or nothing. Stock, weight, pictures and prices near the approved ones are public
 * at once; a larger change of an approved price waits for staff. Throws `catalogue.edited_meanwhile` when somebody else saved first,
 * and everything that is wrong with the cells together.
 */
export async function saveVariants(actor: Actor, input: z.output<typeof saveVariantsSchema>): Promise<Listing> {
  return transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    // In the order in which buyers hold stock, so that nobody waits for the other.
    const rows = await tx.$queryRaw<VariantNow[]>`
      select id, sku, stock_on_hand as "stockOnHand", stock_reserved as "stockReserved" from variant
      where listing_id = ${listing.id}::uuid and archived_at is null order by id for update`;
    const working = await workingContent(tx, listing.id);
    if (!isUntouched(working, input)) requireFresh(listing, input.version);
    const { edits, errors } = readVariantCells(
      input.cells,
      working.variants.map(({ id, sku, openingStock }) => {
        const { stockOnHand, stockReserved } = rows.find((row) => row.id === id) ?? {
          stockOnHand: openingStock,
          stockReserved: 0,
        };
        return { id, sku, stockOnHand, stockReserved };
      }),
      {
        currency: currency(working.currency),
        pictures: working.pictures.map(({ mediaId }) => mediaId),
        base: input.base,
      },
    );
    const [first, ...others] = errors;
    if (first) throw new DomainErrors([first, ...others]);
    const onShelf = new Set(rows.map(({ id }) => id));
    for (const { id, stockOnHand } of edits)
      if (stockOnHand !== undefined && onShelf.has(id))
        await moveStock(tx, actor, { id }, { onHand: stockOnHand, reason: 'counted', field: cellName('stock', id) });
    return editListing(tx, actor, listing, (content) => ({
      ...content,
      variants: content.variants.map((variant) =>
        withCells(
          variant,
          edits.find(({ id }) => id === variant.id),
          onShelf,
        ),
      ),
    }));
  });
}

/**
 * Whether what was typed is made of what these cells still say, whatever else of the listing was saved meanwhile. (Stock moves with
 * every sale; it is compared where it is read.)
 */
function isUntouched(working: ListingContent, { cells, base }: z.output<typeof saveVariantsSchema>): boolean {
  if (Object.keys(base).length === 0) return false;
  return Object.entries(cells).every(([name, typed]) => {
    if (typed === base[name]) return true;
    const [column = '', id] = name.split(':');
    const variant = working.variants.find((each) => each.id === id);
    if (!variant) return false;
    const now: Record<string, string> = {
      sku: variant.sku ?? '',
      price: variant.priceMinor === '0' ? '' : decimalText(money(BigInt(variant.priceMinor), working.currency)),
      weight: variant.weightGrams?.toString() ?? '',
      picture: variant.pictureId ?? '',
    };
    const shown = base[name] ?? '';
    return column === 'stock' || now[column] === (column === 'price' ? plainAmount(shown, working.currency) : shown);
  });
}

/** A variant with what was typed; the stock of one that is not on the shelf yet is what it begins with. */
function withCells(
  variant: ContentVariant,
  edit: VariantEdit | undefined,
  onShelf: ReadonlySet<string>,
): ContentVariant {
  if (!edit) return variant;
  const { priceMinor, stockOnHand, ...data } = edit;
  return {
    ...variant,
    ...data,
    ...(priceMinor === undefined ? {} : { priceMinor: priceMinor.toString() }),
    ...(stockOnHand === undefined || onShelf.has(variant.id) ? {} : { openingStock: stockOnHand }),
  };
}
