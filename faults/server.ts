import { createServer } from 'node:http';
import { z } from 'zod';
import { GET as returnFromPayment } from '#app/api/checkout/return/route.ts';
import { GET as returnFromDue } from '#app/api/licences/paid/route.ts';
import { guest } from '#lib/core/actor.ts';
import { currency } from '#lib/core/currency.ts';
import { prisma } from '#lib/db/index.ts';
import {
  acceptOrder,
  addToCart,
  confirmDelivery,
  placeOrder,
  placeOrderSchema,
  quoteCart,
} from '#lib/ordering/index.ts';
import { whenParentDies } from '#runtime/parent.ts';
import { answerWebhook, webhookPath } from '#runtime/site/webhook.ts';
import { ownerOf } from '#tests/integration/world.ts';
import { answerParent } from './answer.ts';
import { afterOperations, sellersPart } from './operations-after.ts';
import { financeOperations } from './operations-finance.ts';
import { licenceOperations } from './operations-licence.ts';
import { makeShop } from './shop.ts';

/** What the site does, without its pages: the same operations, asked for by the runner, and its routes that payments come through. */

const port = Number(process.env['PORT']);
const cart = z.object({ cartId: z.uuid().nullable(), variantId: z.uuid(), quantity: z.number() });
const terms = z.object({ cartId: z.uuid(), country: z.string(), currency: z.string() });
const click = terms.extend({ placementKey: z.uuid(), email: z.string(), expectedTotalMinor: z.string() });

answerParent({
  ...afterOperations,
  ...financeOperations,
  ...licenceOperations,
  shop: (value) => makeShop(z.string().parse(value)),
  add: async (value) => {
    const { cartId, ...input } = cart.parse(value);
    return addToCart(cartId, input);
  },
  total: async (value) => {
    const { cartId, country, currency: code } = terms.parse(value);
    const { quote } = await quoteCart(prisma(), cartId, country, currency(code));
    return quote.total.minor.toString();
  },
  place: async (value) => {
    const { cartId, ...form } = click.parse(value);
    const address = { name: 'Anna Nowak', line1: 'ul. Piękna 18', city: 'Warszawa', postalCode: '00-950' };
    const input = placeOrderSchema.parse({ ...form, ...address, terms: 'on', waiver: 'on', delivers: 'yes' });
    return placeOrder(guest, cartId, 'pl', input);
  },
  accept: async (value) => {
    const { sellerOrderId, enterpriseId, userId } = sellersPart.parse(value);
    await acceptOrder(ownerOf(userId, enterpriseId), { sellerOrderId });
  },
  deliver: async (value) => {
    const { sellerOrderId, enterpriseId, userId } = sellersPart.parse(value);
    await confirmDelivery(ownerOf(userId, enterpriseId), { sellerOrderId });
  },
});

const server = createServer(async (incoming, outgoing) => {
  try {
    const url = new URL(incoming.url ?? '/', `http://127.0.0.1:${port}`);
    if (incoming.method === 'POST' && url.pathname === webhookPath) return await answerWebhook(incoming, outgoing);
    incoming.resume();
    const answer = await (url.pathname === '/api/licences/paid' ? returnFromDue : returnFromPayment)(new Request(url));
    outgoing.writeHead(answer.status, { 'content-type': 'text/plain' });
    outgoing.end(await answer.text());
  } catch {
    outgoing.writeHead(500);
    outgoing.end();
  }
});
whenParentDies(() => process.exit(0));
// The first question opens the pools, before anybody is served.
await prisma().$queryRaw`select 1`;
server.listen(port, '127.0.0.1', () => process.send?.({ ready: true }));
