import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { day, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  acceptOrder,
  actForStaff,
  applyStripeEvent,
  applyStripeObject,
  assumeDelivered,
  cancelByBuyer,
  cancelBySeller,
  cancelUnaccepted,
  completeOrders,
  confirmParcel,
  confirmPayment,
  giveEvidence,
  mailPaidOrder,
  previewRefund,
  provideDownloads,
  readOrder,
  refundSome,
  sendEvidence,
  sendRefund,
  shipOrder,
} from '#lib/ordering/index.ts';
import { receiveEvent, sendReversal } from '#lib/payments/index.ts';
import { sendOfSellerOrder } from '#lib/payouts/index.ts';
import { personOf } from '../world.ts';
import {
  booked,
  connectedAccount,
  expectBalanced,
  openSandbox,
  partOf,
  payAt,
  type Sandbox,
  sdk,
  sold,
  stockOf,
  verifiedAccount,
} from './paid.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterEach(() => shiftClock(0));
afterAll(() => sandbox.close());

const parcel = { carrier: 'DHL', trackingNumber: 'JD01' };
const nothing = { note: '', amount: '' };
const refundsOf = (sellerOrderId: string) => prisma().refund.findMany({ where: { sellerOrderId } });

/** Does what the job does with all of a part's refunds. */
async function sendAll(sellerOrderId: string) {
  for (const { id } of await refundsOf(sellerOrderId)) await sendRefund(id);
}

describe('a refund', () => {
  test('of one piece, of delivery and of an amount add up exactly, here, in the books and at Stripe', async () => {
    const { part, owner, orderId, number, accessToken } = await sold(sandbox, { quantities: [3, 1] });
    const [first] = part.lines;
    const give = (more: object, quantities: Map<string, number> | null = null) =>
      refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), ...nothing, ...more }, quantities);
    await give({}, new Map([[first?.id ?? '', 1]]));
    await give({ shipping: 'on' });
    await give({ amount: '3,33' });
    await sendAll(part.id);
    expect((await readOrder(guest, number, accessToken)).status).toBe('partly_refunded');
    const some = await partOf(part.id);
    const rest = some.totalMinor - some.refundedMinor;
    await give({ amount: `${rest / 100n}.${(rest % 100n).toString().padStart(2, '0')}` });
    await sendAll(part.id);

    const after = await partOf(part.id);
    expect(after.refundedMinor).toBe(after.totalMinor);
    expect(after.refundedTaxMinor).toBe(after.taxMinor);
    expect(after.refundedCommissionMinor).toBe(after.commissionMinor);
    expect(after.lines.every((line) => line.refundedMinor === line.totalMinor)).toBe(true);
    for (const kind of ['seller_payable', 'tax_payable', 'platform_commission', 'refunds'])
      expect(await booked(orderId, kind), kind).toBe(0n);
    const payment = await prisma().payment.findFirstOrThrow({ where: { orderId } });
    const charge = await sdk(sandbox).charges.retrieve(payment.chargeId ?? '');
    expect(BigInt(charge.amount_refunded)).toBe(after.totalMinor);
    // A fully refunded order reads refunded, never paid.
    expect((await readOrder(guest, number, accessToken)).status).toBe('refunded');
    expect(after.status).toBe('refunded');
    await expectBalanced();
  });

  test('above what is left is refused, and nothing is stored', async () => {
    const { part, owner } = await sold(sandbox);
    const input = { sellerOrderId: part.id, requestKey: randomUUID(), note: '' };
    const over = (part.totalMinor + 1n).toString();
    const amount = `${over.slice(0, -2)}.${over.slice(-2)}`;
    await expect(refundSome(owner, { ...input, amount })).rejects.toThrow('ordering.refund_too_much');
    for (const typed of ['-5', '0', '1,234', '9007199254740993', 'fünf'])
      await expect(refundSome(owner, { ...input, amount: typed }), typed).rejects.toThrow(
        /money|nothing_chosen|too_much/,
      );
    await expect(refundSome(owner, input)).rejects.toThrow('ordering.nothing_chosen');
    await expect(refundSome(owner, input, new Map([[part.lines[0]?.id ?? '', 3]]))).rejects.toThrow(
      'ordering.bad_quantity',
    );
    expect(await refundsOf(part.id)).toEqual([]);
    // Nor does the database let anybody past.
    const past = prisma().sellerOrder.update({ where: { id: part.id }, data: { refundedMinor: part.totalMinor + 1n } });
    await expect(past).rejects.toThrow(/seller_order_refunded/);
  });

  test('two at once of all there is: exactly one', async () => {
    const { part, owner } = await sold(sandbox);
    const all = new Map(part.lines.map((line) => [line.id, line.quantity]));
    const give = () =>
      refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: '', shipping: 'on' }, all);
    const results = await Promise.allSettled([give(), give(), give()]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await refundsOf(part.id)).toHaveLength(1);
    const same = randomUUID();
    const { part: other, owner: theirs } = await sold(sandbox);
    const twice = { sellerOrderId: other.id, requestKey: same, note: '', amount: '5' };
    await Promise.all([refundSome(theirs, twice), refundSome(theirs, twice), refundSome(theirs, twice)]);
    expect(await refundsOf(other.id)).toHaveLength(1);
    await Promise.all([sendAll(other.id), sendAll(other.id)]);
    await sendAll(other.id);
    const payment = await prisma().payment.findFirstOrThrow({ where: { orderId: other.orderId } });
    expect((await sdk(sandbox).charges.retrieve(payment.chargeId ?? '')).amount_refunded).toBe(500);
  });

  test('of somebody else’s order is refused', async () => {
    const { part } = await sold(sandbox);
    const { owner: stranger } = await sold(sandbox, { pay: false });
    const input = { sellerOrderId: part.id, requestKey: randomUUID(), note: '', amount: '1' };
    await expect(refundSome(stranger, input)).rejects.toThrow('identity.not_allowed');
    await expect(refundSome(guest, input)).rejects.toThrow('identity.sign_in_required');
    await expect(previewRefund(stranger, input, null)).rejects.toThrow('identity.not_allowed');
    await expect(refundSome(stranger, { ...input, sellerOrderId: randomUUID() })).rejects.toThrow('ordering.unknown');
  });

  test('that comes back from the bank puts everything back where it was', async () => {
    const { part, owner, orderId } = await sold(sandbox, { card: '4000000000005126' });
    await acceptOrder(owner, { sellerOrderId: part.id });
    const all = new Map(part.lines.map((line) => [line.id, line.quantity]));
    await refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: '', shipping: 'on' }, all);
    await sendAll(part.id);
    expect((await partOf(part.id)).status).toBe('refunded');
    const [refund] = await refundsOf(part.id);
    await expect
      .poll(async () => (await sdk(sandbox).refunds.retrieve(refund?.stripeId ?? '')).status, { timeout: 15_000 })
      .toBe('failed');
    for (let time = 0; time < 3; time++) await applyStripeObject('refund', refund?.stripeId ?? '');
    const after = await partOf(part.id);
    expect(after.refundedMinor).toBe(0n);
    expect(after.status).toBe('accepted');
    expect(after.order.status).toBe('paid');
    expect(await booked(orderId, 'refunds')).toBe(0n);
    expect(await prisma().email.count({ where: { orderId, template: 'refund_failed' } })).toBe(1);
    await expectBalanced();
  });

  test('takes the seller’s share back where it has left already', async () => {
    const { part, owner, orderId } = await sold(sandbox);
    const account = await connectedAccount(sandbox);
    await prisma().enterprise.update({
      where: { id: part.enterpriseId },
      data: { payoutRail: 'stripe_connect', stripeAccountId: account },
    });
    await verifiedAccount(part.enterpriseId, account);
    await shipOrder(owner, { sellerOrderId: part.id, ...parcel });
    await sendOfSellerOrder(part.id);
    const before = (await partOf(part.id)).transfers[0];
    if (before?.status !== 'paid') throw new Error('the transfer has left');
    await refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: '', amount: '12.34' });
    const [refund] = await refundsOf(part.id);
    const [reversal] = await prisma().transferReversal.findMany({ where: { transferId: before.id } });
    expect(reversal?.amountMinor).toBe(refund?.shareMinor);
    await Promise.all([sendReversal(reversal?.id ?? ''), sendReversal(reversal?.id ?? '')]);
    await applyStripeObject('transfer', before.stripeId ?? '');
    const after = (await partOf(part.id)).transfers[0];
    expect(after).toMatchObject({ status: 'partly_reversed', reversedMinor: refund?.shareMinor });
    expect(BigInt((await sdk(sandbox).transfers.retrieve(before.stripeId ?? '')).amount_reversed)).toBe(
      refund?.shareMinor,
    );
    expect(await booked(orderId, 'seller_payable')).toBe(0n);
    await expectBalanced();
  });

  test('before the hand-over makes the transfer smaller', async () => {
    const { part, owner } = await sold(sandbox);
    await refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: '', amount: '10' });
    const [refund] = await refundsOf(part.id);
    await shipOrder(owner, { sellerOrderId: part.id, ...parcel });
    const share = part.totalMinor - part.taxMinor - part.commissionMinor;
    expect((await partOf(part.id)).transfers[0]?.amountMinor).toBe(share - (refund?.shareMinor ?? 0n));
  });
});

describe('cancelling', () => {
  test('by the buyer, until the seller accepts: money and stock go back', async () => {
    const { part, accessToken, number } = await sold(sandbox);
    const variantId = part.lines[0]?.variantId ?? '';
    expect(await stockOf(variantId)).toBe(3);
    await expect(cancelByBuyer(guest, { sellerOrderId: part.id }, null)).rejects.toThrow('ordering.unknown');
    await cancelByBuyer(guest, { sellerOrderId: part.id, key: accessToken }, null);
    await sendAll(part.id);
    expect(await stockOf(variantId)).toBe(5);
    const order = await readOrder(guest, number, accessToken);
    expect(order.status).toBe('refunded');
    expect(order.sellerOrders[0]?.status).toBe('cancelled');
    await expect(cancelByBuyer(guest, { sellerOrderId: part.id, key: accessToken }, null)).rejects.toThrow(
      'ordering.cancelled_already',
    );
    await expectBalanced();
  });

  test('after the seller accepted is the seller’s to decide, by line, with a reason the buyer reads', async () => {
    const { part, owner, accessToken, orderId } = await sold(sandbox, { quantities: [2, 1] });
    await acceptOrder(owner, { sellerOrderId: part.id });
    await expect(cancelByBuyer(guest, { sellerOrderId: part.id, key: accessToken }, null)).rejects.toThrow(
      'ordering.accepted_already',
    );
    const [first, second] = part.lines;
    const said = { sellerOrderId: part.id, note: 'Jeden talerz pękł w piecu, przepraszamy.' };
    await cancelBySeller(owner, said, new Map([[first?.id ?? '', 1]]));
    const after = await partOf(part.id);
    expect(after.status).toBe('accepted');
    expect(after.refundedMinor).toBe(first?.unitPriceMinor);
    expect(after.refundedShippingMinor).toBe(0n);
    const mail = await prisma().email.findFirstOrThrow({ where: { orderId, template: 'order_cancelled' } });
    expect(mail.params).toMatchObject({ reason: said.note });
    // What is left can be sent, and no more than that.
    await expect(
      shipOrder(owner, { sellerOrderId: part.id, ...parcel }, new Map([[first?.id ?? '', 2]])),
    ).rejects.toThrow('ordering.bad_quantity');
    await shipOrder(owner, { sellerOrderId: part.id, ...parcel });
    expect((await partOf(part.id)).lines.find((line) => line.id === second?.id)?.sentQuantity).toBe(1);
    expect((await partOf(part.id)).status).toBe('shipped');
  });

  test('a dispatched order says why not, in words', async () => {
    const { part, owner, accessToken } = await sold(sandbox);
    await shipOrder(owner, { sellerOrderId: part.id, ...parcel });
    await expect(cancelByBuyer(guest, { sellerOrderId: part.id, key: accessToken }, null)).rejects.toThrow(
      'ordering.dispatched_already',
    );
    await expect(
      cancelBySeller(owner, { sellerOrderId: part.id, note: 'Nie mamy go już na stanie.' }, null),
    ).rejects.toThrow('ordering.dispatched_already');
  });

  test('what a seller did not accept in time is cancelled and refunded by itself, after a reminder', async () => {
    const { part, orderId } = await sold(sandbox);
    shiftClock(3.5 * day);
    await cancelUnaccepted();
    await cancelUnaccepted();
    expect((await partOf(part.id)).status).toBe('paid');
    expect(await prisma().email.count({ where: { orderId, template: 'seller_order_waits' } })).toBe(1);
    shiftClock(5.1 * day);
    await Promise.all([cancelUnaccepted(), cancelUnaccepted()]);
    await sendAll(part.id);
    expect((await partOf(part.id)).status).toBe('cancelled');
    expect((await partOf(part.id)).order.status).toBe('refunded');
    expect(await refundsOf(part.id)).toMatchObject([{ reason: 'not_accepted', status: 'succeeded' }]);
  });

  test('money that comes for an order given up, whose thing is gone, goes back by itself', async () => {
    const { part, orderId, number, accessToken } = await sold(sandbox, { pay: false, quantities: [5] });
    const variantId = part.lines[0]?.variantId ?? '';
    // The page is not closed at Stripe: the payment arrives a moment later.
    await prisma().order.update({ where: { id: orderId }, data: { status: 'cancelled' } });
    await prisma().sellerOrder.update({ where: { id: part.id }, data: { status: 'cancelled' } });
    await prisma().$executeRaw`update place_stock set reserved = 0, on_hand = 1 where variant_id = ${variantId}::uuid`;
    await prisma().stockReservation.updateMany({ where: { orderId }, data: { state: 'released' } });
    await confirmPayment(await payAt(sandbox, orderId));
    await sendAll(part.id);
    await mailPaidOrder(orderId);
    expect((await readOrder(guest, number, accessToken)).status).toBe('refunded');
    expect(await stockOf(variantId)).toBe(1);
    const mails = await prisma().email.findMany({ where: { orderId }, select: { template: true } });
    expect(mails.map(({ template }) => template).sort()).toEqual(['order_cancelled', 'order_refunded']);
    await expectBalanced();
  });
});

describe('sending', () => {
  test('orders paid in one split payment count as paid, each is fulfilled and transferred by itself', async () => {
    const { parts, owners } = await sold(sandbox, { sellers: 2 });
    expect(parts.map((part) => part.status)).toEqual(['paid', 'paid']);
    for (const [at, part] of parts.entries())
      await shipOrder(owners[at] ?? guest, { sellerOrderId: part.id, ...parcel });
    const after = await Promise.all(parts.map((part) => partOf(part.id)));
    expect(after.map((part) => part.status)).toEqual(['shipped', 'shipped']);
    expect(after.every((part) => part.transfers.length === 1)).toBe(true);
  });

  test('an enterprise that has just come sells beside others in one cart, without a sales channel of its own', async () => {
    const { parts, orderId } = await sold(sandbox, { sellers: 3 });
    expect(new Set(parts.map(({ enterpriseId }) => enterpriseId)).size).toBe(3);
    expect(
      await prisma().order.count({ where: { cartId: parts[0] ? (await partOf(parts[0].id)).order.cartId : null } }),
    ).toBe(1);
    expect(await prisma().payment.count({ where: { orderId } })).toBe(1);
  });

  test('in parts charges delivery once, and each parcel is told of and confirmed by itself', async () => {
    const { part, owner, orderId, accessToken } = await sold(sandbox, { quantities: [2, 1] });
    const [first] = part.lines;
    const send = (quantities: Map<string, number> | null) =>
      shipOrder(owner, { sellerOrderId: part.id, ...parcel }, quantities);
    await send(new Map([[first?.id ?? '', 1]]));
    expect((await partOf(part.id)).status).toBe('accepted');
    expect((await partOf(part.id)).transfers).toHaveLength(0);
    await send(null);
    const after = await partOf(part.id);
    expect(after.status).toBe('shipped');
    expect(after.shipments).toHaveLength(2);
    expect(after.transfers).toHaveLength(1);
    expect({ shipping: after.shippingMinor, total: after.totalMinor }).toEqual({
      shipping: part.shippingMinor,
      total: part.totalMinor,
    });
    const { feeMinor } = await prisma().payment.findFirstOrThrow({ where: { orderId } });
    expect(await booked(orderId, 'stripe_clearing')).toBe(part.totalMinor - (feeMinor ?? 0n));
    await expect(send(null)).rejects.toThrow('ordering.not_possible_now');

    const [one, two] = after.shipments;
    await expect(confirmParcel(guest, { shipmentId: one?.id ?? '' })).rejects.toThrow('ordering.unknown');
    await expect(confirmParcel(guest, { shipmentId: randomUUID() })).rejects.toThrow('ordering.unknown');
    await confirmParcel(guest, { shipmentId: one?.id ?? '', key: accessToken });
    await confirmParcel(guest, { shipmentId: one?.id ?? '', key: accessToken });
    expect((await partOf(part.id)).status).toBe('shipped');
    await confirmParcel(owner, { shipmentId: two?.id ?? '' });
    const end = await partOf(part.id);
    expect(end.status).toBe('delivered');
    expect(end.shipments.map((shipment) => shipment.deliveredBy).sort()).toEqual(['buyer', 'seller']);
  });

  test('what nobody speaks of has arrived after a month, and is complete two weeks later', async () => {
    const { part, owner, orderId, accessToken } = await sold(sandbox);
    await shipOrder(owner, { sellerOrderId: part.id, ...parcel });
    shiftClock(31 * day);
    await assumeDelivered();
    expect((await partOf(part.id)).shipments[0]).toMatchObject({ deliveredBy: 'assumed' });
    expect(await prisma().email.count({ where: { orderId, template: 'order_assumed_delivered' } })).toBe(1);
    await completeOrders();
    expect((await partOf(part.id)).status).toBe('delivered');
    shiftClock(46 * day);
    await completeOrders();
    expect((await partOf(part.id)).status).toBe('completed');
    expect((await partOf(part.id)).order.status).toBe('completed');
    const told = await prisma().email.findMany({ where: { orderId, template: 'order_completed' } });
    expect(told).toMatchObject([{ locale: 'pl', params: { link: expect.stringContaining(`?key=${accessToken}`) } }]);
  });

  test('a download cannot be cancelled once it was handed over', async () => {
    const { part, orderId, accessToken } = await sold(sandbox, { kind: 'download', quantities: [1] });
    await provideDownloads(orderId);
    await expect(cancelByBuyer(guest, { sellerOrderId: part.id, key: accessToken }, null)).rejects.toThrow(
      'ordering.handed_over_already',
    );
  });
});

describe('webhooks', () => {
  const secret = () => process.env['STRIPE_WEBHOOK_SECRET'] ?? '';
  const stripe = new Stripe('sk_test_unused');

  async function deliver(event: { id: string; type: string; object: object }): Promise<void> {
    const payload = JSON.stringify({ id: event.id, object: 'event', type: event.type, data: { object: event.object } });
    const signature = stripe.webhooks.generateTestHeaderString({ payload, secret: secret() });
    await receiveEvent(payload, signature);
    await applyStripeEvent(event.id);
  }

  test('tripled and shuffled give one state', async () => {
    const { part, orderId, owner } = await sold(sandbox, { pay: false });
    await payAt(sandbox, orderId);
    const session = (await prisma().payment.findFirstOrThrow({ where: { orderId } })).checkoutSessionId ?? '';
    await confirmPayment(session);
    await refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: '', amount: '7' });
    const at = sdk(sandbox);
    const payment = await prisma().payment.findFirstOrThrow({ where: { orderId } });
    await sendAll(part.id);
    const events = (await at.events.list({ limit: 100 })).data.filter((event) => {
      const text = JSON.stringify(event.data.object);
      return text.includes(payment.chargeId ?? '-') || text.includes(session);
    });
    const seeds = [7, 3, 11];
    const shuffled = seeds
      .flatMap((seed) => events.map((event, index) => ({ event, order: (index * 7 + seed) % 13 })))
      .sort((a, b) => a.order - b.order);
    expect(shuffled.length).toBeGreaterThan(9);
    await Promise.all(
      shuffled.map(({ event }) => deliver({ id: event.id, type: event.type, object: event.data.object })),
    );
    const after = await partOf(part.id);
    expect(after.refundedMinor).toBe(700n);
    expect(after.order.status).toBe('partly_refunded');
    expect(await booked(orderId, 'refunds')).toBe(0n);
    expect(await prisma().ledgerTransaction.count({ where: { orderId } })).toBe(4);
    await expectBalanced();
  });

  test('on which the work fails wait to be worked on again', async () => {
    const id = `evt_${randomUUID()}`;
    const closed = { id, type: 'charge.dispute.closed', object: { id: 'dp_unknown', object: 'dispute' } };
    await expect(deliver(closed)).rejects.toThrow('dp_unknown');
    expect(await prisma().stripeEvent.findUniqueOrThrow({ where: { id } })).toMatchObject({ processedAt: null });
  });

  test('of an unknown type are kept and do nothing; forged and replayed ones are refused', async () => {
    const id = `evt_${randomUUID()}`;
    await deliver({ id, type: 'customer.tax_id.created', object: { id: 'txi_1', object: 'tax_id' } });
    expect(await prisma().stripeEvent.findUniqueOrThrow({ where: { id } })).toMatchObject({
      processedAt: expect.any(Date),
    });
    const payload = JSON.stringify({ id: `evt_${randomUUID()}`, type: 'charge.refunded', data: { object: {} } });
    const before = await prisma().stripeEvent.count();
    await expect(
      receiveEvent(payload, stripe.webhooks.generateTestHeaderString({ payload, secret: 'whsec_of_another' })),
    ).rejects.toThrow('payments.bad_signature');
    const timestamp = Math.floor(Date.now() / 1000) - 600;
    await expect(
      receiveEvent(payload, stripe.webhooks.generateTestHeaderString({ payload, secret: secret(), timestamp })),
    ).rejects.toThrow('payments.bad_signature');
    expect(await prisma().stripeEvent.count()).toBe(before);
  });
});

describe('a dispute', () => {
  const decidedMails = (orderId: string) =>
    prisma().email.findMany({ where: { orderId, template: 'order_dispute_decided' } });

  test('that is heard of before the payment holds the money, and is booked once when it is lost', async () => {
    const { part, orderId, number, accessToken, owner } = await sold(sandbox, { pay: false });
    await payAt(sandbox, orderId, '4000000000000259');
    const at = sdk(sandbox);
    const [found] = (await at.disputes.list({ limit: 1 })).data;
    const stripeId = found?.id ?? '';
    await Promise.all([applyStripeObject('dispute', stripeId), applyStripeObject('dispute', stripeId)]);
    expect((await readOrder(guest, number, accessToken)).status).toBe('disputed');
    expect(await prisma().email.count({ where: { orderId, template: 'dispute_opened' } })).toBe(1);
    expect(await prisma().email.count({ where: { orderId, template: 'order_disputed' } })).toBe(1);
    await shipOrder(owner, { sellerOrderId: part.id, ...parcel });
    await sendOfSellerOrder(part.id);
    expect((await partOf(part.id)).transfers[0]?.status).toBe('due');
    await expect(
      refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: '', amount: '1' }),
    ).rejects.toThrow('ordering.disputed');
    expect(await booked(orderId, 'disputes')).toBe(part.totalMinor);
    await at.disputes.update(stripeId, { evidence: { uncategorized_text: 'losing_evidence' }, submit: true });
    for (let time = 0; time < 3; time++) await applyStripeObject('dispute', stripeId);
    const after = await partOf(part.id);
    expect(after.order.status).toBe('refunded');
    expect(await decidedMails(orderId)).toMatchObject([{ recipient: after.order.email, params: { outcome: 'lost' } }]);
    expect(await booked(orderId, 'disputes')).toBe(0n);
    expect(await booked(orderId, 'seller_payable')).toBe(0n);
    expect(after.transfers[0]).toMatchObject({ status: 'netted', amountMinor: 0n, refundedMinor: expect.any(BigInt) });
    await expectBalanced();
  });

  test('lets nobody cancel; what nobody has accepted is cancelled once the bank has decided', async () => {
    const { part, orderId, accessToken, owner } = await sold(sandbox, { card: '4000000000000259' });
    const payment = await prisma().payment.findFirstOrThrow({ where: { orderId } });
    const at = sdk(sandbox);
    const [found] = (await at.disputes.list({ charge: payment.chargeId ?? '' })).data;
    const stripeId = found?.id ?? '';
    await applyStripeObject('dispute', stripeId);
    const acts = [
      () => cancelByBuyer(guest, { sellerOrderId: part.id, key: accessToken }, null),
      () => cancelBySeller(owner, { sellerOrderId: part.id, note: 'The kiln has broken.' }, null),
      () =>
        actForStaff(personOf(randomUUID(), { staffRoles: ['support'] }), {
          sellerOrderId: part.id,
          act: 'cancel',
          reason: 'The buyer called us.',
          requestKey: randomUUID(),
        }),
    ];
    for (const act of acts) await expect(act()).rejects.toThrow('ordering.disputed');
    shiftClock(15 * day);
    await cancelUnaccepted();
    expect(await partOf(part.id)).toMatchObject({ status: 'paid', refunds: [] });
    await at.disputes.update(stripeId, { evidence: { uncategorized_text: 'winning_evidence' }, submit: true });
    await applyStripeObject('dispute', stripeId);
    await cancelUnaccepted();
    expect(await partOf(part.id)).toMatchObject({
      status: 'cancelled',
      refunds: [{ reason: 'not_accepted', amountMinor: part.totalMinor }],
    });
    // Stripe takes the refund: what was won is there again.
    for (const { id } of (await partOf(part.id)).refunds) await sendRefund(id);
    expect(await partOf(part.id)).toMatchObject({ refunds: [{ status: 'succeeded' }], order: { status: 'refunded' } });
    await expectBalanced();
  });

  test('that is won gives everything back', async () => {
    const { part, orderId, owner, owners } = await sold(sandbox, { card: '4000000000000259' });
    const payment = await prisma().payment.findFirstOrThrow({ where: { orderId } });
    const [found] = (await sdk(sandbox).disputes.list({ charge: payment.chargeId ?? '' })).data;
    await applyStripeObject('dispute', found?.id ?? '');
    const dispute = await prisma().dispute.findUniqueOrThrow({ where: { stripeId: found?.id ?? '' } });
    expect(dispute.dueBy).not.toBeNull();
    const said = { disputeId: dispute.id, sellerOrderId: part.id, words: 'winning_evidence' };
    const { owner: stranger } = await sold(sandbox, { pay: false });
    await expect(giveEvidence(stranger, said)).rejects.toThrow('identity.not_allowed');
    await giveEvidence(owners[0] ?? owner, said);
    await Promise.all([sendEvidence(dispute.id), sendEvidence(dispute.id)]);
    await applyStripeObject('dispute', found?.id ?? '');
    expect((await partOf(part.id)).order.status).toBe('paid');
    expect(await booked(orderId, 'disputes')).toBe(0n);
    expect(await decidedMails(orderId)).toMatchObject([{ params: { outcome: 'won' } }]);
    const fees = await booked(orderId, 'platform_fees');
    expect(fees).toBe(payment.feeMinor);
    await expect(giveEvidence(owner, said)).rejects.toThrow('ordering.dispute_closed');
    await expectBalanced();
  });
});

test('an order of somebody else is not there', async () => {
  const { number, part } = await sold(sandbox);
  await expect(readOrder(personOf(randomUUID()), number, undefined)).rejects.toThrow('ordering.unknown');
  await expect(cancelByBuyer(personOf(randomUUID()), { sellerOrderId: part.id }, null)).rejects.toThrow(
    'ordering.unknown',
  );
});
