import { z } from 'zod';
import { isSingle } from '#lib/catalogue/index.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, integer } from '#lib/core/validation.ts';
import type { ListingKind } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { barOf } from './barred.ts';

export const addToCartSchema = z.object({ variantId: id, quantity: integer(1, limits.quantity).optional() });
export const setQuantitySchema = z.object({ variantId: id, quantity: integer(0, limits.quantity) });

/** The cart of a browser (its id is the secret in the cookie) or null. */
async function existing(tx: Tx, cartId: string | null) {
  return cartId ? tx.cart.findUnique({ where: { id: cartId }, include: { lines: true } }) : null;
}

/**
 * Puts a variant into the cart, making the cart if there is none, and returns the cart's id. What is there already is added up.
 * Throws `ordering.not_for_sale`, `ordering.cart_full`, what bars its kind (`barOf`), or `ordering.not_enough` with what is left.
 */
export async function addToCart(
  cartId: string | null,
  input: { variantId: string; quantity?: number | undefined },
): Promise<string> {
  return transaction(async (tx) => {
    const variant = await tx.variant.findUnique({
      where: { id: input.variantId },
      include: { listing: { select: { id: true, status: true, currency: true, kind: true } } },
    });
    if (variant?.listing.status !== 'live' || variant.archivedAt) throw new DomainError('ordering.not_for_sale');
    const { listing } = variant;
    // Most things are goods, which nothing bars: only tickets are asked when they begin.
    const event =
      listing.kind === 'ticket' ? await tx.ticketEvent.findUnique({ where: { listingId: listing.id } }) : null;
    const bar = barOf({ kind: listing.kind, event, stream: null }, null, now());
    if (bar) throw new DomainError(`ordering.${bar}`);
    const cart = (await existing(tx, cartId)) ?? (await tx.cart.create({ data: {}, include: { lines: true } }));
    const line = cart.lines.find((each) => each.variantId === variant.id);
    if (!line && cart.lines.length >= limits.cartLines)
      throw new DomainError('ordering.cart_full', { limit: limits.cartLines });

    const quantity = Math.min((line?.quantity ?? 0) + (input.quantity ?? 1), mostOf(variant.listing.kind));
    requireStock(variant, quantity);
    const seen = { seenPriceMinor: variant.priceMinor, seenCurrency: variant.listing.currency };
    await tx.cartLine.upsert({
      where: { cartId_variantId: { cartId: cart.id, variantId: variant.id } },
      create: { cartId: cart.id, variantId: variant.id, quantity, ...seen },
      update: { quantity, ...seen },
    });
    await tx.cart.update({ where: { id: cart.id }, data: { updatedAt: new Date() } });
    return cart.id;
  });
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
export async function setQuantity(cartId: string | null, input: z.infer<typeof setQuantitySchema>): Promise<void> {
  if (!cartId) return;
  await transaction(async (tx) => {
    const line = { cartId_variantId: { cartId, variantId: input.variantId } };
    if (input.quantity === 0) {
      await tx.cartLine.deleteMany({ where: { cartId, variantId: input.variantId } });
      return;
    }
    const found = await tx.cartLine.findUnique({ where: line, include: { variant: { include: { listing: true } } } });
    if (!found) return;
    const quantity = Math.min(input.quantity, mostOf(found.variant.listing.kind));
    requireStock(found.variant, quantity);
    await tx.cartLine.update({ where: line, data: { quantity } });
  });
}

/** The buyer has read that prices changed: what the cart has seen is what is true now. */
export async function acknowledgePrices(cartId: string): Promise<void> {
  await prisma().$executeRaw`
    update cart_line c set seen_price_minor = v.price_minor, seen_currency = l.currency
    from variant v join listing l on l.id = v.listing_id where v.id = c.variant_id and c.cart_id = ${cartId}::uuid`;
}

/** How many things are in the cart. */
export async function cartCount(cartId: string | null): Promise<number> {
  if (!cartId) return 0;
  const { _sum } = await prisma().cartLine.aggregate({ where: { cartId }, _sum: { quantity: true } });
  return _sum.quantity ?? 0;
}
