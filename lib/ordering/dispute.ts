import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { formatMoney, type Money, money, negate, subtract, sum } from '#lib/core/money.ts';
import type { Dispute } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { writtenAs } from '#lib/languages/index.ts';
import { type Entry, post } from '#lib/ledger/index.ts';
import { type DisputeFacts, disputeFacts } from '#lib/payments/index.ts';
import { type Sale, takeBack } from '#lib/payouts/index.ts';
import { bookDisputeOpened, closeDispute, followDispute, recordDispute, unaskedRefunds } from './dispute-books.ts';
import { keepLoss } from './dispute-loss.ts';
import { withEvidence } from './evidence.ts';
import { sendRefund } from './follow-refund.ts';
import { buyersLink, tellBuyer, tellSeller } from './news.ts';
import { paymentOfCharge } from './payment-of-charge.ts';
import { givenBack, leftOf, owingOrder, partsOf, refundableOf, takeFromSale } from './refund.ts';
import { spread } from './refund-split.ts';
import { followFacts, followOrder, lockSellerOrder, note, readWorked } from './seller-order.ts';

/** Reads a dispute from Stripe and follows it: opened, answered, decided, in any order and any number of times. */
export async function applyDispute(stripeId: string): Promise<void> {
  const facts = await disputeFacts(stripeId);
  const payment = await paymentOfCharge(facts.chargeId);
  // Licences and translations are above this room: they follow a dispute about one after the commit.
  if (payment?.licenceDueId) return transaction((tx) => announce(tx, 'licence_due.disputed', { stripeId }));
  if (payment?.translationOrderId) return transaction((tx) => announce(tx, 'translation_order.disputed', { stripeId }));
  if (!payment?.orderId) return;
  const { id: paymentId, orderId } = payment;
  await followDispute(paymentId, () => follow(paymentId, orderId, facts));
}

/** False: a refund was promised in the meantime, and is asked for before anything is taken. */
async function follow(paymentId: string, orderId: string, facts: DisputeFacts): Promise<boolean> {
  if (facts.outcome === 'lost') await settleRefunds(paymentId);
  return transaction(async (tx) => {
    await tx.$queryRaw`select id from orders where id = ${orderId}::uuid for no key update`;
    if (facts.outcome === 'lost' && (await unaskedRefunds(tx, paymentId)) > 0) return false;
    const dispute = await record(tx, paymentId, orderId, facts);
    await bookDisputeOpened(tx, dispute, facts, { orderId });
    if (facts.outcome !== 'open' && !dispute.closedAt) await decide(tx, orderId, dispute, facts);
    await followOrder(tx, orderId);
    return true;
  });
}

/**
 * What was promised to the buyer and not asked for yet is refused by Stripe once a bank is asked: only then is it known how much of each
 * part is left to be lost.
 */
async function settleRefunds(paymentId: string): Promise<void> {
  const waiting = await prisma().refund.findMany({ where: { paymentId, status: 'pending' }, select: { id: true } });
  for (const { id: refundId } of waiting) await sendRefund(refundId);
}

/** The dispute's row as Stripe has it; sellers and buyer are told the first time. */
async function record(tx: Tx, paymentId: string, orderId: string, facts: DisputeFacts): Promise<Dispute> {
  const { dispute, isNew } = await recordDispute(tx, paymentId, facts);
  if (!isNew) return dispute;
  await tx.orderEvent.create({ data: { orderId, kind: 'dispute_opened', data: { disputeId: dispute.id } } });
  await tellSellers(tx, orderId, dispute, 'dispute_opened');
  await tellDisputant(tx, orderId, dispute, 'order_disputed');
  return dispute;
}

/** What the bank asks back, and then what it has decided, to whoever paid: the card may not have been used by its owner. */
async function tellDisputant(
  tx: Tx,
  orderId: string,
  dispute: Dispute,
  template: 'order_disputed' | 'order_dispute_decided',
  outcome = '',
): Promise<void> {
  const order = await tx.order.findUniqueOrThrow({ where: { id: orderId } });
  await tellBuyer(tx, order, template, `dispute:${dispute.id}:${template}`, (reader) => ({
    number: order.number,
    link: buyersLink(order),
    amount: formatMoney(money(dispute.amountMinor, dispute.currency), reader),
    outcome,
  }));
}

async function tellSellers(
  tx: Tx,
  orderId: string,
  dispute: Dispute,
  template: 'dispute_opened' | 'dispute_decided',
  outcome = '',
): Promise<void> {
  const parts = await tx.sellerOrder.findMany({ where: { orderId, status: { not: 'cancelled' } } });
  for (const part of parts)
    await tellSeller(tx, part, template, `dispute:${dispute.id}:${template}:${part.id}`, (reader, link) => ({
      number: part.number,
      link,
      amount: formatMoney(money(part.totalMinor - part.refundedMinor, part.currency), reader),
      due: dispute.dueBy ? new Intl.DateTimeFormat(writtenAs(reader), { dateStyle: 'long' }).format(dispute.dueBy) : '',
      outcome,
    }));
}

async function decide(tx: Tx, orderId: string, dispute: Dispute, facts: DisputeFacts): Promise<void> {
  const won = facts.outcome === 'won';
  await closeDispute(tx, dispute, facts, { orderId });
  if (facts.withdrawn && !won) await bookLost(tx, orderId, dispute, facts.amount);
  await tx.orderEvent.create({
    data: { orderId, kind: won ? 'dispute_won' : 'dispute_lost', data: { disputeId: dispute.id } },
  });
  await tellSellers(tx, orderId, dispute, 'dispute_decided', won ? 'won' : 'lost');
  await tellDisputant(tx, orderId, dispute, 'order_dispute_decided', won ? 'won' : 'lost');
  // What waited for the decision goes out now.
  const due = await tx.transfer.findMany({ where: { status: 'due', sellerOrder: { orderId } } });
  for (const { sellerOrderId } of due)
    if (sellerOrderId) await announce(tx, 'seller_order.handed_over', { sellerOrderId });
}

/** What was lost is taken from all parts in proportion to what is left of them; what was refunded before as well is the platform's loss. */
async function bookLost(tx: Tx, orderId: string, dispute: Dispute, amount: Money): Promise<void> {
  const parts = await tx.sellerOrder.findMany({ where: { orderId }, orderBy: { id: 'asc' }, select: { id: true } });
  const entries: Entry[] = [];
  const owing: Sale[] = [];
  let open = amount;
  for (const { id: sellerOrderId } of parts) {
    const sellerOrder = await lockSellerOrder(tx, sellerOrderId);
    let taken = leftOf(sellerOrder);
    if (taken > open.minor) taken = open.minor;
    if (taken === 0n) continue;
    const given = partsOf(sellerOrder, spread(refundableOf(sellerOrder), taken));
    await takeFromSale(tx, sellerOrder, given);
    await keepLoss(tx, dispute, sellerOrder, given);
    owing.push(owingOrder(sellerOrder));
    entries.push(...givenBack(sellerOrder, given));
    open = subtract(open, money(taken, amount.currency));
    await note(tx, { type: 'system', name: 'dispute' }, sellerOrder, 'dispute_taken');
    await followFacts(tx, await readWorked(tx, sellerOrderId));
  }
  await post(tx, {
    cause: `dispute:${dispute.id}:lost`,
    kind: 'dispute_lost',
    orderId,
    entries: [
      ...entries,
      { account: { kind: 'platform_fees', currency: amount.currency }, amount: open },
      { account: { kind: 'disputes', currency: amount.currency }, amount: negate(amount) },
    ],
  });
  for (const order of owing) await takeBack(tx, order, `dispute:${dispute.id}`);
}

/** Disputes for staff, what is open first and the nearest deadline first. */
export async function disputesForStaff(actor: Actor) {
  authorize(actor, 'dispute.view');
  return prisma().dispute.findMany({
    include: {
      ...withEvidence,
      payment: {
        include: {
          order: { include: { sellerOrders: { include: { enterprise: true } } } },
          licenceDue: { include: { licence: { include: { deal: { include: { holder: true } } } } } },
          translationOrder: { include: { jobs: { include: { translator: true }, orderBy: { createdAt: 'asc' } } } },
        },
      },
    },
    orderBy: [{ closedAt: { sort: 'desc', nulls: 'first' } }, { dueBy: 'asc' }],
    take: limits.pageMax,
  });
}

/** The sum that banks are asked about now, by currency, for the head of the staff's page. */
export function openAmounts(disputes: readonly Pick<Dispute, 'closedAt' | 'amountMinor' | 'currency'>[]): Money[] {
  const open = disputes.filter((dispute) => !dispute.closedAt).map((each) => money(each.amountMinor, each.currency));
  return [...Map.groupBy(open, (amount) => amount.currency)].map(([code, amounts]) => sum(amounts, code));
}
