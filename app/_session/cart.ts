import { cookies } from 'next/headers';
import type { Actor } from '#lib/core/actor.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { takeGuestCart, usableCart } from '#lib/ordering/index.ts';

const name = 'cart';

/** The id of this browser's cart, which is its secret; null when there is none yet. */
export async function cartId(): Promise<string | null> {
  const value = (await cookies()).get(name)?.value ?? '';
  return uuidPattern.test(value) ? value : null;
}

/** The id of this browser's cart where it is the actor's to use: another person's is as good as none. */
export async function ownCartId(actor: Actor): Promise<string | null> {
  return usableCart(actor, await cartId());
}

/** What the browser had in its cart goes over to the person who signs in. */
export async function takeCart(userId: string): Promise<void> {
  const taken = await takeGuestCart(userId, await cartId());
  if (taken) await rememberCart(taken);
}

/** At signing out: the person's cart waits for the person. */
export async function forgetCart(): Promise<void> {
  (await cookies()).delete(name);
}

/** Remembers the cart in this browser for ninety days. */
export async function rememberCart(id: string): Promise<void> {
  (await cookies()).set(name, id, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: 90 * 24 * 3600 });
}
