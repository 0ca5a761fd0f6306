import type { Actor } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { money } from '#lib/core/money.ts';
import type { TranslationJobStatus } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { currentRates } from '#lib/exchange/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { post } from '#lib/ledger/index.ts';
import { commissionOn, commissionPlanReader, makeJobDue } from '#lib/payouts/index.ts';
import { audit } from '#lib/trust/index.ts';
import { divide, settledEntries } from './books.ts';
import type { Job } from './job.ts';
import { requireMove } from './states.ts';

/** What the platform keeps of an amount, by the translator's plan on the day the job was taken. */
async function commissionReader(tx: Tx, job: Job): Promise<(minor: bigint) => bigint> {
  if (!job.translatorId) return () => 0n;
  const [plans, rates, translator] = await Promise.all([
    commissionPlanReader(),
    currentRates(),
    tx.enterprise.findUniqueOrThrow({ where: { id: job.translatorId } }),
  ]);
  const code = currency(job.currency);
  const at = job.takenAt ?? now();
  return (minor) =>
    commissionOn(plans(translator, at), [{ category: null, net: money(minor, code) }], {
      currency: code,
      day: isoDay(at),
      rates,
    }).reduce((sum, part) => sum + part.amount.minor, 0n);
}

/**
 * Ends a job that is locked and divides what was paid for it, once: what was earned is the translator's less the commission and goes out;
 * the rest goes back to the customer with its tax. Whatever ends a paid job goes through here.
 */
export async function settleJob(
  tx: Tx,
  actor: Actor,
  job: Job,
  { to, earnedMinor }: { readonly to: TranslationJobStatus; readonly earnedMinor: bigint },
): Promise<void> {
  requireMove(job.status, to);
  const division = divide(job, earnedMinor, await commissionReader(tx, job));
  await tx.translationJob.update({
    where: { id: job.id },
    data: { status: to, settledAt: now(), reviewBy: null, ...division },
  });
  await post(tx, {
    cause: `translation_job:${job.id}:settled`,
    kind: 'translation_settled',
    entries: settledEntries(
      job,
      division,
      { enterpriseId: job.enterpriseId, country: job.order.country },
      job.translatorId,
    ),
  });
  await makeJobDue(tx, job.id);
  await promiseRefund(tx, job, division.refundMinor + division.refundTaxMinor);
  await announce(tx, 'translation_job.settled', { jobId: job.id });
  await audit(tx, actor, {
    action: `translation_job.${to}`,
    subjectType: 'translation_job',
    subjectId: job.id,
    data: { earned: `${division.earnedMinor}`, refunded: `${division.refundMinor + division.refundTaxMinor}` },
  });
}

/** A row before it is a call: the job that follows sends it. */
async function promiseRefund(tx: Tx, job: Job, amountMinor: bigint): Promise<void> {
  if (amountMinor <= 0n) return;
  const payment = await tx.payment.findFirst({
    where: { translationOrderId: job.orderId, status: 'succeeded' },
    select: { id: true },
  });
  if (!payment) throw new Error(`job ${job.number} was paid by no payment`);
  await tx.translationRefund.create({
    data: { jobId: job.id, paymentId: payment.id, amountMinor, currency: job.currency, createdAt: now() },
  });
}
