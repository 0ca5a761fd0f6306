import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { isCurrency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { type Money, negate, parseAmount } from '#lib/core/money.ts';
import { id } from '#lib/core/validation.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { post } from '#lib/ledger/index.ts';
import { availableAtStripe, type PayoutFacts, payOutToBank, payoutFacts } from '#lib/payments/index.ts';
import { audit } from '#lib/trust/index.ts';
import { refreshConnected } from './connect.ts';
import { tellOfReturn } from './mails.ts';
import { matchWaitingLines } from './payout-lines.ts';

const returned = ['failed', 'canceled'];

/** Books the platform's own payout: it leaves Stripe when it is paid, and is back when the bank returns it, however late. */
async function bookOwn(tx: Tx, { id: payoutId, status, amount }: PayoutFacts): Promise<void> {
  const move = (sum: Money) =>
    [
      { account: { kind: 'bank_clearing', currency: sum.currency }, amount: sum },
      { account: { kind: 'stripe_clearing', currency: sum.currency }, amount: negate(sum) },
    ] as const;
  if (status === 'paid') await post(tx, { cause: `payout:${payoutId}:paid`, kind: 'payout', entries: move(amount) });
  if (!returned.includes(status)) return;
  const left = await tx.ledgerTransaction.findUnique({ where: { cause: `payout:${payoutId}:paid` } });
  if (left)
    await post(tx, { cause: `payout:${payoutId}:returned`, kind: 'payout_returned', entries: move(negate(amount)) });
}

/**
 * Writes down what Stripe says of a payout. What a bank returns is never settled, even when it was said to have arrived; a connected
 * account's people are told.
 */
async function record(facts: PayoutFacts, enterpriseId: string | null): Promise<void> {
  await transaction(async (tx) => {
    const row = {
      enterpriseId,
      status: facts.status,
      amountMinor: facts.amount.minor,
      currency: facts.amount.currency,
      arrivalOn: facts.arrivalOn,
      failureCode: facts.failureCode,
      traceId: facts.traceId,
      readAt: now(),
    };
    const payout = await tx.stripePayout.upsert({
      where: { id: facts.id },
      create: { ...row, id: facts.id, createdAt: facts.createdAt },
      update: row,
    });
    if (!enterpriseId) {
      await bookOwn(tx, facts);
      await matchWaitingLines(tx, payout);
    }
    if (enterpriseId && facts.status === 'failed')
      await tellOfReturn(tx, {
        enterpriseId,
        cause: `payout:${facts.id}:returned`,
        amount: facts.amount,
        reason: facts.failureCode ?? '',
      });
  });
}

/** Follows an event of an account or a payout. False: the event is about something else. */
export async function followPayoutEvent(eventId: string, type: string, objectId: string): Promise<boolean> {
  if (type === 'account.updated') {
    await refreshConnected(objectId);
    return true;
  }
  if (!type.startsWith('payout.')) return false;
  const event = await prisma().stripeEvent.findUnique({ where: { id: eventId }, select: { payload: true } });
  const account = z.object({ account: z.string().optional() }).parse(event?.payload).account ?? null;
  const owner = account ? await prisma().connectedAccount.findUnique({ where: { stripeId: account } }) : null;
  // An account that is not one of ours: its payouts are no business of ours.
  if (account && !owner) return true;
  const facts = await payoutFacts(objectId, account);
  if (facts) await record(facts, owner?.enterpriseId ?? null);
  return true;
}

export const moveToBankSchema = z
  .object({ key: id, currency: z.string().refine(isCurrency, { error: 'invalid' }), amount: z.string().trim().max(30) })
  .transform((given, context) => {
    try {
      const amount = parseAmount(given.amount, given.currency);
      if (amount.minor > 0n) return { key: given.key, amount };
      context.addIssue({ code: 'custom', path: ['amount'], message: 'too_small' });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      context.addIssue({ code: 'custom', path: ['amount'], message: error.code, params: error.params });
    }
    return z.NEVER;
  });

/** Moves money from the platform's balance at Stripe to its bank, from where batches are paid. Throws `payouts.more_than_held`. */
export async function moveToBank(actor: Actor, { key, amount }: z.output<typeof moveToBankSchema>): Promise<void> {
  authorize(actor, 'payout.operate');
  const facts = await payOutToBank(key, amount);
  await record(facts, null);
  await transaction((tx) =>
    audit(tx, actor, {
      action: 'payout.to_bank',
      subjectType: 'payout',
      subjectId: facts.id,
      data: { amount: Number(amount.minor), currency: amount.currency },
    }),
  );
}

/** The platform's latest payouts from Stripe to its bank. */
export async function ownPayouts(actor: Actor) {
  authorize(actor, 'payout.operate');
  return prisma().stripePayout.findMany({
    where: { enterpriseId: null },
    include: { bankLine: { select: { bookedOn: true } } },
    orderBy: { createdAt: 'desc' },
    take: 10,
  });
}

/** What is held at Stripe and could be moved, for people of finance. */
export async function heldAtStripe(actor: Actor): Promise<Money[]> {
  authorize(actor, 'payout.operate');
  return (await availableAtStripe()).filter(({ minor }) => minor !== 0n);
}
