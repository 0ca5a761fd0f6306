import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { day, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  acceptOrder,
  applyStripeObject,
  assumeDelivered,
  cancelBySeller,
  completeOrders,
  confirmParcel,
  provideDownloads,
  refundSome,
  sendRefund,
  shipOrder,
} from '#lib/ordering/index.ts';
import { booked, expectBalanced, openSandbox, partOf, type Sandbox, sdk, sold } from './paid.ts';

/** What `npm run faults` has found, each as small as it could be made. */

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterEach(() => shiftClock(0));
afterAll(() => sandbox.close());

const desk = (where: string) =>
  fetch(`${sandbox.url}/sandbox/${where}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });

async function giveAllBack({ part, owner }: Awaited<ReturnType<typeof sold>>, amount = '') {
  const all = amount ? null : new Map(part.lines.map((line) => [line.id, line.quantity]));
  const shipping = amount ? {} : ({ shipping: 'on' } as const);
  await refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: '', amount, ...shipping }, all);
  const [refund] = (await partOf(part.id)).refunds;
  return refund?.id ?? '';
}

describe('a part that was given back in full stays refunded', () => {
  test('when its parcel arrives, is taken to have arrived, or its fortnight is over', async () => {
    const order = await sold(sandbox);
    const { part, owner } = order;
    await shipOrder(owner, { sellerOrderId: part.id, carrier: 'DHL', trackingNumber: 'JD1' });
    await sendRefund(await giveAllBack(order));
    const [shipment] = (await partOf(part.id)).shipments;
    await confirmParcel(owner, { shipmentId: shipment?.id ?? '' });
    expect((await partOf(part.id)).shipments[0]?.deliveredAt).not.toBeNull();
    expect((await partOf(part.id)).status).toBe('refunded');
    shiftClock(60 * day);
    await assumeDelivered();
    await completeOrders();
    expect((await partOf(part.id)).status).toBe('refunded');
    expect((await partOf(part.id)).order.status).toBe('refunded');
  });

  test('when its seller accepts it from a page that is out of date', async () => {
    const order = await sold(sandbox);
    await giveAllBack(order);
    await expect(acceptOrder(order.owner, { sellerOrderId: order.part.id })).rejects.toThrow(
      'ordering.not_possible_now',
    );
    expect((await partOf(order.part.id)).status).toBe('refunded');
  });
});

test('a part is delivered when its parcels had arrived before the rest of it was cancelled, and is complete in time', async () => {
  const { part, owner } = await sold(sandbox, { quantities: [2] });
  const one = new Map(part.lines.map((line) => [line.id, 1]));
  await shipOrder(owner, { sellerOrderId: part.id, carrier: 'DHL', trackingNumber: 'JD1' }, one);
  const [shipment] = (await partOf(part.id)).shipments;
  await confirmParcel(owner, { shipmentId: shipment?.id ?? '' });
  expect((await partOf(part.id)).status).toBe('accepted');
  await cancelBySeller(owner, { sellerOrderId: part.id, note: 'The second one broke.' }, one);
  expect((await partOf(part.id)).status).toBe('delivered');
  shiftClock(15 * day);
  await completeOrders();
  expect((await partOf(part.id)).status).toBe('completed');
});

test('a file that was refunded before it was handed over is handed over when the refund comes back', async () => {
  const order = await sold(sandbox, { kind: 'download' });
  const refundId = await giveAllBack(order);
  // The job of the payment comes late, and finds nothing that is paid for.
  await provideDownloads(order.orderId);
  await desk(`sessions/${order.session}/dispute`);
  const before = await prisma().outboxMessage.count({ where: { topic: 'order.paid' } });
  await sendRefund(refundId);
  expect(await prisma().outboxMessage.count({ where: { topic: 'order.paid' } })).toBe(before + 1);
  await provideDownloads(order.orderId);
  expect((await partOf(order.part.id)).status).toBe('provided');
});

test('a dispute that is lost while a refund is still to be asked for takes all from the seller', async () => {
  const order = await sold(sandbox);
  await giveAllBack(order, '5.00');
  await desk(`sessions/${order.session}/dispute`);
  const [dispute] = (await sdk(sandbox).disputes.list({ limit: 1 })).data;
  await desk(`disputes/${dispute?.id}/lost`);
  await applyStripeObject('dispute', dispute?.id ?? '');
  const part = await partOf(order.part.id);
  expect(part.refunds.map(({ status }) => status)).toEqual(['failed']);
  expect(part.refundedMinor).toBe(part.totalMinor);
  for (const kind of ['seller_payable', 'tax_payable', 'platform_commission', 'refunds', 'disputes'])
    expect(await booked(order.orderId, kind), kind).toBe(0n);
  await expectBalanced();
});
