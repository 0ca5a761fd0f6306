import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { addToCart, type BuyingTerms } from './cart.ts';
import { usableCart } from './cart-owner.ts';
import { readOrder } from './read.ts';

export const reorderSchema = z.object({
  number: z.string().regex(/^[\w-]{1,40}$/),
  key: z.string().max(100).optional(),
});

export interface Reordered {
  readonly cartId: string | null;
  /** How many of the order's things are in the cart now. */
  readonly added: number;
  /** What is not sold any more, by the names it had. */
  readonly missing: readonly string[];
}

/** A thing in the cart again, as many as there are; null where it is not sold any more. */
async function putAgain(
  cart: string | null,
  { variantId, quantity }: { readonly variantId: string; readonly quantity: number },
  terms: BuyingTerms | undefined,
): Promise<string | null> {
  try {
    return await addToCart(cart, { variantId, quantity }, terms);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { available } = error.params;
    const fewer = error.code === 'ordering.not_enough' && typeof available === 'number' && available < quantity;
    return fewer ? putAgain(cart, { variantId, quantity: available }, terms) : null;
  }
}

/** Puts an order's things into the cart again, as far as they are still sold; into a new one where the cart is another person's. */
export async function reorder(
  actor: Actor,
  cartId: string | null,
  input: z.output<typeof reorderSchema>,
  terms: BuyingTerms | undefined,
): Promise<Reordered> {
  const order = await readOrder(actor, input.number, input.key);
  let cart = await usableCart(actor, cartId);
  let added = 0;
  const missing: string[] = [];
  for (const line of order.sellerOrders.flatMap((part) => part.lines)) {
    const put = await putAgain(cart, line, terms);
    cart = put ?? cart;
    if (put) added += 1;
    else missing.push(line.titleForBuyer);
  }
  return { cartId: cart, added, missing };
}
