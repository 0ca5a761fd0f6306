import { z } from 'zod';
import { isSingle, priceFor, pricesOf, reachOf } from '#lib/catalogue/index.ts';
import { now } from '#lib/core/clock.ts';
import { type Currency, currency as currencyOf } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { timedId } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id, integer } from '#lib/core/validation.ts';
import type { ListingKind, Prisma } from '#lib/db/generated/client.ts';
import { insertTogether, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { awayAt } from '#lib/enterprises/index.ts';
import { barOf } from './barred.ts';

export const addToCartSchema = z.object({ variantId: id, quantity: integer(1, limits.quantity).optional() });
export const setQuantitySchema = z.object({ variantId: id, quantity: integer(0, limits.quantity) });

/** What a buyer's prices depend on beside the quantity. Without a currency: as the seller states them. */
export interface BuyingTerms {
  readonly currency?: Currency;
  readonly wholesale?: boolean;
}

const withPrices = {
  prices: true,
  listing: {
    select: {
      status: true,
      kind: true,
      currency: true,
      reducedBasisPoints: true,
      licenceId: true,
      enterprise: { select: { holiday: true } },
    },
  },
} as const satisfies Prisma.VariantInclude;
type Priced = Prisma.VariantGetPayload<{ include: typeof withPrices }>;

/** What the buyer is shown of so many of a variant, to be kept: a change can be told then. */
function seenPrice(variant: Priced, quantity: number, { currency, wholesale = false }: BuyingTerms) {
  const prices = pricesOf(variant, variant.listing.currency, variant.listing.reducedBasisPoints);
  const paid = currency ?? currencyOf(variant.listing.currency);
  const { price } = priceFor({ prices, currency: paid, quantity, wholesale });
  return { seenPriceMinor: price.minor, seenCurrency: price.currency };
}

/** The cart of a browser (its id is the secret in the cookie) or null. */
async function existing(tx: Tx, cartId: string | null) {
  return cartId ? tx.cart.findUnique({ where: { id: cartId }, include: { lines: true } }) : null;
}

/**
 * Puts a variant into the cart, making the cart if there is none, and returns the cart's id. What is there already is added up.
 * Throws `ordering.not_for_sale`, `ordering.away`, `ordering.cart_full`, what bars its kind (`barOf`), or `ordering.not_enough` with
 * what is left.
 */
export async function addToCart(
  cartId: string | null,
  input: { variantId: string; quantity?: number | undefined },
  terms: BuyingTerms = {},
): Promise<string> {
  const variant = await prisma().variant.findUnique({ where: { id: input.variantId }, include: withPrices });
  if (variant?.listing.status !== 'live' || variant.archivedAt) throw new DomainError('ordering.not_for_sale');
  const { listing } = variant;
  // Most things are goods, which nothing bars: only tickets are asked when they begin.
  const event =
    listing.kind === 'ticket'
      ? await prisma().ticketEvent.findUnique({ where: { listingId: variant.listingId } })
      : null;
  const under = (await reachOf(prisma(), [listing.licenceId])).get(listing.licenceId ?? '');
  const bar = barOf({ kind: listing.kind, event, stream: null, under }, null, now());
  if (bar) throw new DomainError(`ordering.${bar}`);
  const away = awayAt(listing.enterprise.holiday, now());
  if (listing.kind === 'physical' && away && !away.takesOrders)
    throw new DomainError('ordering.away', { back: away.back.getTime() });
  const cart = await existing(prisma(), cartId);
  const line = cart?.lines.find((each) => each.variantId === variant.id);
  if (cart && !line && cart.lines.length >= limits.cartLines)
    throw new DomainError('ordering.cart_full', { limit: limits.cartLines });

  const quantity = Math.min((line?.quantity ?? 0) + (input.quantity ?? 1), mostOf(variant.listing.kind));
  requireStock(variant, quantity);
  const seen = seenPrice(variant, quantity, terms);
  if (!cart) {
    const id = timedId(now());
    await insertTogether(prisma(), [
      { table: 'cart', rows: [{ id }] },
      { table: 'cart_line', rows: [{ cartId: id, variantId: variant.id, quantity, ...seen }] },
    ]);
    return id;
  }
  await transaction(async (tx) => {
    await tx.cartLine.upsert({
      where: { cartId_variantId: { cartId: cart.id, variantId: variant.id } },
      create: { cartId: cart.id, variantId: variant.id, quantity, ...seen },
      update: { quantity, ...seen },
      select: { variantId: true },
    });
    await tx.cart.update({ where: { id: cart.id }, data: { updatedAt: new Date() }, select: { id: true } });
  });
  return cart.id;
}

/** How many of a kind one order takes. */
function mostOf(kind: ListingKind): number {
  if (isSingle(kind)) return 1;
  return kind === 'ticket' ? limits.ticketsAtOnce : limits.quantity;
}

function requireStock(variant: { stockOnHand: number | null; stockReserved: number }, quantity: number): void {
  if (variant.stockOnHand === null) return;
  const available = variant.stockOnHand - variant.stockReserved;
  if (available < quantity)
    throw new DomainError(available > 0 ? 'ordering.not_enough' : 'ordering.sold_out', { available });
}

/** Sets how many of a variant are in the cart; none takes the line out. Throws `ordering.not_enough`. */
export async function setQuantity(
  cartId: string | null,
  input: z.infer<typeof setQuantitySchema>,
  terms: BuyingTerms = {},
): Promise<void> {
  if (!cartId) return;
  await transaction(async (tx) => {
    const line = { cartId_variantId: { cartId, variantId: input.variantId } };
    if (input.quantity === 0) {
      await tx.cartLine.deleteMany({ where: { cartId, variantId: input.variantId } });
      return;
    }
    const found = await tx.cartLine.findUnique({ where: line, include: { variant: { include: withPrices } } });
    if (!found) return;
    const quantity = Math.min(input.quantity, mostOf(found.variant.listing.kind));
    requireStock(found.variant, quantity);
    // Other quantities have other prices; a change of prices that was not read yet stays to be told.
    const before = seenPrice(found.variant, found.quantity, { ...terms, currency: currencyOf(found.seenCurrency) });
    const told = before.seenPriceMinor === found.seenPriceMinor && before.seenCurrency === found.seenCurrency;
    await tx.cartLine.update({
      where: line,
      data: { quantity, ...(told ? seenPrice(found.variant, quantity, terms) : {}) },
    });
  });
}

/** The buyer has read that prices changed: what the cart has seen is what is true now. */
export async function acknowledgePrices(cartId: string, terms: BuyingTerms = {}): Promise<void> {
  await transaction(async (tx) => {
    const lines = await tx.cartLine.findMany({ where: { cartId }, include: { variant: { include: withPrices } } });
    for (const { variantId, quantity, variant } of lines)
      await tx.cartLine.update({
        where: { cartId_variantId: { cartId, variantId } },
        data: seenPrice(variant, quantity, terms),
      });
  });
}

/** How many things are in the cart. */
export async function cartCount(cartId: string | null): Promise<number> {
  if (!cartId) return 0;
  const { _sum } = await prisma().cartLine.aggregate({ where: { cartId }, _sum: { quantity: true } });
  return _sum.quantity ?? 0;
}
