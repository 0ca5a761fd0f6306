import type { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError, DomainErrors } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { money } from '#lib/core/money.ts';
import type { Listing, Prisma } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { convert, currentRates, type Rates } from '#lib/exchange/index.ts';
import { editable } from './edit.ts';
import { pricesOf } from './price.ts';
import { type PriceColumn, type PriceEdit, readPriceCells } from './price-cells.ts';
import { requireFresh, saveEdit } from './save-edit.ts';
import type { ListingEdit } from './states.ts';
import { saveVariantsSchema } from './variants.ts';

/** The table of prices comes as the table of variants does: cells by column and variant, with what it showed. */
export const savePricesSchema = saveVariantsSchema;

type Priced = Prisma.VariantGetPayload<{ include: { prices: true } }>;

/**
 * Saves the table of a listing's price lists, all of it or nothing. Prices near the approved ones are public at once; a larger change
 * takes the listing off until it is approved again. Throws `catalogue.edited_meanwhile` when somebody else saved first, and everything
 * that is wrong with the cells together.
 */
export async function savePrices(actor: Actor, input: z.output<typeof savePricesSchema>): Promise<Listing> {
  const rates = await currentRates();
  return transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    requireFresh(listing, input.version);
    const variants = await tx.variant.findMany({
      where: { listingId: listing.id, archivedAt: null },
      include: { prices: true },
    });
    const { edits, errors } = readPriceCells(
      input.cells,
      variants.map((variant) => ({ id: variant.id, prices: pricesOf(variant, listing.currency) })),
      input.base,
    );
    const [first, ...others] = errors;
    if (first) throw new DomainErrors([first, ...others]);
    const prices: ListingEdit['prices'][number][] = [];
    for (const edit of edits) {
      const variant = variants.find((each) => each.id === edit.variantId);
      if (variant) prices.push(...(await writePrice(tx, variant, edit, listing.currency, rates)));
    }
    await requireFew(tx, listing.id);
    const saved = await saveEdit(tx, listing, { looks: false, currency: false, prices }, {});
    if (saved.status === 'live') await approveNewPrices(tx, listing.id);
    return saved;
  });
}

/** Writes one price; says what it moved from and to, where buyers knew one before. */
async function writePrice(
  tx: Tx,
  variant: Priced,
  { column: { list, currency, from }, minor }: PriceEdit,
  listingCurrency: string,
  rates: Rates,
): Promise<ListingEdit['prices'][number][]> {
  const key = { variantId: variant.id, list, currency, minQuantity: from };
  const before = variant.prices.find(
    (row) => row.list === list && row.currency === currency && row.minQuantity === from,
  );
  if (minor === null) await tx.variantPrice.deleteMany({ where: key });
  else
    await tx.variantPrice.upsert({
      where: { variantId_list_currency_minQuantity: key },
      create: { ...key, priceMinor: minor },
      update: { priceMinor: minor },
    });
  const known = before?.approvedPriceMinor ?? before?.priceMinor;
  if (known !== undefined && minor !== null) return [{ approved: known, now: minor }];
  // A list that begins or ends is held against the conversion, which is what buyers paid or will pay; a discount that is new or gone is not.
  if (list !== 'retail' || from > 1) return [];
  const converted = convert(money(variant.approvedPriceMinor ?? variant.priceMinor, listingCurrency), currency, rates);
  return [{ approved: known ?? converted.minor, now: minor ?? converted.minor }];
}

async function requireFew(tx: Tx, listingId: string): Promise<void> {
  const columns = await tx.variantPrice.groupBy({
    by: ['list', 'currency', 'minQuantity'],
    where: { variant: { listingId } },
  });
  if (columns.length > limits.priceColumns)
    throw new DomainError('catalogue.too_many_prices', { limit: limits.priceColumns });
}

/** What becomes public without being looked at is what later changes are held against. */
async function approveNewPrices(tx: Tx, listingId: string): Promise<void> {
  await tx.$executeRaw`
    update variant_price p set approved_price_minor = p.price_minor from variant v
    where v.id = p.variant_id and v.listing_id = ${listingId}::uuid and p.approved_price_minor is null`;
}

/** Staff has approved a listing: its price lists as they are now. */
export async function approvePrices(tx: Tx, listingId: string): Promise<void> {
  await tx.$executeRaw`
    update variant_price p set approved_price_minor = p.price_minor from variant v
    where v.id = p.variant_id and v.listing_id = ${listingId}::uuid and v.archived_at is null`;
}

/** The columns a listing's price lists have. */
export function priceColumnsOf(listing: { readonly variants: readonly Pick<Priced, 'prices'>[] }): PriceColumn[] {
  const columns = new Map<string, PriceColumn>();
  for (const row of listing.variants.flatMap((variant) => variant.prices)) {
    const { currency } = money(row.priceMinor, row.currency);
    columns.set(`${row.list} ${currency} ${row.minQuantity}`, { list: row.list, currency, from: row.minQuantity });
  }
  return [...columns.values()];
}
