import { randomUUID } from 'node:crypto';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { refundSome, sendRefund, shipOrder } from '#lib/ordering/index.ts';
import { sendReversal } from '#lib/payments/index.ts';
import { sendOfSellerOrder } from '#lib/payouts/index.ts';
import { referenceData } from '../world.ts';
import { balanceOf, isBalanced, makeSeller, onboard, openSandbox, paidOrder, type Sandbox } from './world.ts';

/** Stripe's answers arrive in another order than they were given; found by `npm run faults`. */

let sandbox: Sandbox;
/** Answers to the making of transfers, in the order in which they were asked for: those that are held until they are let go. */
let asked = 0;
const held = new Map<number, PromiseWithResolvers<void>>();

async function carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { hostname, port } = new URL(sandbox.url);
  const { method, url: path, headers } = request;
  const body = await buffer(request);
  const nth = method === 'POST' && path === '/v1/transfers' ? ++asked : 0;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    ask({ hostname, port, method, path, headers }, resolve).once('error', reject).end(body);
  });
  const bytes = await buffer(answer);
  await held.get(nth)?.promise;
  response.writeHead(answer.statusCode ?? 502, answer.headers).end(bytes);
}
const line = createServer((request, response) => void carry(request, response));

beforeAll(async () => {
  sandbox = await openSandbox();
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  process.env['STRIPE_API_BASE'] = `http://127.0.0.1:${(line.address() as AddressInfo).port}`;
  await referenceData();
});
afterAll(async () => {
  line.closeAllConnections();
  line.close();
  await sandbox.close();
});

function stripe() {
  const { hostname, port } = new URL(sandbox.url);
  return new Stripe(process.env['STRIPE_SECRET_KEY'] ?? '', { host: hostname, port, protocol: 'http' });
}

function sandboxAsks(path: string, body: BodyInit, headers: Record<string, string>) {
  return fetch(`${sandbox.url}${path}`, { method: 'POST', headers, body });
}

async function until(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { timeout: 10_000, interval: 20 }).toBe(true);
}

test('a refusal that arrives late does not undo the try after it: the money is sent once and is on record', async () => {
  const seller = await makeSeller();
  await onboard(sandbox, seller);
  const { orderId, part } = await paidOrder(sandbox, seller.variant.id);
  await shipOrder(system('test'), { sellerOrderId: part.id, carrier: 'Speedy', trackingNumber: '1' });
  await sendOfSellerOrder(part.id);
  // A refund whose share was taken back fails: it is due again, and its charge has no more to give.
  await refundSome(seller.owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: '', amount: '20.00' });
  for (const { id } of await prisma().transferReversal.findMany({ where: { transfer: { sellerOrderId: part.id } } }))
    await sendReversal(id);
  const { checkoutSessionId } = await prisma().payment.findFirstOrThrow({ where: { orderId } });
  await sandboxAsks(`/sandbox/sessions/${checkoutSessionId}/dispute`, '{}', { 'content-type': 'application/json' });
  await sandboxAsks(
    '/v1/payment_intents',
    new URLSearchParams({
      amount: '100000',
      currency: 'eur',
      payment_method: 'pm_card_bypassPending',
      confirm: 'true',
    }),
    { authorization: `Bearer ${process.env['STRIPE_SECRET_KEY']}` },
  );
  const refund = await prisma().refund.findFirstOrThrow({ where: { sellerOrderId: part.id } });
  await sendRefund(refund.id);

  // Two senders hear the same refusal, the one long after the other, who meanwhile sends from the balance and waits for the answer.
  const before = asked;
  const [refusal, success] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  held.set(before + 1, refusal).set(before + 3, success);
  const late = sendOfSellerOrder(part.id);
  await until(() => asked === before + 1);
  const quick = sendOfSellerOrder(part.id);
  await until(() => asked === before + 3);
  refusal.resolve();
  await late;
  success.resolve();
  await quick;

  const again = await prisma().transfer.findFirstOrThrow({
    where: { sellerOrderId: part.id, part: { startsWith: 'again:' } },
  });
  expect(again).toMatchObject({ status: 'paid', attempt: 1, chargeSpent: true });
  const made = (await stripe().transfers.list({ transfer_group: orderId })).data.filter(
    ({ metadata }) => metadata['transferId'] === again.id,
  );
  expect(made.map(({ id }) => id)).toEqual([again.stripeId]);
  expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
  expect(await isBalanced()).toBe(true);
});

test('a call that met another one is no refusal: the same call is made again, and has made one transfer', async () => {
  const seller = await makeSeller();
  await onboard(sandbox, seller);
  const { orderId, part } = await paidOrder(sandbox, seller.variant.id);
  await shipOrder(system('test'), { sellerOrderId: part.id, carrier: 'Speedy', trackingNumber: '1' });
  // Each time the call has taken effect; the SDK asks three times.
  await sandboxAsks('/sandbox/faults', new URLSearchParams({ fail: '409', times: '3', match: 'POST /v1/transfers' }), {
    accept: 'application/json',
  });
  await expect(sendOfSellerOrder(part.id)).rejects.toMatchObject({ statusCode: 409 });
  const [sending] = await prisma().transfer.findMany({ where: { sellerOrderId: part.id } });
  expect(sending).toMatchObject({ status: 'sending', attempt: 0, stripeId: null });
  await sendOfSellerOrder(part.id);
  const [paid] = await prisma().transfer.findMany({ where: { sellerOrderId: part.id } });
  expect(paid).toMatchObject({ status: 'paid', attempt: 0 });
  expect((await stripe().transfers.list({ transfer_group: orderId })).data.map(({ id }) => id)).toEqual([
    paid?.stripeId,
  ]);
  expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
});
