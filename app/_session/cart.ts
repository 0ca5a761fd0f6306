import { cookies } from 'next/headers';
import { uuidPattern } from '#lib/core/ids.ts';

const name = 'cart';

/** The id of this browser's cart, which is its secret; null when there is none yet. */
export async function cartId(): Promise<string | null> {
  const value = (await cookies()).get(name)?.value ?? '';
  return uuidPattern.test(value) ? value : null;
}

/** Remembers the cart in this browser for ninety days. */
export async function rememberCart(id: string): Promise<void> {
  (await cookies()).set(name, id, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: 90 * 24 * 3600 });
}
