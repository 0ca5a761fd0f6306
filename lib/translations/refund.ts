import { system } from '#lib/core/actor.ts';
import { minute, now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { money, negate } from '#lib/core/money.ts';
import type { TranslationRefund } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { post } from '#lib/ledger/index.ts';
import { askRefund, type RefundFacts, refundBackPosting, refundFacts, refundPosting } from '#lib/payments/index.ts';
import { note } from './events.ts';

/** Sends what goes back to a customer to Stripe, or reads how far it is; at least once and effective once. Called by the job. */
export async function followTranslationRefund(refundId: string): Promise<void> {
  const refund = await prisma().translationRefund.findUnique({ where: { id: refundId }, include: { payment: true } });
  if (!refund || refund.status === 'failed') return;
  const { chargeId } = refund.payment;
  // The news of the charge is still to come: the clock asks again.
  if (!chargeId) return;
  const facts = refund.stripeId
    ? await refundFacts(refund.stripeId)
    : await askRefund({ ...refund, chargeId, currency: currency(refund.currency) });
  await transaction((tx) => apply(tx, refund.id, facts));
}

async function apply(tx: Tx, refundId: string, facts: RefundFacts): Promise<void> {
  await tx.$queryRaw`select id from translation_refund where id = ${refundId}::uuid for update`;
  const refund = await tx.translationRefund.findUniqueOrThrow({
    where: { id: refundId },
    include: { job: { select: { enterpriseId: true } } },
  });
  if (facts.stripeId && !refund.stripeId)
    await tx.translationRefund.update({ where: { id: refundId }, data: { stripeId: facts.stripeId } });
  if (refund.status === 'failed' || facts.status === 'pending' || refund.status === facts.status) return;
  await tx.translationRefund.update({
    where: { id: refundId },
    data: { status: facts.status, failureReason: facts.failureReason, settledAt: now() },
  });
  if (facts.status === 'succeeded') await succeeded(tx, refund);
  else await failed(tx, refund, refund.job.enterpriseId);
  await announce(tx, 'translation_refund.over', { refundId });
}

async function succeeded(tx: Tx, refund: TranslationRefund): Promise<void> {
  await post(tx, refundPosting(refund));
  await note(tx, system('refund'), refund.jobId, 'refunded', { data: { refundId: refund.id } });
}

/** The money is still with us: the customer is owed it, and staff is to find another way. */
async function failed(tx: Tx, refund: TranslationRefund, enterpriseId: string): Promise<void> {
  const amount = money(refund.amountMinor, refund.currency);
  const code = amount.currency;
  if (refund.status === 'succeeded') await post(tx, refundBackPosting(refund));
  await post(tx, {
    cause: `refund:${refund.id}:failed`,
    kind: 'refund_failed',
    entries: [
      { account: { kind: 'refunds', currency: code }, amount },
      { account: { kind: 'buyer_receivable', currency: code, enterpriseId }, amount: negate(amount) },
    ],
  });
  await note(tx, system('refund'), refund.jobId, 'refund_failed', { data: { refundId: refund.id } });
}

/** Sends the refund of a job that is over. */
export async function refundOfJob(jobId: string): Promise<void> {
  const refund = await prisma().translationRefund.findUnique({ where: { jobId }, select: { id: true } });
  if (refund) await followTranslationRefund(refund.id);
}

/** Refunds whose job or webhook seems lost. Called by the clock. */
export async function catchUpTranslationRefunds(): Promise<void> {
  const waiting = await prisma().translationRefund.findMany({
    where: { status: 'pending', createdAt: { lt: new Date(now().getTime() - 2 * minute) } },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
    take: limits.jobTranslations,
  });
  for (const { id } of waiting) await followTranslationRefund(id);
}
