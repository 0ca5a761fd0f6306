import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { guest, system } from '#lib/core/actor.ts';
import { minute, shiftClock } from '#lib/core/clock.ts';
import type { ReconciliationDifference } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { post, trialBalance } from '#lib/ledger/index.ts';
import {
  addToCart,
  placeOrder,
  placeOrderSchema,
  quoteCart,
  reconcilePayments,
  saleEntries,
} from '#lib/ordering/index.ts';
import { lastRun, listDifferences, readBalances, reconcile, resolveDifference } from '#lib/payments/index.ts';
import { startSandbox } from '../../../runtime/payment-sandbox/server.ts';
import { verifiedAccount } from '../ordering/paid.ts';
import { makeEnterprise, makeListing, personOf, referenceData } from '../world.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let stripe: Stripe;
const finance = system('test');

beforeAll(async () => {
  const secretKey = process.env['STRIPE_SECRET_KEY'] ?? '';
  sandbox = await startSandbox({ databaseUrl: process.env['DATABASE_URL'] ?? '', secretKey });
  process.env['STRIPE_API_BASE'] = sandbox.url;
  const { hostname, port } = new URL(sandbox.url);
  stripe = new Stripe(secretKey, { host: hostname, port, protocol: 'http' });
  await referenceData();
});
afterAll(() => sandbox.close());
// What was done just now is left alone by a run: it may be under way.
beforeEach(() => shiftClock(5 * minute));

/** An order that is paid at Stripe, of which no webhook has told us. */
async function paidUnheard(): Promise<string> {
  const { enterprise } = await makeEnterprise();
  const { variant } = await makeListing(enterprise.id);
  const cartId = await addToCart(null, { variantId: variant.id, quantity: 1 });
  const { quote } = await quoteCart(prisma(), cartId, 'PL', 'PLN');
  const input = placeOrderSchema.parse({
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
  const { orderId } = await placeOrder(guest, cartId, 'pl', input);
  const { checkoutSessionId } = await prisma().payment.findFirstOrThrow({ where: { orderId } });
  await payPage(checkoutSessionId ?? '');
  return orderId;
}

async function payPage(session: string): Promise<void> {
  const answer = await fetch(`${sandbox.url}/sandbox/sessions/${session}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card: '4242424242424242' }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** A charge that nothing of ours asked for. */
async function foreignCharge(): Promise<string> {
  const session = await stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: 'http://shop.example/',
    line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 4_900, product_data: { name: 'Vase' } } }],
  });
  await payPage(session.id);
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
  const intent = paid.payment_intent;
  if (typeof intent !== 'object' || !intent || typeof intent.latest_charge !== 'string') throw new Error('no charge');
  return intent.latest_charge;
}

const open = async (): Promise<readonly ReconciliationDifference[]> => (await listDifferences(finance, 'open')).items;

describe('reconciliation', () => {
  test('repairs what a lost webhook left behind: the order is paid and booked, and Stripe and ledger agree', async () => {
    const orderId = await paidUnheard();
    const run = await reconcilePayments(finance);
    expect(run).toMatchObject({ repaired: 1, found: 0, compared: { charge: 1 } });
    const order = await prisma().order.findUniqueOrThrow({ where: { id: orderId }, include: { payments: true } });
    expect(order.status).toBe('paid');
    expect(order.payments[0]?.status).toBe('succeeded');
    const [settled] = (await listDifferences(finance, 'settled')).items;
    expect(settled).toMatchObject({ kind: 'state', objectType: 'charge', resolution: 'repaired', orderId });
    expect(await open()).toEqual([]);
    for (const line of readBalances(run)) expect(line.stripe).toBe(line.ledger);
    expect((await trialBalance(finance)).reduce((sum, { amount }) => sum + amount.minor, 0n)).toBe(0n);

    // The same again finds nothing to do.
    expect(await reconcilePayments(finance)).toMatchObject({ repaired: 0, found: 0 });
  });

  test('leaves alone what is just under way', async () => {
    shiftClock(0);
    const orderId = await paidUnheard();
    expect((await reconcilePayments(finance)).repaired).toBe(0);
    expect((await prisma().order.findUniqueOrThrow({ where: { id: orderId } })).status).toBe('awaiting_payment');
    shiftClock(5 * minute);
    expect((await reconcilePayments(finance)).repaired).toBe(1);
  });

  test('keeps one row of what it cannot repair, shows the balance that stays off, and lets a person explain it', async () => {
    const charge = await foreignCharge();
    await stripe.refunds.create({ charge, amount: 900 });
    await reconcilePayments(finance);
    await reconcilePayments(finance);
    const differences = await open();
    expect(differences.map(({ kind, objectType }) => `${objectType} ${kind}`).toSorted()).toEqual([
      'balance balance',
      'charge unknown',
      'refund unknown',
    ]);
    const unknown = differences.find(({ objectId }) => objectId === charge);
    expect(unknown).toMatchObject({ stripeMinor: 4_900n, oursMinor: null, currency: 'EUR' });

    const reason = 'A test of the dashboard by hand, to be refunded.';
    await resolveDifference(finance, { differenceId: unknown?.id ?? '', reason });
    await expect(resolveDifference(finance, { differenceId: unknown?.id ?? '', reason })).rejects.toThrow(
      /difference_settled/,
    );
    await reconcilePayments(finance);
    expect((await open()).map(({ objectId }) => objectId)).not.toContain(charge);
  });

  test('finds what we believe and Stripe does not know, and closes it when it is gone', async () => {
    const orderId = await paidUnheard();
    await reconcilePayments(finance);
    const { id } = await prisma().payment.findFirstOrThrow({ where: { orderId } });
    const { chargeId } = await prisma().payment.findFirstOrThrow({ where: { id } });
    await prisma().payment.update({
      where: { id },
      data: { chargeId: 'ch_invented', paymentIntentId: null, succeededAt: new Date() },
    });
    await reconcilePayments(finance);
    expect((await open()).filter(({ objectId }) => objectId === 'ch_invented')).toMatchObject([{ kind: 'missing' }]);
    await prisma().payment.update({ where: { id }, data: { chargeId } });
    await reconcilePayments(finance);
    expect((await open()).filter(({ objectId }) => objectId === 'ch_invented')).toEqual([]);
  });

  test('books a fee that was told late, once', async () => {
    const orderId = await paidUnheard();
    const payment = await prisma().payment.findFirstOrThrow({ where: { orderId } });
    const page = await stripe.checkout.sessions.retrieve(payment.checkoutSessionId ?? '', {
      expand: ['payment_intent'],
    });
    const intent = page.payment_intent;
    if (typeof intent !== 'object' || !intent || typeof intent.latest_charge !== 'string') throw new Error('no charge');
    // Confirmed while Stripe had not settled the charge: the sale is booked, its fee is not.
    await prisma().payment.update({
      where: { id: payment.id },
      data: {
        status: 'succeeded',
        succeededAt: new Date(),
        chargeId: intent.latest_charge,
        paymentIntentId: intent.id,
      },
    });
    const order = await prisma().order.findUniqueOrThrow({ where: { id: orderId }, include: { sellerOrders: true } });
    const entries = saleEntries(order);
    await post(prisma(), { cause: `order:${orderId}:paid`, kind: 'sale', orderId, entries });
    const fees = () => prisma().ledgerTransaction.count({ where: { cause: `payment:${payment.id}:fee` } });
    expect((await reconcilePayments(finance)).repaired).toBe(1);
    expect(await fees()).toBe(1);
    expect((await reconcilePayments(finance)).repaired).toBe(0);
    expect(await fees()).toBe(1);
  });

  test('says that it could not, and goes on at the next run', async () => {
    const orderId = await paidUnheard();
    const broken = { payment: () => Promise.reject(new Error('away')), transfer: async () => undefined };
    expect((await reconcile(finance, broken)).repaired).toBe(0);
    expect((await open()).filter((each) => each.orderId === orderId)).toMatchObject([{ kind: 'state' }]);
    expect((await reconcilePayments(finance)).repaired).toBe(1);
    expect((await open()).filter((each) => each.orderId === orderId)).toEqual([]);
    expect((await lastRun(finance)).last?.failure).toBeNull();
  });

  test('records a transfer of which the answer was lost, and finds one that came back in part', async () => {
    const account = await stripe.accounts.create({
      country: 'DE',
      type: 'express',
      capabilities: { transfers: { requested: true } },
    });
    const link = await stripe.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      return_url: 'http://shop.example/back',
      refresh_url: 'http://shop.example/refresh',
    });
    await fetch(link.url, {
      method: 'POST',
      body: new URLSearchParams({ iban: 'DE89370400440532013000', name: 'Maystor OOD', terms: 'on' }),
      redirect: 'manual',
    });
    const orderId = await paidUnheard();
    await reconcilePayments(finance);
    const sellerOrder = await prisma().sellerOrder.findFirstOrThrow({ where: { orderId } });
    await prisma().enterprise.update({
      where: { id: sellerOrder.enterpriseId },
      data: { stripeAccountId: account.id, payoutRail: 'stripe_connect' },
    });
    await verifiedAccount(sellerOrder.enterpriseId, account.id);
    const { chargeId } = await prisma().payment.findFirstOrThrow({ where: { orderId } });
    const due = await prisma().transfer.create({
      data: {
        sellerOrderId: sellerOrder.id,
        rail: 'stripe_connect',
        status: 'sending',
        amountMinor: 1_000n,
        currency: 'PLN',
      },
    });
    const sent = await stripe.transfers.create(
      {
        amount: 1_000,
        currency: 'pln',
        destination: account.id,
        source_transaction: chargeId ?? '',
        transfer_group: orderId,
        metadata: { sellerOrderId: sellerOrder.id, transferId: due.id, part: 'whole' },
      },
      { idempotencyKey: `transfer:${due.id}` },
    );
    expect((await reconcilePayments(finance)).repaired).toBe(1);
    const paid = await prisma().transfer.findUniqueOrThrow({ where: { id: due.id } });
    expect(paid).toMatchObject({ status: 'paid', stripeId: sent.id });
    expect(await prisma().ledgerTransaction.count({ where: { cause: `transfer:${due.id}` } })).toBe(1);

    await stripe.transfers.createReversal(sent.id, { amount: 400 });
    await reconcilePayments(finance);
    expect((await open()).filter(({ objectId }) => objectId === sent.id)).toEqual([]);
    expect(await prisma().transfer.findUniqueOrThrow({ where: { id: due.id } })).toMatchObject({
      status: 'partly_reversed',
      reversedMinor: 400n,
    });
  });

  test('runs once at a time, and for finance alone', async () => {
    const started = await prisma().reconciliationRun.create({ data: { from: new Date(), until: new Date() } });
    await expect(reconcilePayments(finance)).rejects.toThrow(/payments.reconciling/);
    await prisma().reconciliationRun.delete({ where: { id: started.id } });
    const support = personOf(randomUUID(), { staffRoles: ['support'] });
    for (const actor of [guest, support]) {
      await expect(reconcilePayments(actor)).rejects.toThrow(/identity/);
      await expect(listDifferences(actor, 'open')).rejects.toThrow(/identity/);
      await expect(resolveDifference(actor, { differenceId: randomUUID(), reason: 'x'.repeat(20) })).rejects.toThrow(
        /identity/,
      );
    }
  });
});
