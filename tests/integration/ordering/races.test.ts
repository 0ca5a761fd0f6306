import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { minute, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  acceptOrder,
  addToCart,
  confirmPayment,
  expireOrders,
  openPayment,
  payAgain,
  placeOrder,
  placeOrderSchema,
  provideDownloads,
  quoteCart,
} from '#lib/ordering/index.ts';
import { stripe } from '#lib/payments/stripe.ts';
import { startSandbox } from '../../../runtime/payment-sandbox/server.ts';
import { waitUntilBlocked } from '../blocked.ts';
import { makeEnterprise, makeListing, ownerOf, referenceData } from '../world.ts';

/** What `npm run faults` has found: moments at which two things happen at once, or a process dies between two. */

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let ahead = 0;

beforeAll(async () => {
  sandbox = await startSandbox({
    databaseUrl: process.env['DATABASE_URL'] ?? '',
    secretKey: process.env['STRIPE_SECRET_KEY'] ?? '',
    now: () => Date.now() + ahead,
  });
  process.env['STRIPE_API_BASE'] = sandbox.url;
  await referenceData();
});
afterEach(() => {
  ahead = 0;
  shiftClock(0);
});
afterAll(() => sandbox.close());

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

async function place(variantId: string) {
  const cartId = await addToCart(null, { variantId });
  const { orderId } = await placeOrder(guest, cartId, 'pl', await form(cartId));
  const payment = await prisma().payment.findFirstOrThrow({ where: { orderId } });
  return { orderId, paymentId: payment.id, session: payment.checkoutSessionId ?? '' };
}

const statusOf = async (id: string) => (await prisma().order.findUniqueOrThrow({ where: { id } })).status;
const stockOf = (id: string) =>
  prisma().variant.findUniqueOrThrow({ where: { id }, select: { stockOnHand: true, stockReserved: true } });

describe('an unpaid order', () => {
  test('that the clock and a webhook give up at the same moment frees its stock once', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id, { stock: 5 });
    const given = await place(variant.id);
    await place(variant.id);
    await stripe().checkout.sessions.expire(given.session);
    await prisma().order.update({ where: { id: given.orderId }, data: { expiresAt: new Date(0) } });

    let both: Promise<unknown> = Promise.resolve();
    await prisma().$transaction(async (tx) => {
      // Whoever wants to change the stock waits here, with what it has read before.
      await tx.$queryRaw`select id from variant where id = ${variant.id}::uuid for update`;
      both = Promise.all([expireOrders(), confirmPayment(given.session)]);
      await waitUntilBlocked(2);
    });
    await both;
    expect(await stockOf(variant.id)).toEqual({ stockOnHand: 5, stockReserved: 1 });
    expect(await prisma().orderEvent.count({ where: { orderId: given.orderId, kind: 'payment_expired' } })).toBe(1);
  });

  test('whose payment page is opened while it is given up cannot be paid', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id, { stock: 5 });
    const given = await place(variant.id);
    // As it stands while the page is being opened: nobody knows the page yet.
    await prisma().payment.update({
      where: { id: given.paymentId },
      data: { checkoutSessionId: null, checkoutUrl: null },
    });
    let opening: Promise<unknown> = Promise.resolve();
    await prisma().$transaction(async (tx) => {
      await tx.$queryRaw`select id from orders where id = ${given.orderId}::uuid for update`;
      opening = openPayment(given.orderId).catch((error: Error) => error.message);
      await waitUntilBlocked(1);
      await tx.order.update({ where: { id: given.orderId }, data: { status: 'cancelled' } });
    });
    expect(await opening).toBe('ordering.not_possible_now');
    expect((await stripe().checkout.sessions.retrieve(given.session)).status).toBe('expired');
  });

  test('that makes room for that of another tab while its payment page is opened: its buyer is told so', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id, { stock: 5 });
    const cartId = await addToCart(null, { variantId: variant.id });
    const [input, other] = [await form(cartId), await form(cartId)];
    const create = stripe().checkout.sessions.create;
    let otherTab: Awaited<ReturnType<typeof placeOrder>> | undefined;
    stripe().checkout.sessions.create = async (...asked: Parameters<typeof create>) => {
      stripe().checkout.sessions.create = create;
      otherTab = await placeOrder(guest, cartId, 'pl', other);
      return create.call(stripe().checkout.sessions, ...asked);
    };
    await expect(placeOrder(guest, cartId, 'pl', input)).rejects.toThrow('ordering.placed_meanwhile');
    expect(await statusOf(otherTab?.orderId ?? '')).toBe('awaiting_payment');
    expect(await stockOf(variant.id)).toEqual({ stockOnHand: 5, stockReserved: 1 });
  });

  test('is not given up with a payment page that nobody has closed', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id, { stock: 5 });
    const given = await place(variant.id);
    const expired = await place(variant.id);
    await stripe().checkout.sessions.expire(expired.session);
    // The page of this order is another one than the one that was closed.
    await prisma().payment.create({
      data: { orderId: given.orderId, amountMinor: 1n, currency: 'PLN', checkoutSessionId: `cs_${randomUUID()}` },
    });
    await stripe().checkout.sessions.expire(given.session);
    await confirmPayment(given.session);
    expect(await statusOf(given.orderId)).toBe('awaiting_payment');
    await confirmPayment(expired.session);
    expect(await statusOf(expired.orderId)).toBe('cancelled');
  });

  test('that cannot be given up holds up no other, however few are looked at together', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id, { stock: 5 });
    const orders = [];
    for (let at = 0; at < 3; at++) orders.push(await place(variant.id));
    const [stuck, ...others] = orders;
    if (!stuck) throw new Error('three were placed');
    // Stripe does not know the page of the one whose time has been over for the longest.
    const unknown = { checkoutSessionId: `cs_${randomUUID()}` };
    await prisma().payment.update({ where: { id: stuck.paymentId }, data: unknown });
    for (const [at, { orderId }] of orders.entries())
      await prisma().order.update({ where: { id: orderId }, data: { expiresAt: new Date(at) } });
    await expect(expireOrders(1)).rejects.toThrow('1 orders could not be given up');
    expect(await statusOf(stuck.orderId)).toBe('awaiting_payment');
    for (const { orderId } of others) expect(await statusOf(orderId)).toBe('cancelled');
    await prisma().payment.update({ where: { id: stuck.paymentId }, data: { checkoutSessionId: stuck.session } });
    await expireOrders();
    expect(await statusOf(stuck.orderId)).toBe('cancelled');
    expect(await stockOf(variant.id)).toEqual({ stockOnHand: 5, stockReserved: 0 });
  });

  test('that never got its payment page gets one when its buyer comes back, and the whole time to pay', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id, { stock: 5 });
    const cartId = await addToCart(null, { variantId: variant.id });
    const input = await form(cartId);
    const create = stripe().checkout.sessions.create;
    stripe().checkout.sessions.create = () => Promise.reject(new Error('the server dies'));
    await expect(placeOrder(guest, cartId, 'pl', input)).rejects.toThrow('the server dies');
    stripe().checkout.sessions.create = create;

    ahead = 5 * minute;
    shiftClock(ahead);
    const { orderId, paymentUrl } = await placeOrder(guest, cartId, 'pl', input);
    const { expiresAt } = await prisma().order.findUniqueOrThrow({ where: { id: orderId } });
    expect(paymentUrl).toContain('/pay/');
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + ahead + 30 * minute);
  });
});

describe('a payment that fails after its page was done', () => {
  const refuseLater = async (session: string) => {
    const answer = await fetch(`${sandbox.url}/sandbox/sessions/${session}/refuse-later`, {
      method: 'POST',
      headers: { accept: 'application/json' },
    });
    expect(await answer.json()).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
  };
  const failed = async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id, { stock: 5 });
    const cartId = await addToCart(null, { variantId: variant.id });
    const input = await form(cartId);
    const placed = await placeOrder(guest, cartId, 'pl', input);
    const [payment] = await prisma().payment.findMany({ where: { orderId: placed.orderId } });
    const session = payment?.checkoutSessionId ?? '';
    await refuseLater(session);
    await confirmPayment(session);
    expect(await statusOf(placed.orderId)).toBe('payment_failed');
    return { ...placed, variant, cartId, input, session };
  };

  test('is heard of as Stripe tells it', async () => {
    const { session } = await failed();
    const { data } = await stripe().events.list({ type: 'checkout.session.async_payment_failed', limit: 1 });
    expect(data[0]?.data.object).toMatchObject({ id: session });
  });

  test('is told to the buyer once, with where to pay again', async () => {
    const { orderId, number, accessToken, session } = await failed();
    await confirmPayment(session);
    const mails = await prisma().email.findMany({ where: { orderId } });
    expect(mails).toMatchObject([{ template: 'order_payment_failed', locale: 'pl', params: { number } }]);
    expect(mails[0]?.params).toMatchObject({
      link: expect.stringContaining(`/pl/orders/${number}?key=${accessToken}`),
    });
  });

  test('gives the order up in time: the stock is free and the cart can be placed again', async () => {
    const first = await failed();
    await prisma().order.update({ where: { id: first.orderId }, data: { expiresAt: new Date(0) } });
    await expireOrders();
    expect(await statusOf(first.orderId)).toBe('cancelled');
    expect(await stockOf(first.variant.id)).toEqual({ stockOnHand: 5, stockReserved: 0 });
    await confirmPayment(first.session);
    expect(await prisma().email.count({ where: { orderId: first.orderId, template: 'order_expired' } })).toBe(1);
    const second = await placeOrder(guest, first.cartId, 'pl', await form(first.cartId));
    expect(second.paymentUrl).not.toBe(first.paymentUrl);
    expect(await statusOf(second.orderId)).toBe('awaiting_payment');
  });

  test('makes room for another order of its cart at once', async () => {
    const first = await failed();
    const second = await placeOrder(guest, first.cartId, 'pl', await form(first.cartId));
    expect(second.orderId).not.toBe(first.orderId);
    expect(await statusOf(first.orderId)).toBe('cancelled');
    expect(await stockOf(first.variant.id)).toEqual({ stockOnHand: 5, stockReserved: 1 });
    // Its buyer has another one, and hears nothing of time that is over.
    expect(await prisma().email.count({ where: { orderId: first.orderId, template: 'order_expired' } })).toBe(0);
  });

  test('is paid on another page, one however often it is asked for, and the old one counts no more', async () => {
    const { orderId, number, accessToken, paymentUrl, session, variant } = await failed();
    await expect(payAgain(guest, { number })).rejects.toThrow('ordering.unknown');
    const again = () => payAgain(guest, { number, key: accessToken });
    const [one, two] = await Promise.all([again(), again()]);
    expect(one.paymentUrl).toBe(two.paymentUrl);
    expect(one.paymentUrl).not.toBe(paymentUrl);
    await confirmPayment(session);
    expect(await statusOf(orderId)).toBe('awaiting_payment');
    const next = one.paymentUrl.split('/pay/')[1] ?? '';
    await fetch(`${sandbox.url}/sandbox/sessions/${next}/pay`, { method: 'POST' });
    await confirmPayment(next);
    expect(await statusOf(orderId)).toBe('paid');
    expect(await stockOf(variant.id)).toEqual({ stockOnHand: 4, stockReserved: 0 });
  });
});

describe('a double click', () => {
  test('on the last piece shows the order twice, and never that it is sold out', async () => {
    const { enterprise } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id, { stock: 1 });
    const cartId = await addToCart(null, { variantId: variant.id });
    const input = await form(cartId);
    const orders = await Promise.all(Array.from({ length: 5 }, () => placeOrder(guest, cartId, 'pl', input)));
    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(1);
    expect(await stockOf(variant.id)).toEqual({ stockOnHand: 1, stockReserved: 1 });
  });
});

describe('a download', () => {
  test('is provided also when its seller accepts the order before the job comes to it', async () => {
    const { enterprise, user } = await makeEnterprise();
    const { variant } = await makeListing(enterprise.id, { kind: 'download', stock: null });
    const { orderId, session } = await place(variant.id);
    await fetch(`${sandbox.url}/sandbox/sessions/${session}/pay`, { method: 'POST' });
    await confirmPayment(session);
    const part = await prisma().sellerOrder.findFirstOrThrow({ where: { orderId } });
    await acceptOrder(ownerOf(user.id, enterprise.id), { sellerOrderId: part.id });
    await provideDownloads(orderId);
    expect((await prisma().sellerOrder.findUniqueOrThrow({ where: { id: part.id } })).status).toBe('provided');
  });
});
