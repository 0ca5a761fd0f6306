import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { guest, system } from '#lib/core/actor.ts';
import { minute, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { applyStripeObject, readOrder, reconcilePayments, refundSome, sendRefund } from '#lib/ordering/index.ts';
import { booked, expectBalanced, openSandbox, partOf, type Sandbox, sdk, sold } from './paid.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await prisma().user.create({ data: { email: 'finance@example.com', name: 'Finance', staffRoles: ['finance'] } });
});
afterEach(() => shiftClock(0));
afterAll(() => sandbox.close());

const chargeOf = async (orderId: string) =>
  (await prisma().payment.findFirstOrThrow({ where: { orderId } })).chargeId ?? '';
const mails = (template: string) => prisma().email.count({ where: { template } });

test('one made in Stripe’s dashboard is divided among the parts of its order in proportion to what is left', async () => {
  const { orderId, number, accessToken, parts, owners } = await sold(sandbox, { sellers: 2, quantities: [2, 1] });
  const [one, two] = parts;
  if (!one || !two || !owners[0]) throw new Error('two parts');
  const input = { sellerOrderId: one.id, requestKey: randomUUID(), note: '', amount: '20' };
  await refundSome(owners[0], input);
  for (const { id } of await prisma().refund.findMany({ where: { sellerOrderId: one.id } })) await sendRefund(id);
  const charge = await chargeOf(orderId);
  const made = await sdk(sandbox).refunds.create({ charge, amount: 5_001 });
  // Three words of it, at once and in any order.
  await Promise.all([
    applyStripeObject('refund', made.id),
    applyStripeObject('charge', charge),
    applyStripeObject('refund', made.id),
  ]);
  const rows = await prisma().refund.findMany({ where: { stripeId: made.id }, orderBy: { amountMinor: 'asc' } });
  expect(rows).toHaveLength(2);
  expect(rows.every((row) => row.status === 'succeeded' && row.reason === 'outside')).toBe(true);
  expect(rows.reduce((sum, row) => sum + row.amountMinor, 0n)).toBe(5_001n);
  const before = { one: one.totalMinor - 2_000n, two: two.totalMinor };
  const share = rows.find((row) => row.sellerOrderId === one.id)?.amountMinor ?? 0n;
  const exact = (5_001n * before.one) / (before.one + before.two);
  expect([exact, exact + 1n]).toContain(share);
  expect((await partOf(one.id)).refundedMinor).toBe(2_000n + share);
  expect((await readOrder(guest, number, accessToken)).status).toBe('partly_refunded');
  expect(await booked(orderId, 'refunds')).toBe(0n);
  await expectBalanced();
  expect(await prisma().email.count({ where: { orderId, template: 'order_refunded' } })).toBe(3);
  expect(await mails('refund_outside')).toBe(1);
});

test('what is left of a payment goes back in the dashboard: the order reads refunded, and the comparison finds nothing', async () => {
  const { orderId, number, accessToken, part } = await sold(sandbox, { sellers: 2 });
  const charge = await chargeOf(orderId);
  const made = await sdk(sandbox).refunds.create({ charge });
  // Its events are lost: the comparison brings it.
  shiftClock(5 * minute);
  const first = await reconcilePayments(system('test'));
  expect(first.repaired).toBeGreaterThan(0);
  expect((await readOrder(guest, number, accessToken)).status).toBe('refunded');
  expect((await partOf(part.id)).refundedTaxMinor).toBe(part.taxMinor);
  for (const kind of ['seller_payable', 'tax_payable', 'platform_commission', 'refunds'])
    expect(await booked(orderId, kind), kind).toBe(0n);
  shiftClock(10 * minute);
  await reconcilePayments(system('test'));
  const open = await prisma().reconciliationDifference.count({ where: { objectId: made.id, resolvedAt: null } });
  expect(open).toBe(0);
  await expectBalanced();
});

test('one of ours that was refused, and that another call has made all the same, is taken once like one that was made there', async () => {
  const { orderId, part, owner } = await sold(sandbox, { card: '4000000000000259' });
  await refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: '', amount: '10' });
  const ours = await prisma().refund.findFirstOrThrow({ where: { sellerOrderId: part.id } });
  await sendRefund(ours.id);
  const refused = { status: 'failed', failureReason: 'charge_disputed', stripeId: null };
  expect(await prisma().refund.findUniqueOrThrow({ where: { id: ours.id } })).toMatchObject(refused);
  expect((await partOf(part.id)).refundedMinor).toBe(0n);

  // The bank has decided for the shop when the other call arrives.
  const charge = await chargeOf(orderId);
  const [dispute] = (await sdk(sandbox).disputes.list({ charge })).data;
  await sdk(sandbox).disputes.update(dispute?.id ?? '', {
    evidence: { uncategorized_text: 'winning_evidence' },
    submit: true,
  });
  const made = await sdk(sandbox).refunds.create({ charge, amount: 1_000, metadata: { refund: ours.id } });
  await Promise.all([
    applyStripeObject('refund', made.id),
    applyStripeObject('charge', charge),
    applyStripeObject('refund', made.id),
  ]);
  expect(await prisma().refund.findUniqueOrThrow({ where: { id: ours.id } })).toMatchObject(refused);
  expect(await prisma().refund.findMany({ where: { stripeId: made.id } })).toMatchObject([
    { status: 'succeeded', reason: 'outside', amountMinor: 1_000n },
  ]);
  expect((await partOf(part.id)).refundedMinor).toBe(1_000n);
  expect(await booked(orderId, 'refunds')).toBe(0n);
  await expectBalanced();
});

test('one that comes back from the bank puts every part where it was', async () => {
  const { orderId, parts } = await sold(sandbox, { sellers: 2, card: '4000000000005126' });
  const made = await sdk(sandbox).refunds.create({ charge: await chargeOf(orderId) });
  await applyStripeObject('refund', made.id);
  await expect
    .poll(async () => (await sdk(sandbox).refunds.retrieve(made.id)).status, { timeout: 15_000 })
    .toBe('failed');
  await applyStripeObject('refund', made.id);
  for (const part of parts) expect((await partOf(part.id)).refundedMinor).toBe(0n);
  expect(await booked(orderId, 'refunds')).toBe(0n);
  await expectBalanced();
});

test('one that is more than is left of its order is listed for a person, books nothing, and is taken once it fits', async () => {
  const { orderId, part, owner } = await sold(sandbox);
  // Ours is promised but has not reached Stripe when somebody gives back everything there.
  await refundSome(owner, { sellerOrderId: part.id, requestKey: randomUUID(), note: '', amount: '10' });
  const made = await sdk(sandbox).refunds.create({ charge: await chargeOf(orderId) });
  await applyStripeObject('refund', made.id);
  await applyStripeObject('refund', made.id);
  const open = () => prisma().reconciliationDifference.findMany({ where: { objectId: made.id, resolvedAt: null } });
  expect(await open()).toMatchObject([{ kind: 'unknown', objectType: 'refund', orderId }]);
  expect((await partOf(part.id)).refundedMinor).toBe(1_000n);
  expect(await prisma().email.count({ where: { template: 'refund_without_order' } })).toBe(1);
  // Stripe refuses ours: there is nothing left. Now the other one fits.
  for (const { id } of await prisma().refund.findMany({ where: { sellerOrderId: part.id } })) await sendRefund(id);
  shiftClock(5 * minute);
  await reconcilePayments(system('test'));
  expect(await open()).toEqual([]);
  expect((await partOf(part.id)).refundedMinor).toBe(part.totalMinor);
  await expectBalanced();
});
