import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma, transaction } from '#lib/db/index.ts';
import { applyDueDispute, followDueRefund, payDue, settlePayment } from '#lib/licensing/index.ts';
import { confirmPayment } from '#lib/ordering/index.ts';
import { giveBackDue } from '../../../lib/licensing/give-back.ts';
import { lockLiving } from '../../../lib/licensing/licence.ts';
import { waitUntilBlocked } from '../blocked.ts';
import { sdk } from '../ordering/paid.ts';
import { balanceOf, financePerson, isBalanced, openSandbox, type Sandbox } from '../payouts/world.ts';
import { referenceData } from '../world.ts';
import { duesOf, openDue, payPage, signedLicence } from './world.ts';

/** Moments at which money of a licence goes two ways at once. */

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());

/** A first payment that is booked, and whose dispute is lost at the bank before anybody here has read of it. */
async function lostAtTheBank() {
  const parties = await signedLicence({ advance: '300' });
  const due = await openDue(parties);
  await payDue(parties.licensee, due);
  const { paymentId, session } = await payPage(sandbox, due.dueId, '4000000000000259');
  await confirmPayment(session);
  await settlePayment(paymentId);
  const [dispute] = (await sdk(sandbox).disputes.list({ limit: 1 })).data;
  const stripeId = dispute?.id ?? '';
  await sdk(sandbox).disputes.update(stripeId, { evidence: { uncategorized_text: 'losing_evidence' }, submit: true });
  // Long settled: who reads the dispute does not stop at its payment.
  await prisma().payment.update({ where: { id: paymentId }, data: { checkoutSessionId: null } });
  return { parties, dueId: due.dueId, stripeId };
}

test('a refund that is promised while a lost dispute is read is asked for before anything is taken', async () => {
  const { parties, dueId, stripeId } = await lostAtTheBank();
  const finance = await financePerson();
  let reading: Promise<void> = Promise.resolve();
  await transaction(async (tx) => {
    const licence = await lockLiving(tx, { id: parties.licenceId });
    // It has found no refund to ask for, and waits for the licence.
    reading = applyDueDispute(stripeId);
    await waitUntilBlocked(1);
    const due = await tx.licenceDue.findUniqueOrThrow({ where: { id: dueId } });
    await giveBackDue(tx, finance, licence, due, {
      cause: `due:${dueId}:form:${randomUUID()}`,
      reason: 'staff',
      amountMinor: 10_000n,
    });
  });
  await reading;

  // The bank refused it, for the money was gone; so all of it is lost, and owed again.
  const refund = await prisma().refund.findFirstOrThrow({ where: { licenceDueId: dueId } });
  expect(refund.status).toBe('failed');
  const returns = await prisma().dueReturn.findMany({ where: { dueId }, orderBy: { createdAt: 'asc' } });
  expect(returns.map(({ refundId, undoneAt, netMinor }) => [refundId !== null, undoneAt !== null, netMinor])).toEqual([
    [true, true, expect.any(BigInt)],
    [false, false, 30_000n],
  ]);
  expect((await duesOf(parties)).filter(({ kind }) => kind === 'charged_back')).toMatchObject([
    { amountMinor: 30_000n, paidAt: null },
  ]);
  // Whoever comes later, in whatever order, changes nothing.
  await followDueRefund(refund.id);
  await applyDueDispute(stripeId);
  expect(await prisma().dueReturn.count({ where: { dueId } })).toBe(2);
  for (const kind of ['disputes', 'refunds'] as const) expect(await balanceOf(kind), kind).toBe(0n);
  expect(await balanceOf('seller_payable', parties.holderId)).toBe(0n);
  expect(await isBalanced()).toBe(true);
});
