import { type Actor, actorId } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';

/** Whether a cart of this owner may be used: a guest's by whoever has its id, a person's by that person alone. */
export function ownsCart(actor: Actor, cart: { readonly userId: string | null }): boolean {
  return cart.userId === null || cart.userId === actorId(actor);
}

/** Throws `ordering.cart_empty` for a cart that is not there or is somebody else's: nobody learns which. */
export async function requireOwnCart(tx: Tx, actor: Actor, cartId: string): Promise<void> {
  const cart = await tx.cart.findUnique({ where: { id: cartId }, select: { userId: true } });
  if (!cart || !ownsCart(actor, cart)) throw new DomainError('ordering.cart_empty');
}

/** The cart's id, where it is this actor's; null for another's and for one that is no more. */
export async function usableCart(actor: Actor, cartId: string | null): Promise<string | null> {
  if (!cartId) return null;
  const cart = await prisma().cart.findUnique({ where: { id: cartId }, select: { userId: true } });
  return cart && ownsCart(actor, cart) ? cartId : null;
}

/** Whether this is the cart of a person who has to sign in (again) to use it: it is full, though it seems to be empty. */
export async function waitsForPerson(actor: Actor, cartId: string | null): Promise<boolean> {
  if (!cartId || actorId(actor)) return false;
  return (await prisma().cart.count({ where: { id: cartId, userId: { not: null }, lines: { some: {} } } })) > 0;
}

/**
 * What a browser had in its cart goes over to the person who signs in, and the id of the person's cart is returned; null where there is
 * none. Of a thing in both the larger quantity stays: whoever has put it into two carts wants it, not twice.
 */
export async function takeGuestCart(userId: string, guestCartId: string | null): Promise<string | null> {
  return transaction(async (tx) => {
    await tx.$queryRaw`select id from users where id = ${userId}::uuid for no key update`;
    const own = await tx.cart.findUnique({ where: { userId }, include: { lines: true } });
    const guests = guestCartId
      ? await tx.cart.findUnique({ where: { id: guestCartId }, include: { lines: true, vouchers: true } })
      : null;
    if (!guests || guests.userId !== null) return own?.id ?? null;
    if (!own) {
      await tx.cart.update({ where: { id: guests.id }, data: { userId } });
      return guests.id;
    }
    let room = limits.cartLines - own.lines.length;
    for (const { variantId, quantity, seenPriceMinor, seenCurrency } of guests.lines) {
      const line = own.lines.find((each) => each.variantId === variantId);
      if (!line && room-- <= 0) continue;
      await tx.cartLine.upsert({
        where: { cartId_variantId: { cartId: own.id, variantId } },
        create: { cartId: own.id, variantId, quantity, seenPriceMinor, seenCurrency },
        update: { quantity: Math.max(quantity, line?.quantity ?? 0) },
      });
    }
    await tx.cartVoucher.createMany({
      data: guests.vouchers.map(({ voucherId, issuer }) => ({ cartId: own.id, voucherId, issuer })),
      skipDuplicates: true,
    });
    await tx.cart.delete({ where: { id: guests.id } });
    return own.id;
  });
}
