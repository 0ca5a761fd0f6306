import { cartId } from '#app/_session/cart.ts';
import { cartCount } from '#lib/ordering/index.ts';

/** How many things are in this browser's cart. */
export async function GET(): Promise<Response> {
  return Response.json({ count: await cartCount(await cartId()) }, { headers: { 'cache-control': 'private, no-store' } });
}
