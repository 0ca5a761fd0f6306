import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guest, system } from '#lib/core/actor.ts';
import { shiftClock } from '#lib/core/clock.ts';
import { gate } from '#lib/core/gate.ts';
import { prisma } from '#lib/db/index.ts';
import { trialBalance } from '#lib/ledger/index.ts';
import {
  addToCart,
  applyStripeEvent,
  confirmPayment,
  expireOrders,
  placeOrder,
  placeOrderSchema,
  provideDownloads,
  quoteCart,
  readOrder,
  shipOrder,
} from '#lib/ordering/index.ts';
import { receiveEvent } from '#lib/payments/index.ts';
import { startSandbox } from '../../../runtime/payment-sandbox/server.ts';
import { makeEnterprise, makeListing, referenceData } from '../world.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;

beforeAll(async () => {
  sandbox = await startSandbox({
    databaseUrl: process.env['DATABASE_URL'] ?? '',
    secretKey: process.env['STRIPE_SECRET_KEY'] ?? '',
  });
  process.env['STRIPE_API_BASE'] = sandbox.url;
  await referenceData();
});
afterAll(() => sandbox.close());

/** A filled-in checkout form, as the browser sends it. */
async function form(cartId: string, { country = 'PL', currency = 'PLN' as const, key = randomUUID() as string } = {}) {
  const { quote } = await quoteCart(prisma(), cartId, country, currency);
  return placeOrderSchema.parse({
    placementKey: key,
    email: 'anna@example.com',
    country,
    currency,
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

async function pay(orderId: string, card = '4242424242424242'): Promise<string> {
  const payment = await prisma().payment.findFirstOrThrow({ where: { orderId } });
  const answer = await fetch(`${sandbox.url}/sandbox/sessions/${payment.checkoutSessionId}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card }),
  });
  expect([200, 402]).toContain(answer.status);
  return payment.checkoutSessionId ?? '';
}

async function placed(stock = 5, quantity = 1) {
  const { enterprise, user } = await makeEnterprise();
  const { variant, listing } = await makeListing(enterprise.id, { stock });
  const cartId = await addToCart(null, { variantId: variant.id, quantity });
  const order = await placeOrder(guest, cartId, 'pl', await form(cartId));
  return { enterprise, user, variant, listing, cartId, order };
}

const stockOf = (id: string) =>
  prisma().variant.findUniqueOrThrow({ where: { id }, select: { stockOnHand: true, stockReserved: true } });

async function expectBalanced() {
  const sums = new Map<string, bigint>();
  for (const row of await trialBalance(system('test')))
    sums.set(row.currency, (sums.get(row.currency) ?? 0n) + row.amount.minor);
  expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
}

/** Filling the carts is not what is tested: it is done by ten at a time. */
const inTurn = gate(10);

describe('placing an order', () => {
  test('holds the stock, and paying it takes what was sold, once, however often we hear of it', async () => {
    const { variant, order, cartId } = await placed(5, 2);
    expect(await stockOf(variant.id)).toEqual({ stockOnHand: 5, stockReserved: 2 });
    const session = await pay(order.orderId);
    await Promise.all([confirmPayment(session), confirmPayment(session), confirmPayment(session)]);
    await confirmPayment(session);
    expect(await stockOf(variant.id)).toEqual({ stockOnHand: 3, stockReserved: 0 });
    expect(await prisma().cartLine.count({ where: { cartId } })).toBe(0);
    expect(await prisma().ledgerTransaction.count({ where: { cause: `order:${order.orderId}:paid` } })).toBe(1);
    const read = await readOrder(guest, order.number, order.accessToken);
    expect(read.status).toBe('paid');
    expect(read.totalMinor).toBe(read.subtotalMinor + read.shippingMinor);
    await expectBalanced();
  });

  test('the money of a sale is owed to seller, tax office and platform to the last grosz', async () => {
    const { enterprise, order } = await placed(5, 1);
    await confirmPayment(await pay(order.orderId));
    const entries = await prisma().ledgerEntry.findMany({
      where: { transaction: { cause: `order:${order.orderId}:paid` } },
      include: { account: true },
    });
    const of = (kind: string) =>
      entries.filter((entry) => entry.account.kind === kind).reduce((sum, entry) => sum + entry.amountMinor, 0n);
    const read = await readOrder(guest, order.number, order.accessToken);
    const part = read.sellerOrders[0];
    expect(of('stripe_clearing')).toBe(read.totalMinor);
    expect(of('tax_payable')).toBe(-read.taxMinor);
    expect(read.taxMinor).toBeGreaterThan(0n);
    expect(of('platform_commission')).toBe(-(part?.commissionMinor ?? 0n));
    expect(of('seller_payable')).toBe(-(read.totalMinor - read.taxMinor - (part?.commissionMinor ?? 0n)));
    const balance = await prisma().ledgerBalance.findFirst({ where: { account: { enterpriseId: enterprise.id } } });
    expect(balance?.amountMinor).toBe(of('seller_payable'));
  });

  test('a double click or a retry makes one order', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id);
    const cartId = await addToCart(null, { variantId: variant.id });
    const input = await form(cartId);
    const orders = await Promise.all(Array.from({ length: 6 }, () => placeOrder(guest, cartId, 'pl', input)));
    expect(new Set(orders.map((order) => order.orderId)).size).toBe(1);
    expect(new Set(orders.map((order) => order.paymentUrl)).size).toBe(1);
    expect(await stockOf(variant.id)).toEqual({ stockOnHand: 5, stockReserved: 1 });
  });

  test('of 200 buyers of the last one exactly one gets it', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id, { stock: 1 });
    const carts = await Promise.all(
      Array.from({ length: 200 }, () => inTurn(() => addToCart(null, { variantId: variant.id }))),
    );
    const inputs = await Promise.all(carts.map((cart) => inTurn(() => form(cart))));
    const results = await Promise.allSettled(
      carts.map((cart, index) => placeOrder(guest, cart, 'pl', inputs[index] as Awaited<ReturnType<typeof form>>)),
    );
    const won = results.filter((result) => result.status === 'fulfilled');
    const codes = new Set(
      results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason.message)] : [])),
    );
    expect(won).toHaveLength(1);
    expect(results).toHaveLength(200);
    expect([...codes]).toEqual(['ordering.sold_out_meanwhile']);
    expect(await prisma().order.count({ where: { cartId: { in: carts } } })).toBe(1);
    expect(await stockOf(variant.id)).toEqual({ stockOnHand: 1, stockReserved: 1 });
  });

  test('a price that changed since the total was shown is told and not charged', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id);
    const cartId = await addToCart(null, { variantId: variant.id });
    const input = await form(cartId);
    await prisma().variant.update({ where: { id: variant.id }, data: { priceMinor: 9_900n } });
    await expect(placeOrder(guest, cartId, 'pl', input)).rejects.toThrow('ordering.total_changed');
    expect(await stockOf(variant.id)).toEqual({ stockOnHand: 5, stockReserved: 0 });
  });

  test('a listing taken off meanwhile cannot be bought', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant, listing } = await makeListing(enterprise.id);
    const cartId = await addToCart(null, { variantId: variant.id });
    const input = await form(cartId);
    await prisma().listing.update({ where: { id: listing.id }, data: { status: 'draft' } });
    await expect(placeOrder(guest, cartId, 'pl', input)).rejects.toThrow('ordering.sold_out_meanwhile');
  });

  test('an order is seen by its buyer with the key and by nobody else', async () => {
    const { order } = await placed();
    await expect(readOrder(guest, order.number, undefined)).rejects.toThrow('ordering.unknown');
    await expect(readOrder(guest, order.number, 'x'.repeat(43))).rejects.toThrow('ordering.unknown');
    await expect(readOrder(guest, 'AS-26-XXXX-XXXX', order.accessToken)).rejects.toThrow('ordering.unknown');
  });
});

describe('a payment', () => {
  test('that was declined leaves the order to be paid another way', async () => {
    const { order, variant } = await placed();
    const session = await pay(order.orderId, '4000000000000002');
    await confirmPayment(session);
    expect(['awaiting_payment', 'payment_failed']).toContain(
      (await readOrder(guest, order.number, order.accessToken)).status,
    );
    await confirmPayment(await pay(order.orderId));
    expect((await readOrder(guest, order.number, order.accessToken)).status).toBe('paid');
    expect(await stockOf(variant.id)).toEqual({ stockOnHand: 4, stockReserved: 0 });
  });

  test('that never comes sets the stock free and closes the payment page', async () => {
    const { order, variant } = await placed();
    shiftClock(40 * 60_000);
    try {
      await expireOrders();
    } finally {
      shiftClock(0);
    }
    expect((await readOrder(guest, order.number, order.accessToken)).status).toBe('cancelled');
    expect(await stockOf(variant.id)).toEqual({ stockOnHand: 5, stockReserved: 0 });
  });
});

describe('a webhook', () => {
  const secret = () => process.env['STRIPE_WEBHOOK_SECRET'] ?? '';
  const stripe = new Stripe('sk_test_unused');

  test('with a wrong signature is refused and leaves nothing', async () => {
    const before = await prisma().stripeEvent.count();
    await expect(receiveEvent('{"id":"evt_1"}', 't=1,v1=abc')).rejects.toThrow('payments.bad_signature');
    const old = stripe.webhooks.generateTestHeaderString({
      payload: '{}',
      secret: secret(),
      timestamp: Math.floor(Date.now() / 1000) - 3_600,
    });
    await expect(receiveEvent('{}', old)).rejects.toThrow('payments.bad_signature');
    expect(await prisma().stripeEvent.count()).toBe(before);
  });

  test('that is repeated is stored and worked on once', async () => {
    const { order } = await placed();
    const session = await pay(order.orderId);
    const payload = JSON.stringify({
      id: `evt_${randomUUID()}`,
      object: 'event',
      type: 'checkout.session.completed',
      data: { object: { id: session, object: 'checkout.session' } },
    });
    const signature = stripe.webhooks.generateTestHeaderString({ payload, secret: secret() });
    await Promise.all([
      receiveEvent(payload, signature),
      receiveEvent(payload, signature),
      receiveEvent(payload, signature),
    ]);
    const { id } = JSON.parse(payload) as { id: string };
    expect(
      await prisma().outboxMessage.count({ where: { topic: 'stripe.event', payload: { equals: { eventId: id } } } }),
    ).toBe(1);
    await applyStripeEvent(id);
    await applyStripeEvent(id);
    expect((await readOrder(guest, order.number, order.accessToken)).status).toBe('paid');
    await expectBalanced();
  });
});

describe('after the payment', () => {
  test('the seller ships, and nobody else can', async () => {
    const { order, user, enterprise } = await placed();
    await confirmPayment(await pay(order.orderId));
    const part = await prisma().sellerOrder.findFirstOrThrow({ where: { orderId: order.orderId } });
    const shipment = { sellerOrderId: part.id, carrier: 'Speedy', trackingNumber: '123' };
    const stranger = {
      type: 'person',
      userId: randomUUID(),
      email: '',
      name: '',
      locale: 'en',
      staffRoles: [],
      memberships: [],
      translates: [],
    } as const;
    await expect(shipOrder(stranger, shipment)).rejects.toThrow('identity.not_allowed');
    await expect(shipOrder(guest, shipment)).rejects.toThrow('identity.sign_in_required');
    await shipOrder(
      { ...stranger, userId: user.id, memberships: [{ enterpriseId: enterprise.id, role: 'owner' }] },
      shipment,
    );
    await expect(shipOrder(system('twice'), shipment)).rejects.toThrow('ordering.not_possible_now');
    expect(await prisma().transfer.count({ where: { sellerOrderId: part.id } })).toBe(1);
  });

  test('a download is handed over at once, and doing it again changes nothing', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant, listing } = await makeListing(enterprise.id, { kind: 'download' });
    const media = await prisma().media.create({
      data: {
        enterpriseId: enterprise.id,
        kind: 'archive',
        contentType: 'application/zip',
        bytes: 3n,
        sha256: 'x',
        storageKey: 'files/x.zip',
        fileName: 'x.zip',
      },
    });
    await prisma().listingFile.create({ data: { listingId: listing.id, mediaId: media.id } });
    const cartId = await addToCart(null, { variantId: variant.id });
    const order = await placeOrder(guest, cartId, 'pl', await form(cartId));
    await confirmPayment(await pay(order.orderId));
    await provideDownloads(order.orderId);
    await provideDownloads(order.orderId);
    const read = await readOrder(guest, order.number, order.accessToken);
    expect(read.sellerOrders[0]?.status).toBe('provided');
    expect(read.sellerOrders[0]?.lines[0]?.downloads).toHaveLength(1);
  });
});

describe('the database itself', () => {
  test('refuses stock below zero and changes of the books (more: tests/integration/ledger)', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id);
    await expect(prisma().variant.update({ where: { id: variant.id }, data: { stockOnHand: -1 } })).rejects.toThrow(
      /check|constraint/i,
    );
    await expect(prisma().$executeRaw`update ledger_entry set amount_minor = 0`).rejects.toThrow(/permission denied/);
    await expect(prisma().$executeRaw`delete from audit_entry`).resolves.toBe(0);
  });
});
