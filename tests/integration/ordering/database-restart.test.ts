import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { confirmPayment, placeOrder, shipOrder } from '#lib/ordering/index.ts';
import { sendOfSellerOrder } from '#lib/payouts/index.ts';
import { makeEnterprise, makeListing, ownerOf } from '../world.ts';
import {
  connectedAccount,
  expectBalanced,
  filledCart,
  openSandbox,
  type Sandbox,
  sdk,
  verifiedAccount,
} from './paid.ts';

let sandbox: Sandbox;
let admin: pg.Client;
beforeAll(async () => {
  sandbox = await openSandbox();
  const url = new URL(process.env['DATABASE_URL'] ?? '');
  url.pathname = '/postgres';
  admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await sandbox.close();
});

/** What everybody who is connected meets when the database restarts: their connection is gone, and what was not committed with it. */
async function cutAll(): Promise<void> {
  const name = new URL(process.env['DATABASE_URL'] ?? '').pathname.slice(1);
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
}

/** Does it again, as a buyer presses the button again and a job is tried again, until it is done. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++)
    try {
      return await work();
    } catch (error) {
      if (tries === 40) throw error;
      await sleep(100);
    }
}

/** Cuts all connections each time that so many more steps have been taken, while the others are in the midst of theirs. */
function cutting(every: number) {
  let taken = 0;
  return async <T>(step: () => Promise<T>): Promise<T> => {
    const came = await insist(step);
    taken += 1;
    if (taken % every === 0) await cutAll();
    return came;
  };
}

/** Who has pressed twice sees that it is paid. */
async function pay(orderId: string): Promise<string> {
  const { checkoutSessionId } = await prisma().payment.findFirstOrThrow({ where: { orderId } });
  const session = checkoutSessionId ?? '';
  const headers = { 'content-type': 'application/json' };
  await fetch(`${sandbox.url}/sandbox/sessions/${session}/pay`, { method: 'POST', headers, body: '{}' });
  const { payment_status } = await sdk(sandbox).checkout.sessions.retrieve(session);
  if (payment_status !== 'paid') throw new Error(`the payment page is ${payment_status}`);
  return session;
}

test('the database restarted during 50 concurrent checkouts: no paid order is lost, no seller is paid twice', async () => {
  const { enterprise, user } = await makeEnterprise();
  const stripeAccountId = await connectedAccount(sandbox);
  await verifiedAccount(enterprise.id, stripeAccountId);
  await prisma().enterprise.update({
    where: { id: enterprise.id },
    data: { payoutRail: 'stripe_connect', stripeAccountId },
  });
  const owner = ownerOf(user.id, enterprise.id);
  const { variant } = await makeListing(enterprise.id, { stock: 50 });
  const carts: Awaited<ReturnType<typeof filledCart>>[] = [];
  for (let buyer = 0; buyer < 50; buyer++) carts.push(await filledCart(variant.id));

  const step = cutting(23);
  const orderIds = await Promise.all(
    carts.map(async ({ cartId, form }) => {
      const { orderId } = await step(() => placeOrder(guest, cartId, 'pl', form));
      const session = await step(() => pay(orderId));
      await step(() => confirmPayment(session));
      return orderId;
    }),
  );
  expect(new Set(orderIds).size).toBe(50);
  const parts = await insist(() => prisma().sellerOrder.findMany({ include: { order: true } }));
  expect(parts.map(({ status, order }) => `${status} ${order.status}`)).toEqual(orderIds.map(() => 'paid paid'));
  expect(await prisma().variant.findUniqueOrThrow({ where: { id: variant.id } })).toMatchObject({
    stockOnHand: 0,
    stockReserved: 0,
  });

  await Promise.all(
    parts.map(async ({ id: sellerOrderId }) => {
      await step(async () => {
        const { handedOverAt } = await prisma().sellerOrder.findUniqueOrThrow({ where: { id: sellerOrderId } });
        if (!handedOverAt) await shipOrder(owner, { sellerOrderId, carrier: 'DHL', trackingNumber: 'JD1' });
      });
      await step(() => sendOfSellerOrder(sellerOrderId));
    }),
  );
  const at = sdk(sandbox);
  for (const { id: sellerOrderId, orderId } of parts) {
    const transfers = await insist(() => prisma().transfer.findMany({ where: { sellerOrderId } }));
    expect(transfers).toMatchObject([{ status: 'paid' }]);
    const { data: sent } = await at.transfers.list({ transfer_group: orderId });
    expect(sent.map(({ id, amount }) => [id, BigInt(amount)])).toEqual(
      transfers.map(({ stripeId, amountMinor }) => [stripeId, amountMinor]),
    );
  }
  const { data: charges } = await at.charges.list({ limit: 100 });
  expect(charges.filter(({ paid }) => paid)).toHaveLength(50);
  await expectBalanced();
}, 180_000);
