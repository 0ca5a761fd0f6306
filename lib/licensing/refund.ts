import { z } from 'zod';
import { type Actor, system } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { currencyFacts } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { money, parseAmount } from '#lib/core/money.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import type { LicenceDue, Refund } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { post } from '#lib/ledger/index.ts';
import { askAbout } from '#lib/ordering/index.ts';
import {
  isMadeAfterAll,
  keepDifference,
  type RefundFacts,
  refundBackPosting,
  refundFacts,
  refundPosting,
} from '#lib/payments/index.ts';
import { note } from './events.ts';
import { giveBackDue, undoReturn } from './give-back.ts';
import { dateOf, type LivingLicence, lockLiving, lockSeen, requireSide } from './licence.ts';
import { tellOfMoney } from './money-mail.ts';
import { leftOfDue } from './release.ts';
import { moneyLeft } from './return-split.ts';

const actor = system('licensing.refund');

export const refundDueSchema = z.object({
  number: z.string().max(40),
  dueId: id,
  /** A form gives back once, however often it is sent. */
  requestKey: z.uuid({ error: 'invalid' }),
  /** Empty: everything that is left. */
  amount: optionalText(20),
  reason: text(limits.licenceReason, 3),
});
export const bankRefundSchema = z.object({ refundId: id, sentOn: z.iso.date({ error: 'invalid' }) });

/** Whether a holder may give money back by itself: the licence never began, or both sides have agreed to its end. */
export function holderMayRefund({ activatedAt, life }: Pick<LivingLicence, 'activatedAt' | 'life'>): boolean {
  return activatedAt === null || life?.endedFor === 'agreement';
}

/** Money as it was typed, in whole steps of what Stripe can pay in that currency. */
function typedAmount(typed: string, code: string): bigint {
  let amount = money(0, code);
  try {
    amount = parseAmount(typed, code);
  } catch (error) {
    if (error instanceof DomainError) throw new DomainError(error.code, error.params, 'amount');
    throw error;
  }
  if (amount.minor % currencyFacts(amount.currency).chargeStep !== 0n)
    throw new DomainError('money.too_many_decimals', { decimals: 0 }, 'amount');
  return amount.minor;
}

/**
 * Staff, with a reason, or the holder of a licence that never began or was ended by agreement, gives back what was paid, or a part of it.
 * Two at once cannot give back more than is left. Throws `licensing.refund_too_much`, `licensing.not_yours_to_refund`,
 * `licensing.disputed`, `licensing.not_paid`.
 */
export async function refundDue(by: Actor, input: z.output<typeof refundDueSchema>): Promise<void> {
  await transaction(async (tx) => {
    const licence = await lockSeen(tx, by, input.number);
    let side = requireSide(by, licence, 'licence.refund');
    if (side === 'licensee') side = requireSide(by, licence, 'licence.refund', 'holder');
    if (side === 'holder' && !holderMayRefund(licence)) throw new DomainError('licensing.not_yours_to_refund');
    const due = await tx.licenceDue.findFirst({ where: { id: input.dueId, licenceId: licence.id } });
    if (!due) throw new DomainError('licensing.unknown');
    if ((await openDisputes(tx, due.id)) > 0) throw new DomainError('licensing.disputed');
    await giveBackDue(tx, by, licence, due, {
      cause: `due:${due.id}:form:${input.requestKey}`,
      reason: side === 'staff' ? 'staff' : 'holder',
      note: input.reason,
      ...(input.amount ? { amountMinor: typedAmount(input.amount, due.currency) } : {}),
    });
  });
}

function openDisputes(tx: Tx, dueId: string): Promise<number> {
  return tx.dispute.count({ where: { closedAt: null, payment: { licenceDueId: dueId } } });
}

/** Gives back all that was paid for a licence that ended before it was ever in use. The caller has locked it. */
export async function refundEnded(tx: Tx, by: Actor, licence: LivingLicence): Promise<void> {
  const paid = await tx.licenceDue.findMany({
    where: { licenceId: licence.id, paidAt: { not: null } },
    orderBy: { id: 'asc' },
  });
  for (const due of paid) {
    // What a bank is asked about goes back by the bank, or not at all.
    if ((await openDisputes(tx, due.id)) > 0) continue;
    if (moneyLeft(await leftOfDue(tx, licence, due)) === 0n) continue;
    await giveBackDue(tx, by, licence, due, { cause: `due:${due.id}:ended`, reason: 'ended' });
  }
}

/** Asks Stripe for a refund that was promised and follows its word, in any order and any number of times. Called by jobs. */
export async function followDueRefund(refundId: string, stripeId: string | null = null): Promise<void> {
  const found = await prisma().refund.findUnique({ where: { id: refundId }, include: { payment: true } });
  if (!found?.licenceDueId || !found.paymentId) return;
  const over =
    found.status === 'failed' ? found.stripeId !== null || !stripeId : found.status === 'succeeded' && !stripeId;
  if (over) return;
  const facts = await askAbout({ ...found, stripeId: found.stripeId ?? stripeId });
  if (!(await applyFacts(found.id, facts)) && facts.stripeId) await takeOutsideDueRefund(facts.stripeId);
}

async function lockRefund(tx: Tx, refundId: string) {
  const { licenceDueId } = await tx.refund.findUniqueOrThrow({ where: { id: refundId } });
  const known = await tx.licenceDue.findUniqueOrThrow({ where: { id: licenceDueId ?? '' } });
  const licence = await lockLiving(tx, { id: known.licenceId });
  const due = await tx.licenceDue.findUniqueOrThrow({ where: { id: known.id } });
  return { licence, due, refund: await tx.refund.findUniqueOrThrow({ where: { id: refundId } }) };
}

/** False: it was refused, and something else has been made of it. */
async function applyFacts(refundId: string, facts: RefundFacts): Promise<boolean> {
  return transaction(async (tx) => {
    const { licence, due, refund } = await lockRefund(tx, refundId);
    if (isMadeAfterAll(refund, facts)) return false;
    if (refund.status === 'failed' || refund.status === facts.status || facts.status === 'pending') {
      if (facts.stripeId && !refund.stripeId)
        await tx.refund.update({ where: { id: refund.id }, data: { stripeId: facts.stripeId } });
      return true;
    }
    await tx.refund.update({
      where: { id: refund.id },
      data: { status: facts.status, stripeId: facts.stripeId, failureReason: facts.failureReason, settledAt: now() },
    });
    if (facts.status === 'succeeded') await succeed(tx, licence, due, refund, 'stripe_clearing');
    else await fail(tx, licence, due, refund);
    return true;
  });
}

async function succeed(
  tx: Tx,
  licence: LivingLicence,
  due: LicenceDue,
  refund: Refund,
  from: 'stripe_clearing' | 'bank_clearing',
): Promise<void> {
  await post(tx, refundPosting(refund, {}, from));
  await note(tx, actor, licence.id, 'refunded', { data: told(due, refund) });
  const { id: returnId } = await tx.dueReturn.findUniqueOrThrow({ where: { refundId: refund.id } });
  // The mail says the credit note's number: both are the job's.
  await announce(tx, 'due_return.made', { returnId });
}

const told = (due: LicenceDue, { amountMinor, currency }: Pick<Refund, 'amountMinor' | 'currency'>) => ({
  dueId: due.id,
  kind: due.kind,
  amount: `${amountMinor}`,
  currency,
});

async function fail(tx: Tx, licence: LivingLicence, due: LicenceDue, refund: Refund): Promise<void> {
  if (refund.status === 'succeeded') await post(tx, refundBackPosting(refund));
  await undoReturn(tx, licence, due, refund);
  await note(tx, actor, licence.id, 'refund_failed', { data: told(due, refund) });
  await tellOfMoney(tx, licence, due, 'refund_failed', { once: refund.id, amountMinor: refund.amountMinor });
}

/** Finance has sent a refund by the bank, of what had come by it. Throws `licensing.unknown`, `licensing.not_yet`. */
export async function recordBankRefund(by: Actor, input: z.output<typeof bankRefundSchema>): Promise<void> {
  authorize(by, 'licence.settle');
  if (input.sentOn > isoDay(now())) throw new DomainError('licensing.not_yet', {}, 'sentOn');
  await transaction(async (tx) => {
    const known = await tx.refund.findUnique({ where: { id: input.refundId } });
    if (!known?.licenceDueId || known.paymentId) throw new DomainError('licensing.unknown');
    const { licence, due, refund } = await lockRefund(tx, known.id);
    if (refund.status !== 'pending') return;
    await tx.refund.update({
      where: { id: refund.id },
      data: { status: 'succeeded', settledAt: dateOf(input.sentOn) },
    });
    await succeed(tx, licence, due, refund, 'bank_clearing');
  });
}

/** Takes a refund that somebody made at Stripe itself into our books. What does not fit is listed for a person. Called by the job. */
export async function takeOutsideDueRefund(stripeId: string): Promise<void> {
  const facts = await refundFacts(stripeId);
  const payment = facts.chargeId ? await prisma().payment.findUnique({ where: { chargeId: facts.chargeId } }) : null;
  const dueId = payment?.licenceDueId;
  if (!dueId || facts.status === 'failed') return;
  try {
    const refund = await transaction(async (tx) => {
      const known = await tx.licenceDue.findUniqueOrThrow({ where: { id: dueId } });
      const licence = await lockLiving(tx, { id: known.licenceId });
      const due = await tx.licenceDue.findUniqueOrThrow({ where: { id: dueId } });
      if (due.currency !== facts.amount.currency) throw new DomainError('licensing.refund_too_much');
      const { minor: amountMinor } = facts.amount;
      return giveBackDue(tx, actor, licence, due, {
        cause: `stripe:${stripeId}`,
        reason: 'outside',
        amountMinor,
        stripeId,
      });
    });
    await applyFacts(refund.id, facts);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    log.warn({ stripeId, code: error.code }, 'a refund made at Stripe that fits no due');
    await keepDifference({
      kind: 'unknown',
      objectType: 'refund',
      objectId: stripeId,
      orderId: null,
      currency: facts.amount.currency,
      stripeMinor: facts.amount.minor,
      oursMinor: null,
    });
  }
}

/** Asks again about refunds whose job or webhook seems lost. Called by the clock. */
export async function catchUpDueRefunds(): Promise<void> {
  const waiting = await prisma().refund.findMany({
    where: {
      status: 'pending',
      licenceDueId: { not: null },
      paymentId: { not: null },
      createdAt: { lt: new Date(now().getTime() - 120_000) },
    },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
    take: limits.jobOrders,
  });
  for (const { id: refundId } of waiting) await followDueRefund(refundId);
}
