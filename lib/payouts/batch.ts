import { z } from 'zod';
import { type Actor, actorId, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { type Currency, isCurrency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { humanNumber } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import type { PayoutBatch, Transfer } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { workingDays } from './calendar.ts';
import { bankAccountOf, type Decidable, decideAmounts, holdOn, lockTransfer, undecide } from './decide.ts';
import { sendWaiting } from './send.ts';
import { enterpriseOf, sourceOf } from './source.ts';

export const makeBatchSchema = z.object({
  currency: z
    .string()
    .refine(isCurrency, { error: 'invalid' })
    .transform((code) => code as Currency),
});

/** Due transfers by the bank in a currency, the oldest first; what was held when it was looked at last comes after all others. */
async function candidates(currency: string): Promise<{ id: string; enterpriseId: string }[]> {
  const rows = await prisma().transfer.findMany({
    where: { rail: 'bank_transfer', status: { in: ['due', 'failed'] }, currency },
    orderBy: [{ hold: { sort: 'asc', nulls: 'first' } }, { createdAt: 'asc' }],
    select: {
      id: true,
      sellerOrder: { select: { enterpriseId: true } },
      licenceShare: { select: { enterpriseId: true } },
      translationJob: { select: { translatorId: true } },
    },
    take: limits.batchTransfers,
  });
  return rows.flatMap(({ id: transferId, ...row }) => {
    const enterpriseId = enterpriseOf(row);
    return enterpriseId ? [{ id: transferId, enterpriseId }] : [];
  });
}

/**
 * Adds an enterprise's payment to a batch. Each transfer is locked and looked at again, so that of two batches made at once only one gets
 * it, and what is held stays. Amounts are fixed now. Gives how many transfers it took.
 */
async function addPayment(tx: Tx, batch: PayoutBatch, ids: readonly string[]): Promise<number> {
  const taken: Transfer[] = [];
  let to: { enterpriseId: string; accountId: string } | null = null;
  for (const transferId of ids) {
    const found: Decidable | null = await lockTransfer(tx, transferId, ['due', 'failed']);
    if (!found) continue;
    const source = sourceOf(found);
    if (source.enterprise.payoutRail !== 'bank_transfer') continue;
    const hold = holdOn(source);
    const account = bankAccountOf(source.enterprise);
    if (hold || !account) {
      if (hold !== found.hold) await tx.transfer.update({ where: { id: found.id }, data: { hold } });
      continue;
    }
    to = { enterpriseId: source.enterprise.id, accountId: account.id };
    const left = await decideAmounts(tx, found);
    if (left) taken.push(left);
  }
  if (!to || taken.length === 0) return 0;
  const number = (await tx.bankPayment.count({ where: { batchId: batch.id } })) + 1;
  const payment = await tx.bankPayment.create({
    data: {
      ...to,
      batchId: batch.id,
      endToEndId: `${batch.number}-${number}`,
      amountMinor: taken.reduce((sum, each) => sum + each.amountMinor, 0n),
      currency: batch.currency,
      createdAt: now(),
    },
  });
  await tx.transfer.updateMany({
    where: { id: { in: taken.map((each) => each.id) } },
    data: { status: 'batched', bankPaymentId: payment.id },
  });
  return taken.length;
}

/**
 * Makes a batch of all that is due by the bank in a currency: one payment an enterprise. Throws `payouts.nothing_due` when nothing may
 * leave. Two made at once share nothing.
 */
export async function makeBatch(actor: Actor, { currency }: z.output<typeof makeBatchSchema>): Promise<string> {
  authorize(actor, 'payout.operate');
  const due = Map.groupBy(await candidates(currency), (each) => each.enterpriseId);
  return transaction(async (tx) => {
    const at = now();
    const batch = await tx.payoutBatch.create({
      data: {
        number: humanNumber('PB', at),
        currency,
        executeOn: workingDays(at, 1),
        createdById: actorId(actor),
        createdAt: at,
      },
    });
    let count = 0;
    // In one order, so that two batches made at once wait for each other instead of locking each other out.
    for (const [, own] of [...due].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, limits.batchPayments))
      count += await addPayment(
        tx,
        batch,
        own.map((each) => each.id),
      );
    if (count === 0) throw new DomainError('payouts.nothing_due', { currency });
    await audit(tx, actor, {
      action: 'payout_batch.made',
      subjectType: 'payout_batch',
      subjectId: batch.id,
      data: { number: batch.number, transfers: count },
    });
    return batch.id;
  });
}

export const batchSchema = z.object({ batchId: id });

/** A batch that has not left yet, locked. Throws `payouts.batch_closed`. */
export async function lockBatch(tx: Tx, batchId: string): Promise<PayoutBatch> {
  await tx.$queryRaw`select id from payout_batch where id = ${batchId}::uuid for update`;
  const batch = await tx.payoutBatch.findUnique({ where: { id: batchId } });
  if (batch?.status !== 'proposed') throw new DomainError('payouts.batch_closed');
  return batch;
}

/** Approves a batch. The second approval is another person's: the same one is refused by rule and by the table's key. */
export async function approveBatch(actor: Actor, { batchId }: z.output<typeof batchSchema>): Promise<void> {
  authorize(actor, 'payout.operate');
  const { userId } = person(actor);
  await transaction(async (tx) => {
    const batch = await lockBatch(tx, batchId);
    const given = await tx.payoutApproval.findMany({ where: { batchId } });
    if (given.some((each) => each.userId === userId)) throw new DomainError('payouts.same_person');
    if (given.length >= 2) throw new DomainError('payouts.approved_already');
    await tx.payoutApproval.create({ data: { batchId, userId, seat: given.length + 1 } });
    await audit(tx, actor, {
      action: 'payout_batch.approved',
      subjectType: 'payout_batch',
      subjectId: batchId,
      data: { number: batch.number, seat: given.length + 1 },
    });
  });
}

async function letGo(tx: Tx, paymentId: string): Promise<void> {
  await tx.bankPayment.update({ where: { id: paymentId }, data: { status: 'dropped' } });
  const transfers = await tx.transfer.findMany({ where: { bankPaymentId: paymentId, status: 'batched' } });
  for (const transfer of transfers) await undecide(tx, transfer, {});
}

export const dropPaymentSchema = z.object({ batchId: id, paymentId: id });

/** Takes a payment out of a batch: what it held is due again, and approvals of the batch as it was no longer count. */
export async function dropPayment(actor: Actor, input: z.output<typeof dropPaymentSchema>): Promise<void> {
  authorize(actor, 'payout.operate');
  await transaction(async (tx) => {
    const batch = await lockBatch(tx, input.batchId);
    const payment = await tx.bankPayment.findFirst({
      where: { id: input.paymentId, batchId: batch.id, status: 'proposed' },
    });
    if (!payment) throw new DomainError('payouts.payment_gone');
    await letGo(tx, payment.id);
    await tx.payoutApproval.deleteMany({ where: { batchId: batch.id } });
    const left = await tx.bankPayment.count({ where: { batchId: batch.id, status: 'proposed' } });
    if (left === 0) await tx.payoutBatch.update({ where: { id: batch.id }, data: { status: 'cancelled' } });
    await audit(tx, actor, {
      action: 'payout_batch.payment_dropped',
      subjectType: 'payout_batch',
      subjectId: batch.id,
      data: { endToEndId: payment.endToEndId },
    });
  });
}

/** Gives up a batch that has not left: all it held is due again. */
export async function cancelBatch(actor: Actor, { batchId }: z.output<typeof batchSchema>): Promise<void> {
  authorize(actor, 'payout.operate');
  await transaction(async (tx) => {
    const batch = await lockBatch(tx, batchId);
    const payments = await tx.bankPayment.findMany({ where: { batchId, status: 'proposed' } });
    for (const payment of payments) await letGo(tx, payment.id);
    await tx.payoutApproval.deleteMany({ where: { batchId } });
    await tx.payoutBatch.update({ where: { id: batchId }, data: { status: 'cancelled' } });
    await audit(tx, actor, {
      action: 'payout_batch.cancelled',
      subjectType: 'payout_batch',
      subjectId: batchId,
      data: { number: batch.number },
    });
  });
  // What was held may leave by Stripe since.
  await sendWaiting();
}
