import { z } from 'zod';
import { Refused } from '../child.ts';
import type { Buyer, Click, Step, World } from '../model.ts';
import type { Random } from '../random.ts';

const placedSchema = z.object({
  orderId: z.string(),
  number: z.string(),
  paymentUrl: z.string(),
  accessToken: z.string(),
});

/** The buyer presses 'pay': once, or several times at once. What comes back is what they know. */
async function press(world: World, buyer: Buyer, click: Click, times: number): Promise<string> {
  const answers = await Promise.allSettled(
    Array.from({ length: times }, () => world.stack.server.ask('place', { ...click, email: buyer.email })),
  );
  for (const answer of answers) {
    if (answer.status === 'rejected') continue;
    const { orderId, number, accessToken, paymentUrl } = placedSchema.parse(answer.value);
    const session = paymentUrl.split('/pay/')[1];
    let order = buyer.orders.find((known) => known.orderId === orderId);
    if (!order) {
      order = { orderId, number, accessToken, sessions: new Set(), paid: false };
      buyer.orders.push(order);
    }
    if (session) order.sessions.add(session);
  }
  if (answers.some((answer) => answer.status === 'rejected' && answer.reason.message === 'ordering.cart_empty'))
    buyer.filled = false;
  // An answer ends this checkout; after a failure the page is still there, and is sent once more.
  if (answers.some((answer) => answer.status === 'fulfilled' || answer.reason instanceof Refused)) buyer.click = null;
  return answers.map((answer) => (answer.status === 'fulfilled' ? 'placed' : answer.reason.message)).join(', ');
}

async function openCheckout(world: World, buyer: Buyer, random: Random): Promise<Click> {
  if (buyer.click) return buyer.click;
  const cartId = buyer.cartId ?? '';
  const terms = { cartId, country: 'PL', currency: random.pick(['PLN', 'PLN', 'EUR']) };
  const expectedTotalMinor = z.string().parse(await world.stack.server.ask('total', terms));
  const click = { ...terms, placementKey: crypto.randomUUID(), expectedTotalMinor };
  buyer.click = click;
  buyer.clicks.push(click);
  return click;
}

const withCart = ({ buyers }: World) => buyers.filter(({ filled }) => filled);
const withClicks = ({ buyers }: World) => buyers.filter(({ clicks }) => clicks.length > 0);

export const buyerSteps: readonly Step[] = [
  {
    name: 'put in cart',
    weight: 3,
    possible: () => true,
    run: async (world, random) => {
      const buyer = random.pick(world.buyers);
      const { id } = random.pick(random.pick(world.sellers).variants);
      const quantity = 1 + random.int(3);
      const cartId = await world.stack.server.ask('add', { cartId: buyer.cartId, variantId: id, quantity });
      buyer.cartId = z.string().parse(cartId);
      buyer.filled = true;
      // Who goes back to the shop opens the checkout anew.
      buyer.click = null;
      return `${buyer.name}, ${quantity} of ${id.slice(-6)}`;
    },
  },
  {
    name: 'place',
    weight: 5,
    possible: (world) => withCart(world).length > 0,
    run: async (world, random) => {
      const buyer = random.pick(withCart(world));
      const click = await openCheckout(world, buyer, random);
      const times = random.chance(0.3) ? 2 : 1;
      return `${buyer.name}, ${click.currency}: ${await press(world, buyer, click, times)}`;
    },
  },
  {
    name: 'go back and place again',
    weight: 1,
    possible: (world) => withClicks(world).length > 0,
    run: async (world, random) => {
      const buyer = random.pick(withClicks(world));
      return `${buyer.name}: ${await press(world, buyer, random.pick(buyer.clicks), 1)}`;
    },
  },
];
