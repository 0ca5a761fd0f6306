import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isoDay, minute, now, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  catchUpDues,
  endDue,
  endForCause,
  followDueRefund,
  payDue,
  recordDuePaid,
  refundDue,
  releasePaid,
  settlePayment,
} from '#lib/licensing/index.ts';
import { confirmPayment } from '#lib/ordering/index.ts';
import { balanceOf, financePerson, isBalanced, openSandbox, type Sandbox } from '../payouts/world.ts';
import { referenceData } from '../world.ts';
import { duesOf, openDue, payPage, signedLicence, statusOf } from './world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());
afterEach(() => shiftClock(0));

/** A licence that its holder ended while the licensee had its payment page open. */
async function endedWithOpenPage() {
  const parties = await signedLicence({ advance: '400' });
  const due = await openDue(parties);
  await payDue(parties.licensee, due);
  await endForCause(parties.holder, {
    number: parties.number,
    reason: 'The work was sold to somebody else.',
    sure: 'on',
  });
  expect(await statusOf(parties)).toBe('terminated');
  return { parties, due };
}

describe('a payment page that was open when its licence ended', () => {
  test('and is paid all the same: everything goes back by itself, and nobody has earned anything', async () => {
    const { parties, due } = await endedWithOpenPage();
    const { paymentId, session } = await payPage(sandbox, due.dueId);
    await confirmPayment(session);
    await Promise.all([settlePayment(paymentId), settlePayment(paymentId)]);
    await releasePaid();
    const refunds = await prisma().refund.findMany({ where: { licenceDueId: due.dueId } });
    expect(refunds.map(({ amountMinor, reason }) => [`${amountMinor}`, reason])).toEqual([[due.total, 'ended']]);
    for (const { id } of refunds) await followDueRefund(id);
    expect(await prisma().refund.findUnique({ where: { id: refunds[0]?.id ?? '' } })).toMatchObject({
      status: 'succeeded',
    });
    expect(await balanceOf('seller_payable', parties.holderId)).toBe(0n);
    expect(await balanceOf('licence_fee_payable', parties.holderId)).toBe(0n);
    expect(await prisma().transfer.count({ where: { licenceShare: { dueId: due.dueId } } })).toBe(0);
    expect(await statusOf(parties)).toBe('terminated');
    expect(await isBalanced()).toBe(true);
  });

  test('and is paid by a card that takes nothing back: it is kept for the licensee, and finance can try again', async () => {
    const { parties, due } = await endedWithOpenPage();
    const { paymentId, session } = await payPage(sandbox, due.dueId, '4000000000005126');
    await confirmPayment(session);
    await settlePayment(paymentId);
    await releasePaid();
    const first = await prisma().refund.findFirstOrThrow({ where: { licenceDueId: due.dueId } });
    await expect
      .poll(
        async () => {
          await followDueRefund(
            first.id,
            (await prisma().refund.findUniqueOrThrow({ where: { id: first.id } })).stripeId,
          );
          return (await prisma().refund.findUniqueOrThrow({ where: { id: first.id } })).status;
        },
        { timeout: 60_000 },
      )
      .toBe('failed');
    await releasePaid();
    expect(await duesOf(parties)).toMatchObject([{ releasedAt: null }]);
    expect(await balanceOf('seller_payable', parties.holderId)).toBe(0n);
    expect(await prisma().transfer.count({ where: { licenceShare: { dueId: due.dueId } } })).toBe(0);
    await refundDue(await financePerson(), {
      number: parties.number,
      dueId: due.dueId,
      requestKey: randomUUID(),
      amount: '',
      reason: 'By another way, as was agreed.',
    });
    expect(await prisma().refund.count({ where: { licenceDueId: due.dueId } })).toBe(2);
    expect(await isBalanced()).toBe(true);
  });

  test('and is left: it is not opened again, and what it was for is not asked for any more', async () => {
    const { parties, due } = await endedWithOpenPage();
    await expect(payDue(parties.licensee, due)).rejects.toThrow('licensing.not_due');
    await endDue();
    expect(await duesOf(parties)).toMatchObject([{ cancelledAt: null }]);
    await prisma().payment.updateMany({ where: { licenceDueId: due.dueId }, data: { status: 'expired' } });
    await expect(payDue(parties.licensee, due)).rejects.toThrow('licensing.not_due');
    await endDue();
    expect((await duesOf(parties))[0]?.cancelledAt).not.toBeNull();
  });
});

test('a page that a crash kept from being opened is over in its time, and the bank may pay instead', async () => {
  const parties = await signedLicence({ advance: '100' });
  const finance = await financePerson();
  const { dueId } = await openDue(parties);
  await prisma().payment.create({ data: { licenceDueId: dueId, amountMinor: 10_000n, currency: 'EUR' } });
  await catchUpDues();
  const byBank = { dueId, paidOn: isoDay(now()) };
  await expect(recordDuePaid(finance, byBank)).rejects.toThrow('licensing.being_paid');
  shiftClock(40 * minute);
  await catchUpDues();
  await recordDuePaid(finance, { ...byBank, paidOn: isoDay(now()) });
  expect(await statusOf(parties)).toBe('active');
});
