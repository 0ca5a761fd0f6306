import { z } from 'zod';
import { type Actor, system } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { money, negate } from '#lib/core/money.ts';
import { id } from '#lib/core/validation.ts';
import type { LicenceDue, Payment } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { type Account, post } from '#lib/ledger/index.ts';
import { feePosting, paymentFacts } from '#lib/payments/index.ts';
import { lateInterest, parseFraction, royaltyDuePaid, termsForLicence } from '#lib/royalties/index.ts';
import { paidEntries } from './books.ts';
import { note } from './events.ts';
import { giveBackDue } from './give-back.ts';
import { dateOf, type LivingLicence, lockLiving } from './licence.ts';
import { openFor } from './pay.ts';
import { keepShares, releaseDue } from './release.ts';
import { isInterest, isRoyalty, outlivesEnd } from './schedule.ts';
import { activateIfReady } from './start.ts';
import { liftIfPaid } from './suspend.ts';
import { taxOn } from './tax.ts';

/**
 * Books a payment of a due that Stripe says has succeeded: once, whoever calls it how often (the webhook's job, the return from the payment
 * page, the clock). What was asked for must be what was paid.
 */
export async function settlePayment(paymentId: string): Promise<void> {
  const known = await prisma().payment.findUnique({ where: { id: paymentId }, include: { licenceDue: true } });
  if (!known?.licenceDue || known.status !== 'succeeded' || !known.checkoutSessionId) return;
  const { licenceId, id: dueId } = known.licenceDue;
  const facts = await paymentFacts(known.checkoutSessionId);
  await transaction(async (tx) => {
    const licence = await lockLiving(tx, { id: licenceId });
    const due = await tx.licenceDue.findUniqueOrThrow({ where: { id: dueId } });
    if (
      facts.status !== 'succeeded' ||
      facts.amount.minor !== known.amountMinor ||
      facts.amount.currency !== due.currency
    )
      throw new Error(`payment ${paymentId} is not what its due asked for`);
    if (facts.fee) await post(tx, feePosting(paymentId, facts.fee));
    if (due.paidAt) return keepSurplus(tx, licence, due, known);
    await payDueWith(tx, licence, due, {
      at: known.succeededAt ?? now(),
      into: { kind: 'stripe_clearing', currency: facts.amount.currency },
      by: { payment: paymentId },
      actor: system('licensing.settle'),
    });
  });
}

/** A due that was paid by another way cannot be paid again (`payment_of_due_once`); were it to happen, the licensee has it back in the books. */
async function keepSurplus(tx: Tx, licence: LivingLicence, due: LicenceDue, payment: Payment): Promise<void> {
  const own = await tx.licenceEvent.count({
    where: { licenceId: licence.id, kind: 'due_paid', data: { path: ['payment'], equals: payment.id } },
  });
  if (own > 0) return;
  log.error({ paymentId: payment.id, dueId: due.id }, 'a due was paid twice');
  const amount = money(payment.amountMinor, payment.currency);
  await post(tx, {
    cause: `payment:${payment.id}:surplus`,
    kind: 'licence_paid',
    entries: [
      { account: { kind: 'stripe_clearing', currency: amount.currency }, amount },
      {
        account: { kind: 'buyer_receivable', currency: amount.currency, enterpriseId: licence.deal.licenseeId },
        amount: negate(amount),
      },
    ],
  });
}

interface How {
  readonly at: Date;
  readonly into: Account;
  readonly by: Readonly<Record<string, string>>;
  readonly actor: Actor;
}

/** The due is paid, booked, and everything follows: interest, activation, the end of a suspension, what the holders earn. */
async function payDueWith(
  tx: Tx,
  licence: LivingLicence,
  before: LicenceDue,
  { at, into, by, actor }: How,
): Promise<void> {
  const due = await tx.licenceDue.update({ where: { id: before.id }, data: { paidAt: at } });
  const shares = isRoyalty(due.kind) ? [] : await keepShares(tx, licence, due);
  const { licenseeId, licensee } = licence.deal;
  await post(tx, {
    cause: `due:${due.id}:paid`,
    kind: isRoyalty(due.kind) ? 'royalty_paid' : 'licence_paid',
    entries: paidEntries(due, shares, { enterpriseId: licenseeId, country: licensee.country }, into),
  });
  await announce(tx, 'licence_due.booked', { dueId: due.id });
  await note(tx, actor, licence.id, 'due_paid', { data: { dueId: due.id, kind: due.kind, ...by } });
  if (isRoyalty(due.kind)) await royaltyDuePaid(tx, due.id);
  else await oweInterest(tx, licence, due);
  await activateIfReady(tx, actor, licence);
  const after = await lockLiving(tx, { id: licence.id });
  // Its page was open when the licence ended: nobody has anything for it.
  if (!outlivesEnd(due, after))
    await giveBackDue(tx, actor, after, due, { cause: `due:${due.id}:ended`, reason: 'ended' });
  else if (after.status !== 'signed' || isRoyalty(due.kind)) await releaseDue(tx, after, due.id);
  await liftIfPaid(tx, actor, after);
}

/** What was paid late costs interest by the terms, once; interest itself bears none. */
async function oweInterest(tx: Tx, licence: LivingLicence, due: LicenceDue): Promise<void> {
  if (isInterest(due.kind) || !due.paidAt) return;
  const rate = parseFraction(termsForLicence(licence).lateInterest);
  const interest = lateInterest(due.amountMinor - due.withholdingMinor, rate, isoDay(due.dueOn), isoDay(due.paidAt));
  if (interest === 0n) return;
  await tx.licenceDue.createMany({
    data: [
      {
        licenceId: licence.id,
        kind: 'interest',
        amountMinor: interest,
        currency: due.currency,
        dueOn: dateOf(isoDay(now())),
        interestForId: due.id,
      },
    ],
    skipDuplicates: true,
  });
}

export const recordDuePaidSchema = z.object({ dueId: id, paidOn: z.iso.date({ error: 'invalid' }) });

/**
 * Staff has seen a due arrive by bank. Throws `licensing.being_paid` while a payment page of it is open, `licensing.paid_already`,
 * `licensing.not_due`, `licensing.not_yet`.
 */
export async function recordDuePaid(actor: Actor, input: z.output<typeof recordDuePaidSchema>): Promise<void> {
  authorize(actor, 'licence.settle');
  if (input.paidOn > isoDay(now())) throw new DomainError('licensing.not_yet', {}, 'paidOn');
  await transaction(async (tx) => {
    const known = await tx.licenceDue.findUnique({ where: { id: input.dueId } });
    if (!known) throw new DomainError('licensing.unknown');
    const licence = await lockLiving(tx, { id: known.licenceId });
    const due = await tx.licenceDue.findUniqueOrThrow({ where: { id: known.id } });
    if (due.paidAt) throw new DomainError('licensing.paid_already');
    if (due.cancelledAt) throw new DomainError('licensing.not_due');
    const open = await tx.payment.count({
      where: { licenceDueId: due.id, status: { in: ['open', 'processing', 'succeeded'] } },
    });
    if (open > 0) throw new DomainError('licensing.being_paid');
    const tax = await taxOn(licence, due);
    const asked = await tx.licenceDue.update({
      where: { id: due.id },
      data: { taxMinor: tax.minor, taxRule: tax.rule, taxRate: tax.rate },
    });
    await payDueWith(tx, licence, asked, {
      at: dateOf(input.paidOn),
      into: { kind: 'bank_clearing', currency: money(0, currency(due.currency)).currency },
      by: { bank: input.paidOn },
      actor,
    });
  });
}

export const recordRoyaltyPaidSchema = z.object({
  number: z.string().max(40),
  period: z.string().max(10),
  paidOn: z.iso.date({ error: 'invalid' }),
});

/**
 * Staff has seen the royalty of a period arrive by bank, with the tax that is on top of it. Throws `royalties.nothing_due`, and what
 * `recordDuePaid` throws.
 */
export async function recordRoyaltyPaid(actor: Actor, input: z.output<typeof recordRoyaltyPaidSchema>): Promise<void> {
  authorize(actor, 'licence.settle');
  const statement = await prisma().royaltyStatement.findFirst({
    where: { licence: { number: input.number }, period: input.period },
    include: { due: true },
  });
  if (!statement?.due || statement.due.paidAt) throw new DomainError('royalties.nothing_due');
  await recordDuePaid(actor, { dueId: statement.due.id, paidOn: input.paidOn });
}

/** Where the payment page sends the licensee back to: the licence that was paid for. Null for anything that is no such payment. */
export async function licenceOfPayment(
  paymentId: string,
): Promise<{ number: string; dueId: string; checkoutSessionId: string | null } | null> {
  if (!uuidPattern.test(paymentId)) return null;
  const payment = await prisma().payment.findUnique({
    where: { id: paymentId },
    include: { licenceDue: { include: { licence: { select: { number: true } } } } },
  });
  if (!payment?.licenceDue) return null;
  const { licence, id: dueId } = payment.licenceDue;
  return { number: licence.number, dueId, checkoutSessionId: payment.checkoutSessionId };
}

/**
 * Books payments that have succeeded and are not booked: a job that a crash cut off. One whose page was never opened, for the same reason, is
 * over when the page's time is: nobody could have paid it, and another way to pay waits for it.
 */
export async function catchUpDues(): Promise<void> {
  await prisma().payment.updateMany({
    where: {
      status: 'open',
      licenceDueId: { not: null },
      checkoutSessionId: null,
      createdAt: { lt: new Date(now().getTime() - openFor) },
    },
    data: { status: 'expired' },
  });
  const waiting = await prisma().payment.findMany({
    where: { status: 'succeeded', licenceDue: { paidAt: null } },
    select: { id: true },
    take: limits.jobLicences,
  });
  for (const { id: paymentId } of waiting) await settlePayment(paymentId);
}
