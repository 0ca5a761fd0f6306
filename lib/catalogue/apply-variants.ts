import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { type ContentPrice, type ListingContent, priceKey } from './content.ts';
import { isCounted } from './kinds/kind.ts';
import { moveStock } from './stock.ts';

/**
 * Makes a listing's variants those of the content. One that stays keeps its stock and who reserved it; one that is not in it any more
 * is archived where it was ordered and deleted where it never was; one that was archived and comes back has the stock it had.
 */
export async function applyVariants(
  tx: Tx,
  actor: Actor,
  listing: Listing,
  before: ListingContent,
  { variants }: ListingContent,
): Promise<void> {
  // In the order in which buyers hold stock, so that nobody waits for the other.
  const rows = await tx.$queryRaw<{ id: string; approved: bigint | null }[]>`
    select id, approved_price_minor as approved from variant where listing_id = ${listing.id}::uuid order by id for update`;
  for (const { id } of before.variants) if (!variants.some((variant) => variant.id === id)) await removeVariant(tx, id);
  const known = new Set(rows.map(({ id }) => id));
  // Out of each other's way first: no two may be the same combination on the way.
  for (const { id } of variants)
    if (known.has(id)) await tx.variant.update({ where: { id }, data: { valueIds: [id] } });
  for (const [position, { id, priceMinor, prices, openingStock, ...facts }] of variants.entries()) {
    const data = { ...facts, position, priceMinor: BigInt(priceMinor) };
    if (known.has(id)) {
      await tx.variant.update({ where: { id }, data: { ...data, archivedAt: null } });
      await applyPrices(tx, id, prices);
      continue;
    }
    const counted = isCounted(listing.kind);
    await tx.variant.create({
      data: {
        ...data,
        id,
        listingId: listing.id,
        approvedPriceMinor: rows[0]?.approved ?? null,
        stockOnHand: counted ? 0 : null,
      },
    });
    await applyPrices(tx, id, prices);
    if (counted && openingStock)
      await moveStock(tx, actor, { id }, { onHand: openingStock, reason: 'opening', field: 'stock' });
  }
}

/** Makes a variant's price lists those of the content; what staff approved of one that stays, stays. */
async function applyPrices(tx: Tx, variantId: string, prices: readonly ContentPrice[]): Promise<void> {
  const wanted = new Set(prices.map(priceKey));
  for (const row of await tx.variantPrice.findMany({ where: { variantId } })) {
    const { list, currency, minQuantity } = row;
    if (!wanted.has(priceKey(row)))
      await tx.variantPrice.deleteMany({ where: { variantId, list, currency, minQuantity } });
  }
  for (const { priceMinor, ...price } of prices) {
    const key = { variantId, ...price };
    await tx.variantPrice.upsert({
      where: { variantId_list_currency_minQuantity: key },
      create: { ...key, priceMinor: BigInt(priceMinor) },
      update: { priceMinor: BigInt(priceMinor) },
    });
  }
}

/** Takes a variant off: archived where it was ordered or is a way to watch a film, deleted elsewhere. */
async function removeVariant(tx: Tx, id: string): Promise<void> {
  const variant = await tx.variant.findUniqueOrThrow({ where: { id } });
  if (variant.stockReserved > 0)
    throw new DomainError('catalogue.variant_reserved', { reserved: variant.stockReserved });
  const [ordered] = await tx.$queryRaw<{ any: boolean }[]>`
    select exists (select 1 from order_line where variant_id = ${id}::uuid)
      or exists (select 1 from stock_reservation where variant_id = ${id}::uuid)
      or exists (select 1 from stream_offer where ${id}::uuid in (rent_variant_id, buy_variant_id)) as any`;
  if (ordered?.any) await tx.variant.update({ where: { id }, data: { archivedAt: new Date() } });
  else await tx.variant.delete({ where: { id } });
}
