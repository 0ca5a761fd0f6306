import { now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { money, negate } from '#lib/core/money.ts';
import type { Payment, Refund } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { post } from '#lib/ledger/index.ts';
import {
  askRefund,
  isMadeAfterAll,
  type RefundFacts,
  type RefusedRefund,
  refundBackPosting,
  refundFacts,
  refundPosting,
  refundsOfCharge,
  type SeenRefund,
} from '#lib/payments/index.ts';
import { giveAgain } from '#lib/payouts/index.ts';
import { newsOfFailedRefund, newsOfRefund } from './news.ts';
import { takeOutsideRefund } from './outside-refund.ts';
import { countRefund, givenBack, owingOrder } from './refund.ts';
import type { RefundParts } from './refund-split.ts';
import { followFacts, lockSellerOrder, note, readWorked, type WorkedOrder } from './seller-order.ts';

/** Sends a promised refund to Stripe, at least once and effective once. Called by the job. */
export async function sendRefund(refundId: string): Promise<void> {
  const refund = await prisma().refund.findUnique({ where: { id: refundId }, include: { payment: true } });
  if (refund?.status !== 'pending' || !refund.sellerOrderId) return;
  const facts = await askAbout(refund);
  await (facts.stripeId === null ? applyRefundFacts(facts) : follow(facts));
}

/** What Stripe says of a refund that was promised; it is asked for it, should it not know of it yet. */
export async function askAbout(
  refund: Refund & { readonly payment: Payment | null },
): Promise<SeenRefund | RefusedRefund> {
  if (refund.stripeId) return refundFacts(refund.stripeId);
  const chargeId = refund.payment?.chargeId;
  return chargeId
    ? askRefund({ ...refund, chargeId, currency: currency(refund.currency) })
    : { stripeId: null, refundId: refund.id, status: 'failed', failureReason: 'no_charge' };
}

/** Reads a refund from Stripe and follows it. */
export async function applyRefund(stripeId: string): Promise<void> {
  await follow(await refundFacts(stripeId));
}

/** Follows all refunds of a charge. */
export async function applyCharge(chargeId: string): Promise<void> {
  for (const facts of await refundsOfCharge(chargeId)) await follow(facts);
}

/** Follows a refund of ours, or takes one that was made at Stripe itself into our books. */
async function follow(facts: SeenRefund): Promise<void> {
  if ((await applyRefundFacts(facts)) > 0) return;
  if (await tellOfTranslation(facts)) return;
  if (await takeOutsideRefund(facts)) await applyRefundFacts(facts);
}

/** Translations are above this room: the refund of one is followed there, after the commit. False: it is none. */
async function tellOfTranslation({ refundId }: SeenRefund): Promise<boolean> {
  if (!refundId || (await prisma().translationRefund.count({ where: { id: refundId } })) === 0) return false;
  await transaction((tx) => announce(tx, 'translation_refund.moved', { refundId }));
  return true;
}

/** Brings our rows of a refund in line with what Stripe says; says how many follow it. */
async function applyRefundFacts(facts: RefundFacts): Promise<number> {
  const { refundId, stripeId } = facts;
  const known = await prisma().refund.findMany({
    where: { OR: [...(refundId ? [{ id: refundId }] : []), ...(stripeId ? [{ stripeId }] : [])] },
    select: { id: true, sellerOrderId: true },
    orderBy: { sellerOrderId: 'asc' },
  });
  let following = 0;
  for (const { id, sellerOrderId } of known)
    if (sellerOrderId) following += (await applyTo(id, sellerOrderId, facts)) ? 1 : 0;
    else {
      // Licences are above this room: they ask Stripe themselves, after the commit.
      await transaction((tx) => announce(tx, 'licence_refund.asked', { refundId: id, stripeId }));
      following++;
    }
  return following;
}

/**
 * One row follows Stripe's word, in any order and any number of times: pending, then succeeded, and even then it may come back failed. A
 * failed one stays failed. False: it was refused, and something else has been made of it.
 */
async function applyTo(refundId: string, sellerOrderId: string, facts: RefundFacts): Promise<boolean> {
  return transaction(async (tx) => {
    const sellerOrder = await lockSellerOrder(tx, sellerOrderId);
    const refund = await tx.refund.findUniqueOrThrow({ where: { id: refundId } });
    if (isMadeAfterAll(refund, facts)) return false;
    if (refund.status === 'failed' || refund.status === facts.status) {
      if (facts.stripeId && !refund.stripeId)
        await tx.refund.update({ where: { id: refund.id }, data: { stripeId: facts.stripeId } });
      return true;
    }
    if (facts.status === 'pending') return true;
    await tx.refund.update({
      where: { id: refund.id },
      data: { status: facts.status, stripeId: facts.stripeId, failureReason: facts.failureReason, settledAt: now() },
    });
    if (facts.status === 'succeeded') await succeed(tx, sellerOrder, refund);
    else await fail(tx, sellerOrder, refund);
    return true;
  });
}

async function succeed(tx: Tx, sellerOrder: WorkedOrder, refund: Refund): Promise<void> {
  await post(tx, refundPosting(refund, { orderId: sellerOrder.orderId }));
  await note(tx, { type: 'system', name: 'refund' }, sellerOrder, 'refunded', { refundId: refund.id });
  await newsOfRefund(tx, refund);
  await announce(tx, 'refund.succeeded', { refundId: refund.id });
}

/** The money is still with us: everything that the refund took is put back, and staff is to find another way. */
async function fail(tx: Tx, sellerOrder: WorkedOrder, refund: Refund): Promise<void> {
  const lines = await tx.refundLine.findMany({ where: { refundId: refund.id } });
  const parts: RefundParts = {
    amount: refund.amountMinor,
    share: refund.shareMinor,
    tax: refund.taxMinor,
    commission: refund.commissionMinor,
    shipping: refund.shippingMinor,
    shippingTax: refund.shippingTaxMinor,
    lines: lines.map((line) => ({ id: line.orderLineId, amount: line.amountMinor, tax: line.taxMinor })),
  };
  await countRefund(tx, sellerOrder.id, parts, new Map(lines.map((line) => [line.orderLineId, line.quantity])), -1n);
  const amount = money(refund.amountMinor, refund.currency);
  const of = { orderId: sellerOrder.orderId };
  if (refund.status === 'succeeded') {
    await post(tx, refundBackPosting(refund, of));
    await announce(tx, 'refund.came_back', { refundId: refund.id });
  }
  const taken = givenBack(sellerOrder, parts).map((entry) => ({ ...entry, amount: negate(entry.amount) }));
  await post(tx, {
    cause: `refund:${refund.id}:failed`,
    kind: 'refund_failed',
    ...of,
    entries: [...taken, { account: { kind: 'refunds', currency: amount.currency }, amount }],
  });
  await giveAgain(tx, owingOrder(sellerOrder), `refund:${refund.id}`, refund.shareMinor);
  await note(tx, { type: 'system', name: 'refund' }, sellerOrder, 'refund_failed', { refundId: refund.id });
  await followFacts(tx, await readWorked(tx, sellerOrder.id));
  // What is handed over by being paid may have been refunded before it was: then it is now.
  await announce(tx, 'order.paid', { orderId: sellerOrder.orderId });
  await newsOfFailedRefund(tx, refund);
}

/** Asks Stripe again about refunds whose job or webhook seems lost. Called by the clock. */
export async function catchUpRefunds(limit: number): Promise<void> {
  const waiting = await prisma().refund.findMany({
    where: {
      status: 'pending',
      sellerOrderId: { not: null },
      createdAt: { lt: new Date(now().getTime() - 120_000) },
    },
    orderBy: { createdAt: 'asc' },
    take: limit,
  });
  for (const { id } of waiting) await sendRefund(id);
}
