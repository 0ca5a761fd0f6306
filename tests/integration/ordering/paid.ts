import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { expect } from 'vitest';
import { guest, system } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { trialBalance } from '#lib/ledger/index.ts';
import { addToCart, confirmPayment, placeOrder, placeOrderSchema, quoteCart } from '#lib/ordering/index.ts';
import { startSandbox } from '#runtime/payment-sandbox/server.ts';
import { makeEnterprise, makeListing, ownerOf, referenceData } from '../world.ts';

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** The sandbox on the test's database, with the product pointed at it. */
export async function openSandbox(): Promise<Sandbox> {
  const sandbox = await startSandbox({
    databaseUrl: process.env['DATABASE_URL'] ?? '',
    secretKey: process.env['STRIPE_SECRET_KEY'] ?? '',
  });
  process.env['STRIPE_API_BASE'] = sandbox.url;
  await referenceData();
  return sandbox;
}

/** The SDK pointed at the sandbox, for what the test itself does there. */
export function sdk(sandbox: Sandbox): Stripe {
  const { hostname, port } = new URL(sandbox.url);
  return new Stripe(process.env['STRIPE_SECRET_KEY'] ?? '', {
    host: hostname,
    port,
    protocol: 'http',
    telemetry: false,
  });
}

/** A connected account that has gone through the onboarding page. */
export async function connectedAccount(sandbox: Sandbox): Promise<string> {
  const at = sdk(sandbox);
  const account = await at.accounts.create({
    country: 'DE',
    type: 'express',
    email: 'seller@example.com',
    capabilities: { transfers: { requested: true } },
  });
  const link = await at.accountLinks.create({
    account: account.id,
    type: 'account_onboarding',
    return_url: 'http://shop.example/back',
    refresh_url: 'http://shop.example/refresh',
  });
  await fetch(link.url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ name: 'Glassworks', iban: 'DE89 3704 0044 0532 0130 00', decision: 'submit' }),
  });
  return account.id;
}

/** What makes an enterprise's connected account ready to be paid. */
export async function verifiedAccount(enterpriseId: string, stripeId: string): Promise<void> {
  const ready = { stripeId, transfersActive: true, payoutsEnabled: true, usableFrom: new Date(0) };
  await prisma().connectedAccount.upsert({
    where: { enterpriseId },
    create: { enterpriseId, ...ready },
    update: ready,
  });
}

/** A filled-in checkout form, as the browser sends it. */
async function form(cartId: string) {
  const { quote } = await quoteCart(prisma(), cartId, 'PL', 'PLN');
  return placeOrderSchema.parse({
    placementKey: randomUUID(),
    email: 'anna@example.com',
    country: 'PL',
    currency: 'PLN',
    expectedTotalMinor: quote.total.minor.toString(),
    terms: 'on',
    waiver: 'on',
    delivers: 'yes',
    name: 'Anna Nowak',
    line1: 'ul. Piękna 18',
    city: 'Warszawa',
    postalCode: '00-950',
  });
}

/** A guest's cart with one piece of a thing, and the form as it is sent. */
export async function filledCart(variantId: string) {
  const cartId = await addToCart(null, { variantId, quantity: 1 });
  return { cartId, form: await form(cartId) };
}

export async function payAt(sandbox: Sandbox, orderId: string, card = '4242424242424242'): Promise<string> {
  const payment = await prisma().payment.findFirstOrThrow({ where: { orderId } });
  const answer = await fetch(`${sandbox.url}/sandbox/sessions/${payment.checkoutSessionId}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card }),
  });
  expect(answer.status).toBe(200);
  return payment.checkoutSessionId ?? '';
}

interface Sold {
  readonly sellers?: number;
  /** Of each seller's first thing and of the second, if any. */
  readonly quantities?: readonly number[];
  readonly kind?: 'physical' | 'download';
  readonly card?: string;
  readonly pay?: boolean;
}

/** An order of one or several makers, paid in one payment. */
export async function sold(
  sandbox: Sandbox,
  { sellers = 1, quantities = [2], kind = 'physical', card, pay = true }: Sold = {},
) {
  let cartId: string | null = null;
  const owners = [];
  for (let at = 0; at < sellers; at++) {
    const { enterprise, user } = await makeEnterprise();
    owners.push(ownerOf(user.id, enterprise.id));
    for (const [index, quantity] of quantities.entries()) {
      const { variant } = await makeListing(enterprise.id, { price: 4_800n + BigInt(index * 733), stock: 5, kind });
      cartId = await addToCart(cartId, { variantId: variant.id, quantity });
    }
  }
  const placed = await placeOrder(guest, cartId, 'pl', await form(cartId ?? ''));
  const session = pay ? await payAt(sandbox, placed.orderId, card) : '';
  if (pay) await confirmPayment(session);
  const parts = await prisma().sellerOrder.findMany({
    where: { orderId: placed.orderId },
    include: { lines: { orderBy: { id: 'asc' } } },
    orderBy: { number: 'asc' },
  });
  const [part] = parts;
  const [owner] = owners;
  if (!part || !owner) throw new Error('an order has a part');
  return { ...placed, session, parts, part, owners, owner };
}

export const partOf = (id: string) =>
  prisma().sellerOrder.findUniqueOrThrow({
    where: { id },
    include: { order: true, lines: { orderBy: { id: 'asc' } }, refunds: true, shipments: true, transfers: true },
  });

export async function stockOf(variantId: string): Promise<number | null> {
  return (await prisma().variant.findUniqueOrThrow({ where: { id: variantId } })).stockOnHand;
}

/** The sum of an order's entries on accounts of a kind; debit positive. */
export async function booked(orderId: string, kind: string): Promise<bigint> {
  const entries = await prisma().ledgerEntry.findMany({
    where: { transaction: { orderId } },
    include: { account: true },
  });
  return entries.filter((entry) => entry.account.kind === kind).reduce((sum, entry) => sum + entry.amountMinor, 0n);
}

export async function expectBalanced(): Promise<void> {
  const sums = new Map<string, bigint>();
  for (const row of await trialBalance(system('test')))
    sums.set(row.currency, (sums.get(row.currency) ?? 0n) + row.amount.minor);
  expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
}
