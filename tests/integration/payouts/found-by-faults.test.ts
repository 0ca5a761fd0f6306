import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#lib/core/actor.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { refundSome, sendRefund, shipOrder } from '#lib/ordering/index.ts';
import { sendReversal } from '#lib/payments/index.ts';
import { earningsOf, sendOfSellerOrder, sendWaiting, takeBack } from '#lib/payouts/index.ts';
import payoutWords from '../../../messages/en/payouts.json' with { type: 'json' };
import { referenceData } from '../world.ts';
import { balanceOf, isBalanced, makeSeller, onboard, openSandbox, paidOrder, type Sandbox } from './world.ts';

/** What `npm run faults` (and thinking about what it plays) has found, each as small as it could be made. */

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());

async function connectedSeller() {
  const seller = await makeSeller();
  await onboard(sandbox, seller);
  return seller;
}

/** An order that was handed over, and whose share has been sent. */
async function sent(seller: Awaited<ReturnType<typeof connectedSeller>>) {
  const order = await paidOrder(sandbox, seller.variant.id);
  await shipOrder(system('test'), { sellerOrderId: order.part.id, carrier: 'Speedy', trackingNumber: '1' });
  await sendOfSellerOrder(order.part.id);
  return order;
}

async function refund(seller: Awaited<ReturnType<typeof connectedSeller>>, sellerOrderId: string, amount: string) {
  await refundSome(seller.owner, { sellerOrderId, requestKey: randomUUID(), note: '', amount });
  return prisma().refund.findFirstOrThrow({ where: { sellerOrderId } });
}

const transfersOf = (sellerOrderId: string) =>
  prisma().transfer.findMany({ where: { sellerOrderId }, orderBy: { createdAt: 'asc' } });
const decimal = (minor: bigint) => `${minor / 100n}.${(minor % 100n).toString().padStart(2, '0')}`;

async function sendReversals(sellerOrderId: string) {
  for (const { id } of await prisma().transferReversal.findMany({ where: { transfer: { sellerOrderId } } }))
    await sendReversal(id);
}

async function dispute(orderId: string) {
  const { checkoutSessionId } = await prisma().payment.findFirstOrThrow({ where: { orderId } });
  const headers = { 'content-type': 'application/json' };
  await fetch(`${sandbox.url}/sandbox/sessions/${checkoutSessionId}/dispute`, { method: 'POST', headers, body: '{}' });
}

test("a refund stays on the seller's page when what had left for it was taken back, and each entry has its word", async () => {
  const seller = await connectedSeller();
  const { part } = await sent(seller);
  const before = await earningsOf(seller.owner, part.id);
  const { shareMinor } = await refund(seller, part.id, '10');
  await sendReversals(part.id);
  const after = await earningsOf(seller.owner, part.id);
  expect(after.net.minor).toBe(before.net.minor - shareMinor);
  const kinds = await prisma().ledgerTransaction.findMany({
    where: { orderId: part.orderId, entries: { some: { account: { enterpriseId: seller.enterprise.id } } } },
    select: { kind: true },
  });
  expect(kinds.map(({ kind }) => kind)).toContain('transfer_reversal');
  for (const { kind } of kinds) expect(payoutWords.entry).toHaveProperty(kind);
});

test('what is just being taken back of one order is not kept from the next as well', async () => {
  const seller = await connectedSeller();
  const first = await sent(seller);
  await refund(seller, first.part.id, '20');
  const second = await sent(seller);
  expect((await transfersOf(second.part.id))[0]?.status).toBe('due');
  await sendReversals(first.part.id);
  await sendWaiting();
  const { totalMinor, taxMinor, commissionMinor } = second.part;
  expect((await transfersOf(second.part.id))[0]).toMatchObject({
    status: 'paid',
    amountMinor: totalMinor - taxMinor - commissionMinor,
    recoveredMinor: 0n,
  });
  expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
});

/** Money that the platform has at Stripe at once, and not after two days. */
async function moneyArrives(amount: string): Promise<void> {
  await fetch(`${sandbox.url}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env['STRIPE_SECRET_KEY']}` },
    body: new URLSearchParams({ amount, currency: 'eur', payment_method: 'pm_card_bypassPending', confirm: 'true' }),
  });
}

test('what its charge brings no more waits for the balance, asks in vain no more often than money arrives, and leaves then', async () => {
  const seller = await connectedSeller();
  const { orderId, part } = await sent(seller);
  const { id: refundId } = await refund(seller, part.id, '20.00');
  await sendReversals(part.id);
  await dispute(orderId);
  await sendRefund(refundId);
  await sendOfSellerOrder(part.id);
  const again = async () => (await transfersOf(part.id)).find((each) => each.part.startsWith('again:'));
  const short = { hold: 'money_settling', failureCode: 'balance_insufficient', chargeSpent: true, attempt: 2 };
  expect(await again()).toMatchObject({ ...short, status: 'failed', nextTryAt: null });
  await sendWaiting();
  await sendWaiting();
  expect(await again()).toMatchObject(short);

  await moneyArrives('100000');
  await sendWaiting();
  expect(await again()).toMatchObject({ status: 'paid', hold: null, failureCode: null });
  expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
  expect(await isBalanced()).toBe(true);
});

test.each([
  { name: 'a part', of: () => '20.00' },
  { name: 'all', of: decimal },
])('a refund of $name that fails before its share was taken back gives the share again', async ({ of }) => {
  const seller = await connectedSeller();
  const { orderId, part } = await sent(seller);
  const { id: refundId } = await refund(seller, part.id, of(part.totalMinor));
  await dispute(orderId);
  await sendRefund(refundId);
  await sendReversals(part.id);
  await sendOfSellerOrder(part.id);
  // More than the charge brought, as Stripe counts: then it is paid from the balance, as soon as that has it.
  await moneyArrives('100000');
  await sendWaiting();
  expect((await transfersOf(part.id)).map(({ status }) => status)).toContain('paid');
  expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
  expect(await isBalanced()).toBe(true);
});

test('what is due again covers a new refund only beyond what is just being taken back', async () => {
  const seller = await connectedSeller();
  const { orderId, part } = await sent(seller);
  const first = await refund(seller, part.id, '20.00');
  await dispute(orderId);
  await sendRefund(first.id);
  // The share of the first is due again, and its reversal is still to be made: the books owe less than they will.
  const requestKey = randomUUID();
  await refundSome(seller.owner, { sellerOrderId: part.id, requestKey, note: '', amount: '5.00' });
  const second = await prisma().refund.findFirstOrThrow({ where: { cause: { endsWith: requestKey } } });
  const again = (await transfersOf(part.id)).find((each) => each.part.startsWith('again:'));
  expect(again).toMatchObject({ status: 'due', amountMinor: first.shareMinor - second.shareMinor });

  await sendReversals(part.id);
  await sendOfSellerOrder(part.id);
  await moneyArrives('100000');
  await sendWaiting();
  const kept = (await transfersOf(part.id))
    .filter(({ stripeId }) => stripeId)
    .reduce((sum, { amountMinor, reversedMinor }) => sum + amountMinor - reversedMinor, 0n);
  expect(kept).toBe(part.totalMinor - part.taxMinor - part.commissionMinor - second.shareMinor);
  expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
  expect(await isBalanced()).toBe(true);
});

test('a debt that was kept from another order is given there when the refund behind it fails', async () => {
  const seller = await connectedSeller();
  const first = await sent(seller);
  const { id: refundId, shareMinor } = await refund(seller, first.part.id, '20');
  // The account was empty.
  await prisma().transferReversal.updateMany({
    where: { transfer: { sellerOrderId: first.part.id } },
    data: { status: 'owed' },
  });
  const second = await sent(seller);
  expect((await transfersOf(second.part.id))[0]).toMatchObject({ status: 'paid', recoveredMinor: shareMinor });
  expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
  await dispute(first.orderId);
  await sendRefund(refundId);
  await sendOfSellerOrder(second.part.id);
  expect((await transfersOf(second.part.id)).map(({ amountMinor }) => amountMinor)).toContain(shareMinor);
  expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
});

test('a transfer that Stripe refuses takes the reversal with it that waited for it', async () => {
  const seller = await connectedSeller();
  const { part, orderId } = await paidOrder(sandbox, seller.variant.id);
  await shipOrder(system('test'), { sellerOrderId: part.id, carrier: 'Speedy', trackingNumber: '1' });
  const { stripeAccountId } = await prisma().enterprise.findUniqueOrThrow({ where: { id: seller.enterprise.id } });
  await prisma().enterprise.update({
    where: { id: seller.enterprise.id },
    data: { stripeAccountId: 'acct_gone' },
  });
  // It is on its way when the refund comes.
  await prisma().transfer.updateMany({ where: { sellerOrderId: part.id }, data: { status: 'sending' } });
  const { shareMinor } = await refund(seller, part.id, '20');
  expect(await prisma().transferReversal.count({ where: { transfer: { sellerOrderId: part.id } } })).toBe(1);
  await sendOfSellerOrder(part.id);
  const [refused] = await transfersOf(part.id);
  const left = part.totalMinor - part.taxMinor - part.commissionMinor - shareMinor;
  expect(refused).toMatchObject({ status: 'failed', amountMinor: left });
  expect(await prisma().transferReversal.count({ where: { transfer: { sellerOrderId: part.id } } })).toBe(0);
  await prisma().enterprise.update({ where: { id: seller.enterprise.id }, data: { stripeAccountId } });
  await prisma().transfer.updateMany({ where: { sellerOrderId: part.id }, data: { nextTryAt: null, attempt: 0 } });
  await transaction((tx) =>
    takeBack(
      tx,
      { sellerOrderId: part.id, orderId, enterpriseId: seller.enterprise.id, currency: 'EUR' },
      'nothing more',
    ),
  );
  await sendWaiting();
  expect((await transfersOf(part.id))[0]).toMatchObject({ status: 'paid', amountMinor: left });
  expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
});
