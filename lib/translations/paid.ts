import { system } from '#lib/core/actor.ts';
import { day, now } from '#lib/core/clock.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { money, negate } from '#lib/core/money.ts';
import type { Payment } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { post } from '#lib/ledger/index.ts';
import { feePosting, type PaymentFacts, paymentFacts } from '#lib/payments/index.ts';
import { paidEntries } from './books.ts';
import { note, tell } from './events.ts';
import { closePage, lockOrder } from './pay.ts';
import { requireMove } from './states.ts';

const actor = system('translations.paid');

/**
 * Books a payment of a translation that Stripe says has succeeded, and offers its jobs: once, whoever calls it how often (the webhook's job,
 * the return from the payment page, the clock). What was asked for must be what was paid.
 */
export async function settleTranslationPayment(paymentId: string): Promise<void> {
  const payment = await prisma().payment.findUnique({ where: { id: paymentId } });
  if (!payment?.translationOrderId || payment.status !== 'succeeded' || !payment.checkoutSessionId) return;
  const { translationOrderId: orderId } = payment;
  const facts = await paymentFacts(payment.checkoutSessionId);
  if (
    facts.status !== 'succeeded' ||
    facts.amount.minor !== payment.amountMinor ||
    facts.amount.currency !== payment.currency
  )
    throw new Error(`payment ${paymentId} is not what its order asked for`);
  await transaction((tx) => book(tx, orderId, payment, facts));
}

async function book(tx: Tx, orderId: string, payment: Payment, facts: PaymentFacts): Promise<void> {
  const order = await lockOrder(tx, orderId);
  if (facts.fee) await post(tx, feePosting(payment.id, facts.fee));
  if (order.status !== 'awaiting_payment') return keepSurplus(tx, order, payment);
  await tx.translationOrder.update({
    where: { id: order.id },
    data: { status: 'paid', paidAt: payment.succeededAt ?? now() },
  });
  await post(tx, {
    cause: `translation_order:${order.id}:paid`,
    kind: 'translation_paid',
    entries: paidEntries(order, order, { kind: 'stripe_clearing', currency: facts.amount.currency }),
  });
  for (const job of order.jobs) {
    requireMove(job.status, 'offered');
    await tx.translationJob.update({ where: { id: job.id }, data: { status: 'offered' } });
    await note(tx, actor, job.id, 'paid', { data: { paymentId: payment.id } });
    await tell(tx, job, 'translator', 'offered');
  }
  await announce(tx, 'translation_order.booked', { orderId: order.id });
}

/** An order cannot be paid twice (`payment_of_translation_once`), nor after it was given up; were it to happen, the customer has it in the books. */
async function keepSurplus(
  tx: Tx,
  { id, enterpriseId }: { readonly id: string; readonly enterpriseId: string },
  payment: Payment,
): Promise<void> {
  const own = await tx.translationEvent.count({
    where: { kind: 'paid', data: { path: ['paymentId'], equals: payment.id }, job: { orderId: id } },
  });
  if (own > 0) return;
  log.error({ paymentId: payment.id, orderId: id }, 'a translation was paid twice');
  const amount = money(payment.amountMinor, payment.currency);
  await post(tx, {
    cause: `payment:${payment.id}:surplus`,
    kind: 'translation_paid',
    entries: [
      { account: { kind: 'stripe_clearing', currency: amount.currency }, amount },
      { account: { kind: 'buyer_receivable', currency: amount.currency, enterpriseId }, amount: negate(amount) },
    ],
  });
}

/** Where the payment page sends the customer back to. Null for anything that is no such payment. */
export async function orderOfPayment(
  paymentId: string,
): Promise<{ number: string; checkoutSessionId: string | null } | null> {
  if (!uuidPattern.test(paymentId)) return null;
  const payment = await prisma().payment.findUnique({
    where: { id: paymentId },
    include: { translationOrder: { include: { jobs: { orderBy: { createdAt: 'asc' }, select: { number: true } } } } },
  });
  const number = payment?.translationOrder?.jobs[0]?.number;
  return payment && number ? { number, checkoutSessionId: payment.checkoutSessionId } : null;
}

/** Books payments that have succeeded and are not booked: a job that a crash cut off. */
export async function catchUpTranslationPayments(): Promise<void> {
  const waiting = await prisma().payment.findMany({
    where: { status: 'succeeded', translationOrder: { status: 'awaiting_payment' } },
    select: { id: true },
    take: limits.jobTranslations,
  });
  for (const { id } of waiting) await settleTranslationPayment(id);
}

/** Gives up orders that nobody has paid for three days, or whose jobs nobody could take in time any more, once their pages are closed. */
export async function giveUpUnpaid(): Promise<void> {
  const left = await prisma().translationOrder.findMany({
    where: {
      status: 'awaiting_payment',
      OR: [{ createdAt: { lt: new Date(now().getTime() - 3 * day) } }, { jobs: { some: { takeBy: { lt: now() } } } }],
    },
    select: { id: true, payments: { where: { status: { in: ['open', 'processing', 'succeeded'] } } } },
    take: limits.jobTranslations,
  });
  for (const { id: orderId, payments } of left) {
    for (const payment of payments) if (payment.status === 'open') await closePage(payment);
    await transaction((tx) => giveUp(tx, orderId));
  }
}

/** Cancels an order that is not paid and cannot be paid any more. */
export async function giveUp(tx: Tx, orderId: string): Promise<boolean> {
  const order = await lockOrder(tx, orderId);
  const payable = await tx.payment.count({
    where: { translationOrderId: orderId, status: { in: ['open', 'processing', 'succeeded'] } },
  });
  if (order.status !== 'awaiting_payment' || payable > 0) return false;
  await tx.translationOrder.update({ where: { id: orderId }, data: { status: 'cancelled' } });
  for (const job of order.jobs) {
    requireMove(job.status, 'cancelled');
    await tx.translationJob.update({ where: { id: job.id }, data: { status: 'cancelled' } });
    await note(tx, actor, job.id, 'cancelled');
  }
  return true;
}
