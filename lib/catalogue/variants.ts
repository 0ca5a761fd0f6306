import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainErrors } from '#lib/core/errors.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { editable } from './edit.ts';
import { formOfListing } from './option-form.ts';
import { requireFresh, saveEdit } from './save-edit.ts';
import { moveStock } from './stock.ts';
import { cellName, readVariantCells, type VariantCells, type VariantEdit } from './variant-cells.ts';

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
 * at once; a larger change of price takes the listing off until it is approved again. Throws `catalogue.edited_meanwhile` when somebody
 * else saved first, and everything that is wrong with the cells together.
 */
export async function saveVariants(actor: Actor, input: z.output<typeof saveVariantsSchema>): Promise<Listing> {
  return transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    requireFresh(listing, input.version);
    // In the order in which buyers hold stock, so that nobody waits for the other.
    await tx.$queryRaw`
      select id from variant where listing_id = ${listing.id}::uuid and archived_at is null order by id for update`;
    const variants = await tx.variant.findMany({
      where: { listingId: listing.id, archivedAt: null },
      orderBy: { position: 'asc' },
    });
    const pictures = await tx.listingPicture.findMany({ where: { listingId: listing.id } });
    const { edits, errors } = readVariantCells(input.cells, variants, {
      currency: currency(listing.currency),
      pictures: pictures.map((picture) => picture.mediaId),
      base: input.base,
    });
    const [first, ...others] = errors;
    if (first) throw new DomainErrors([first, ...others]);
    const prices: { approved: bigint | null; now: bigint }[] = [];
    for (const variant of variants) {
      const edit = edits.find((each) => each.id === variant.id);
      if (!edit) continue;
      await writeVariant(tx, actor, edit);
      prices.push({
        approved: variant.approvedPriceMinor ?? variant.priceMinor,
        now: edit.priceMinor ?? variant.priceMinor,
      });
    }
    return saveEdit(tx, listing, { looks: false, currency: false, prices }, {});
  });
}

async function writeVariant(tx: Tx, actor: Actor, { id, stockOnHand, ...data }: VariantEdit): Promise<void> {
  if (Object.keys(data).length > 0) await tx.variant.update({ where: { id }, data });
  if (stockOnHand !== undefined)
    await moveStock(tx, actor, { id }, { onHand: stockOnHand, reason: 'counted', field: cellName('stock', id) });
}
