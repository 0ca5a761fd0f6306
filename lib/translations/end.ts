import { z } from 'zod';
import { type Actor, system } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { DomainError, saidAt } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { optionalText, text } from '#lib/core/validation.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { typedAmount } from './books.ts';
import { note, tell, tellBoth } from './events.ts';
import { type Job, lockFor, lockJob } from './job.ts';
import { giveUp } from './paid.ts';
import { closePage } from './pay.ts';
import { acceptUnits } from './review.ts';
import { settleJob } from './settle.ts';
import { requireMove } from './states.ts';

const number = z.string().max(40);
export const cancelJobSchema = z.object({ number, reason: optionalText(limits.translationReason) });
export const extendSchema = z.object({ number, deliverBy: z.iso.date({ error: 'invalid' }) });
export const disputeSchema = z.object({ number, reason: text(limits.translationReason, 10) });
export const decideJobSchema = z.object({
  number,
  /** What the translator has earned of it, as it is typed. */
  earned: z.string().trim().max(20),
  reason: text(limits.translationReason, 10),
  handOver: z.literal('on').optional(),
});

/** What is earned of strings in one of these states. */
async function worthOf(tx: Tx, jobId: string, which: 'accepted' | 'written'): Promise<bigint> {
  const { _sum } = await tx.translationUnit.aggregate({
    where: { jobId, ...(which === 'accepted' ? { state: 'accepted' } : { target: { not: '' } }) },
    _sum: { netMinor: true },
  });
  return _sum.netMinor ?? 0n;
}

/**
 * The customer gives a job up. Nobody has taken it: all goes back. Somebody works on it: what is translated is paid and handed over, the
 * rest goes back. After the delivery it is reviewed or disputed instead. Throws `translations.not_now`.
 */
export async function cancelJob(actor: Actor, { number, reason }: z.output<typeof cancelJobSchema>): Promise<void> {
  const unpaid = await prisma().translationJob.findUnique({
    where: { number },
    select: { status: true, orderId: true },
  });
  if (unpaid?.status === 'awaiting_payment') return cancelUnpaid(actor, number, unpaid.orderId);
  await transaction(async (tx) => {
    const job = await lockFor(tx, actor, number, 'customer');
    await stopJob(tx, actor, job, reason);
  });
}

/** Stops a job that is locked and paid: what is translated is paid and handed over, the rest goes back. Throws `translations.not_now`. */
export async function stopJob(tx: Tx, actor: Actor, job: Job, reason = ''): Promise<void> {
  requireMove(job.status, 'cancelled');
  const earnedMinor = job.status === 'taken' ? await worthOf(tx, job.id, 'written') : 0n;
  if (job.status === 'taken') await acceptUnits(tx, actor, job.id, {});
  await settleJob(tx, actor, job, { to: 'cancelled', earnedMinor });
  await note(tx, actor, job.id, 'cancelled', { words: reason });
  await tell(tx, job, 'translator', 'cancelled', { words: reason });
}

/** The whole order goes: it was to be paid at once. */
async function cancelUnpaid(actor: Actor, number: string, orderId: string): Promise<void> {
  await transaction((tx) => lockFor(tx, actor, number, 'customer'));
  const open = await prisma().payment.findMany({ where: { translationOrderId: orderId, status: 'open' } });
  for (const payment of open) await closePage(payment);
  if (!(await transaction((tx) => giveUp(tx, orderId)))) throw new DomainError('translations.being_paid');
}

/** The customer gives more time, to take it or to finish it. Throws `translations.not_later`. */
export async function extendJob(actor: Actor, { number, deliverBy }: z.output<typeof extendSchema>): Promise<void> {
  await transaction(async (tx) => {
    const job = await lockFor(tx, actor, number, 'customer');
    if (!['offered', 'taken', 'changes'].includes(job.status))
      throw new DomainError('translations.not_now', { status: job.status });
    const until = new Date(new Date(`${deliverBy}T00:00:00Z`).getTime() + day - 1);
    if (until <= job.deliverBy)
      throw new DomainError('translations.not_later', { day: isoDay(job.deliverBy) }, 'deliverBy');
    if (until.getTime() > now().getTime() + limits.translationDays * day)
      throw new DomainError('translations.too_late', { days: limits.translationDays }, 'deliverBy');
    const more = until.getTime() - job.deliverBy.getTime();
    const takeBy = job.status === 'offered' ? new Date(job.takeBy.getTime() + more / 2) : job.takeBy;
    await tx.translationJob.update({ where: { id: job.id }, data: { deliverBy: until, takeBy, remindedAt: null } });
    await note(tx, actor, job.id, 'extended', { data: { until: deliverBy } });
    await tell(tx, job, 'translator', 'extended', { once: deliverBy });
  });
}

/** Either side asks staff to decide on what was delivered. */
export async function disputeJob(actor: Actor, { number, reason }: z.output<typeof disputeSchema>): Promise<void> {
  await transaction(async (tx) => {
    const job = await lockSided(tx, actor, number);
    requireMove(job.status, 'disputed');
    await tx.translationJob.update({ where: { id: job.id }, data: { status: 'disputed', reviewBy: null } });
    await note(tx, actor, job.id, 'disputed', { words: reason });
    await tellBoth(tx, job, 'disputed', { words: reason });
  });
}

/** The job for one of its two sides. */
async function lockSided(tx: Tx, actor: Actor, number: string): Promise<Job> {
  try {
    return await lockFor(tx, actor, number, 'customer');
  } catch (error) {
    if (error instanceof DomainError && error.code === 'identity.not_allowed')
      return lockFor(tx, actor, number, 'translator');
    throw error;
  }
}

/**
 * Staff divides what was paid for a disputed job, with the reason that both sides read: no less than what was accepted of it. Throws
 * `translations.split` with the bounds.
 */
export async function decideJob(actor: Actor, input: z.output<typeof decideJobSchema>): Promise<void> {
  authorize(actor, 'translation.settle');
  await transaction(async (tx) => {
    const job = await lockJob(tx, input.number);
    requireMove(job.status, 'settled');
    const least = await worthOf(tx, job.id, 'accepted');
    const earnedMinor = amountIn(input.earned, job, least);
    if (input.handOver === 'on' || earnedMinor === job.netMinor) await acceptUnits(tx, actor, job.id, {});
    await settleJob(tx, actor, job, { to: 'settled', earnedMinor });
    await note(tx, actor, job.id, 'settled', { words: input.reason, data: { earned: `${earnedMinor}` } });
    await tellBoth(tx, job, 'settled', { words: input.reason });
  });
}

function amountIn(typed: string, { currency: code, netMinor }: Job, least: bigint): bigint {
  const { minor } = saidAt('earned', () => typedAmount(typed, code));
  if (minor < least || minor > netMinor) throw new DomainError('translations.split', {}, 'earned');
  return minor;
}

const clock = system('translations.clock');

/** Nobody took it in time: all goes back. */
export async function expireJob(number: string): Promise<void> {
  await transaction(async (tx) => {
    const job = await lockJob(tx, number);
    if (job.status !== 'offered' || job.takeBy > now()) return;
    await settleJob(tx, clock, job, { to: 'expired', earnedMinor: 0n });
    await note(tx, clock, job.id, 'expired');
    await tell(tx, job, 'customer', 'expired');
  });
}

/** It was not delivered in time: what was accepted of it before is paid, the rest goes back. */
export async function endOverdueJob(number: string): Promise<void> {
  await transaction(async (tx) => {
    const job = await lockJob(tx, number);
    if ((job.status !== 'taken' && job.status !== 'changes') || job.deliverBy > now()) return;
    await settleJob(tx, clock, job, { to: 'overdue', earnedMinor: await worthOf(tx, job.id, 'accepted') });
    await note(tx, clock, job.id, 'overdue');
    await tellBoth(tx, job, 'overdue');
  });
}
