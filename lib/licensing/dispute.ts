import { z } from 'zod';
import { type Actor, system } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { type Money, money, subtract } from '#lib/core/money.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Dispute, LicenceDue } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { post } from '#lib/ledger/index.ts';
import {
  bookDisputeOpened,
  closeDispute,
  type EvidenceKind,
  evidenceFileFields,
  followDispute,
  keepEvidence,
  recordDispute,
  unaskedRefunds,
  writeEvidence,
} from '#lib/ordering/index.ts';
import { type DisputeFacts, disputeFacts } from '#lib/payments/index.ts';
import { returnedEntries } from './books.ts';
import { note } from './events.ts';
import { keepReturn, payerOf, takeFromHolders } from './give-back.ts';
import {
  dateOf,
  daysAfter,
  type LivingLicence,
  licenceByNumber,
  lockLiving,
  lockSeen,
  requireSide,
} from './licence.ts';
import { tellOfMoney } from './money-mail.ts';
import { followDueRefund } from './refund.ts';
import { leftOfDue } from './release.ts';
import { moneyLeft, splitReturn } from './return-split.ts';
import { firstPaymentDays } from './schedule.ts';
import { settlePayment } from './settle.ts';
import { stands } from './states.ts';

const actor = system('licensing.dispute');

/** Reads a dispute about a licence's payment from Stripe and follows it: opened, answered, decided, in any order and any number of times. */
export async function applyDueDispute(stripeId: string): Promise<void> {
  const facts = await disputeFacts(stripeId);
  const payment = await prisma().payment.findUnique({ where: { chargeId: facts.chargeId } });
  if (!payment?.licenceDueId) return;
  const { id: paymentId, licenceDueId } = payment;
  // What was paid is booked before it is taken back, whichever news comes first.
  await settlePayment(paymentId);
  await followDispute(paymentId, () => follow(paymentId, licenceDueId, facts));
}

/** False: a refund was promised in the meantime, and is asked for before anything is taken. */
async function follow(paymentId: string, licenceDueId: string, facts: DisputeFacts): Promise<boolean> {
  if (facts.outcome === 'lost') await settleRefunds(paymentId);
  return transaction(async (tx) => {
    const known = await tx.licenceDue.findUniqueOrThrow({ where: { id: licenceDueId } });
    const licence = await lockLiving(tx, { id: known.licenceId });
    const due = await tx.licenceDue.findUniqueOrThrow({ where: { id: licenceDueId } });
    if (facts.outcome === 'lost' && (await unaskedRefunds(tx, paymentId)) > 0) return false;
    const { dispute, isNew } = await recordDispute(tx, paymentId, facts);
    if (isNew) await opened(tx, licence, due, dispute);
    await bookDisputeOpened(tx, dispute, facts);
    if (facts.outcome !== 'open' && !dispute.closedAt) await decide(tx, licence, due, dispute, facts);
    return true;
  });
}

/** Only once a bank has said what became of what was promised is it known how much is left to be lost. */
async function settleRefunds(paymentId: string): Promise<void> {
  const waiting = await prisma().refund.findMany({ where: { paymentId, status: 'pending' }, select: { id: true } });
  for (const { id: refundId } of waiting) await followDueRefund(refundId);
}

const about = (due: LicenceDue, { amountMinor, currency }: Dispute) => ({
  dueId: due.id,
  kind: due.kind,
  amount: `${amountMinor}`,
  currency,
});

/** The holders' money stays where it is from now on (lib/payouts/hold.ts), and both sides are told until when something can be said. */
async function opened(tx: Tx, licence: LivingLicence, due: LicenceDue, dispute: Dispute): Promise<void> {
  await note(tx, actor, licence.id, 'dispute_opened', { data: about(due, dispute) });
  await tellOfMoney(tx, licence, due, 'dispute_opened', {
    once: dispute.id,
    amountMinor: dispute.amountMinor,
    until: dispute.dueBy,
  });
}

async function decide(
  tx: Tx,
  licence: LivingLicence,
  due: LicenceDue,
  dispute: Dispute,
  facts: DisputeFacts,
): Promise<void> {
  await closeDispute(tx, dispute, facts);
  const won = facts.outcome === 'won';
  await note(tx, actor, licence.id, won ? 'dispute_won' : 'dispute_lost', { data: about(due, dispute) });
  const taken = !won && facts.withdrawn && (await lose(tx, licence, due, dispute, facts.amount));
  // Of what was taken there is a credit note, whose number the mail says: the job's.
  if (!taken)
    await tellOfMoney(tx, licence, due, won ? 'dispute_won' : 'dispute_lost', {
      once: dispute.id,
      amountMinor: dispute.amountMinor,
    });
  // What waited for the decision goes out now.
  await announce(tx, 'licence_due.released', { dueId: due.id });
}

/**
 * What was lost is taken from all sides in proportion to what is left of the due; what was refunded before as well is the platform's loss.
 * The licensee owes it again: reminders, notice and suspension follow as for any payment. False: nothing was left.
 */
async function lose(
  tx: Tx,
  licence: LivingLicence,
  due: LicenceDue,
  dispute: Dispute,
  amount: Money,
): Promise<boolean> {
  const left = await leftOfDue(tx, licence, due);
  let taken = moneyLeft(left);
  if (taken > amount.minor) taken = amount.minor;
  const parts = taken > 0n ? splitReturn(left, taken) : null;
  await post(tx, {
    cause: `dispute:${dispute.id}:lost`,
    kind: 'dispute_lost',
    entries: [
      ...(parts ? returnedEntries(due, parts, payerOf(licence)) : []),
      {
        account: { kind: 'platform_fees', currency: amount.currency },
        amount: subtract(amount, money(taken, amount.currency)),
      },
      { account: { kind: 'disputes', currency: amount.currency }, amount: money(-amount.minor, amount.currency) },
    ],
  });
  if (!parts) return false;
  const { id: returnId } = await keepReturn(tx, due, parts, { disputeId: dispute.id });
  await takeFromHolders(tx, due, parts, `dispute:${dispute.id}`);
  await announce(tx, 'due_return.made', { returnId });
  if (parts.netMinor > 0n && (stands(licence.status) || licence.activatedAt))
    await tx.licenceDue.create({
      data: {
        licenceId: licence.id,
        kind: 'charged_back',
        amountMinor: parts.netMinor,
        withholdingMinor: parts.withholdingMinor,
        currency: due.currency,
        dueOn: dateOf(daysAfter(isoDay(now()), firstPaymentDays)),
        disputeId: dispute.id,
      },
    });
  return true;
}

export const dueEvidenceSchema = z.object({
  number: z.string().max(40),
  disputeId: id,
  words: text(limits.evidence, 10),
  ...evidenceFileFields,
});

type GivenEvidence = Pick<z.output<typeof dueEvidenceSchema>, 'number' | 'disputeId' | 'words'> &
  Partial<Record<EvidenceKind, File | null>>;

function requireSpeaker(by: Actor, licence: LivingLicence): void {
  if (requireSide(by, licence, 'licence.evidence') === 'licensee')
    requireSide(by, licence, 'licence.evidence', 'holder');
}

/**
 * The holder's word on a dispute about what was paid for its licence (or staff's in its place), with files. Which licence, and what it
 * covers, is added by itself. Throws `ordering.dispute_closed` when it is too late, and at its field what is wrong with a file.
 */
export async function giveDueEvidence(by: Actor, input: GivenEvidence): Promise<void> {
  requireSpeaker(by, await licenceByNumber(by, input.number));
  const files = await keepEvidence(input);
  await transaction(async (tx) => {
    const licence = await lockSeen(tx, by, input.number);
    requireSpeaker(by, licence);
    const dispute = await tx.dispute.findFirst({
      where: { id: input.disputeId, payment: { licenceDue: { licenceId: licence.id } } },
      include: { payment: { include: { licenceDue: true } } },
    });
    const due = dispute?.payment.licenceDue;
    if (!dispute || !due) throw new DomainError('licensing.unknown');
    await writeEvidence(tx, by, dispute, { licenceDueId: due.id }, { words: input.words, files });
    await note(tx, by, licence.id, 'evidence_given', { data: about(due, dispute) });
  });
}
