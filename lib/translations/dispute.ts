import { z } from 'zod';
import { type Actor, system } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { negate } from '#lib/core/money.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Dispute } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { post } from '#lib/ledger/index.ts';
import {
  bookDisputeOpened,
  closeDispute,
  type EvidenceKind,
  evidenceFileFields,
  keepEvidence,
  recordDispute,
  writeEvidence,
} from '#lib/ordering/index.ts';
import { type DisputeFacts, disputeFacts } from '#lib/payments/index.ts';
import { stopJob } from './end.ts';
import { type JobEvent, note } from './events.ts';
import { lockJob } from './job.ts';
import { settleTranslationPayment } from './paid.ts';
import { lockOrder } from './pay.ts';
import { followTranslationRefund } from './refund.ts';
import { mayMove } from './states.ts';

const actor = system('translations.dispute');

type Order = Awaited<ReturnType<typeof lockOrder>>;

/**
 * Reads a dispute about the payment of a translation from Stripe and follows it: opened, answered, decided, in any order and any number of
 * times. While it is open no translator is paid (lib/payouts/hold.ts).
 */
export async function applyTranslationDispute(stripeId: string): Promise<void> {
  const facts = await disputeFacts(stripeId);
  const payment = await prisma().payment.findUnique({ where: { chargeId: facts.chargeId } });
  if (!payment?.translationOrderId) return;
  const { id: paymentId, translationOrderId } = payment;
  // What was paid is booked before it is taken back, whichever news comes first.
  await settleTranslationPayment(paymentId);
  if (facts.outcome === 'lost') await settleRefunds(paymentId);
  await transaction(async (tx) => {
    const order = await lockOrder(tx, translationOrderId);
    const { dispute, isNew } = await recordDispute(tx, paymentId, facts);
    if (isNew) await noteAll(tx, order, dispute, 'bank_asks');
    await bookDisputeOpened(tx, dispute, facts);
    if (facts.outcome !== 'open' && !dispute.closedAt) await decide(tx, order, dispute, facts);
  });
}

/** What was promised before and a bank will not let go is the customer's in the books: known before what was lost is booked. */
async function settleRefunds(paymentId: string): Promise<void> {
  const waiting = await prisma().translationRefund.findMany({
    where: { paymentId, status: 'pending' },
    select: { id: true },
  });
  for (const { id: refundId } of waiting) await followTranslationRefund(refundId);
}

async function noteAll(tx: Tx, order: Order, { amountMinor, currency }: Dispute, kind: JobEvent): Promise<void> {
  for (const { id: jobId } of order.jobs)
    await note(tx, actor, jobId, kind, { data: { amount: `${amountMinor}`, currency } });
}

async function decide(tx: Tx, order: Order, dispute: Dispute, facts: DisputeFacts): Promise<void> {
  await closeDispute(tx, dispute, facts);
  const won = facts.outcome === 'won';
  await noteAll(tx, order, dispute, won ? 'bank_kept' : 'bank_returned');
  if (!won && facts.withdrawn) await lose(tx, order, dispute, facts);
  // What waited for the decision goes out now.
  for (const { id: jobId } of order.jobs) await announce(tx, 'translation_job.settled', { jobId });
}

/**
 * The customer has its money back and owes it again: whoever translated keeps what was earned. What nobody has finished is stopped like a
 * job that the customer gives up; what would go back of it is refused by the bank, and is taken off that debt (`refund.ts`).
 */
async function lose(tx: Tx, order: Order, dispute: Dispute, { amount }: DisputeFacts): Promise<void> {
  await post(tx, {
    cause: `dispute:${dispute.id}:lost`,
    kind: 'dispute_lost',
    entries: [
      {
        account: { kind: 'buyer_receivable', currency: amount.currency, enterpriseId: order.enterpriseId },
        amount,
      },
      { account: { kind: 'disputes', currency: amount.currency }, amount: negate(amount) },
    ],
  });
  for (const { number } of order.jobs) {
    const job = await lockJob(tx, number);
    if (mayMove(job.status, 'cancelled')) await stopJob(tx, actor, job);
  }
}

export const translationEvidenceSchema = z.object({
  number: z.string().max(40),
  disputeId: id,
  words: text(limits.evidence, 10),
  ...evidenceFileFields,
});

type GivenEvidence = Pick<z.output<typeof translationEvidenceSchema>, 'number' | 'disputeId' | 'words'> &
  Partial<Record<EvidenceKind, File | null>>;

/**
 * Staff's word on a dispute about a translation, with files: the platform sold it. Throws `ordering.dispute_closed` when it is too late, and
 * at its field what is wrong with a file.
 */
export async function giveTranslationEvidence(by: Actor, input: GivenEvidence): Promise<void> {
  authorize(by, 'translation.settle');
  const files = await keepEvidence(input);
  await transaction(async (tx) => {
    const job = await lockJob(tx, input.number);
    const dispute = await tx.dispute.findFirst({
      where: { id: input.disputeId, payment: { translationOrderId: job.orderId } },
    });
    if (!dispute) throw new DomainError('translations.unknown');
    await writeEvidence(tx, by, dispute, { translationOrderId: job.orderId }, { words: input.words, files });
  });
}

/** What banks ask, or have asked, about the payment of a job's order. */
export function disputesOf(orderId: string) {
  return prisma().dispute.findMany({
    where: { payment: { translationOrderId: orderId } },
    include: { evidence: { include: { files: { orderBy: { id: 'asc' } } } } },
    orderBy: { openedAt: 'asc' },
    take: limits.pageMax,
  });
}
