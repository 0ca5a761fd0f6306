import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import type { Transfer } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { least } from './amounts.ts';
import { beingTakenBack, booksOf, lockBooks, owedForOrder } from './books.ts';
import { fitDue, type OwingOrder } from './due.ts';

/**
 * Something of a sale went back to the buyer, and the books say so already: what had left for the seller beyond what is still earned is
 * taken back from its transfers by Stripe, the last first, by a job. What has not left yet becomes less. What left by a bank, or is more than was sent, the seller owes: its payable account is below zero, and earns it back.
 */
export async function takeBack(tx: Tx, order: OwingOrder, cause: string): Promise<void> {
  await lockBooks(tx, order);
  await tx.$queryRaw`select id from transfer where seller_order_id = ${order.sellerOrderId}::uuid order by id for update`;
  await fitDue(tx, order);
  const sent = await tx.transfer.findMany({
    where: {
      sellerOrderId: order.sellerOrderId,
      rail: 'stripe_connect',
      status: { in: ['sending', 'paid', 'partly_reversed'] },
    },
    include: { reversals: { where: { status: 'pending' } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const pending = (transfer: (typeof sent)[number]) =>
    transfer.reversals.reduce((sum, each) => sum + each.amountMinor, 0n);
  // What is on its way is not booked yet, and neither is what is being taken back.
  const leaving = sent
    .filter(({ status }) => status === 'sending')
    .reduce((sum, each) => sum + each.amountMinor + each.reserveMinor, 0n);
  const asked = sent.reduce((sum, each) => sum + pending(each), 0n);
  let missing = leaving - asked - (await owedForOrder(tx, order, order.orderId));
  for (const transfer of sent) {
    const amountMinor = least(missing, transfer.amountMinor - transfer.reversedMinor - pending(transfer));
    if (amountMinor <= 0n) continue;
    missing -= amountMinor;
    const made = await tx.transferReversal.createManyAndReturn({
      data: [{ transferId: transfer.id, cause: `${cause}:${transfer.id}`, amountMinor }],
      skipDuplicates: true,
    });
    for (const { id } of made) await announce(tx, 'transfer.reverse', { reversalId: id });
  }
}

/**
 * A refund came back, and the books say so already: what it took from the seller leaves after all, with what is still to be sent or, where
 * that has left, by itself. The same cause gives again once.
 */
export async function giveAgain(tx: Tx, order: OwingOrder, cause: string, shareMinor: bigint): Promise<void> {
  if (shareMinor <= 0n) return;
  await lockBooks(tx, order);
  const last = await tx.transfer.findFirst({
    where: { sellerOrderId: order.sellerOrderId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  // Not handed over yet: then the books decide how much leaves.
  if (!last) return;
  // What is just being taken back for this refund will be owed as well.
  const owed = (await owedForOrder(tx, order, order.orderId)) + (await beingTakenBack(tx, order, order.orderId));
  const own = least(shareMinor, owed > 0n ? owed : 0n);
  if (own > 0n) await makeDueAgain(tx, last, { part: `again:${cause}`, amountMinor: own });
  await giveRecovered(tx, order, cause, shareMinor - own);
}

/** A debt that is none any more may have been kept from other orders already: there it is due again. */
async function giveRecovered(tx: Tx, order: OwingOrder, cause: string, shareMinor: bigint): Promise<void> {
  const { owed, allOpen } = await booksOf(tx, order, { orderId: order.orderId });
  let left = least(shareMinor, owed - allOpen);
  if (left <= 0n) return;
  const kept = await tx.transfer.findMany({
    where: {
      recoveredMinor: { gt: 0n },
      currency: order.currency,
      sellerOrder: { enterpriseId: order.enterpriseId, orderId: { not: order.orderId } },
    },
    include: { sellerOrder: { select: { orderId: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.transfersAtOnce,
  });
  for (const transfer of kept) {
    if (!transfer.sellerOrder) continue;
    const there = await owedForOrder(tx, order, transfer.sellerOrder.orderId);
    const amountMinor = least(left, least(transfer.recoveredMinor, there));
    if (amountMinor <= 0n) continue;
    left -= amountMinor;
    await makeDueAgain(tx, transfer, { part: `again:${cause}:${transfer.id}`, amountMinor });
  }
}

async function makeDueAgain(
  tx: Tx,
  { sellerOrderId, rail, currency }: Transfer,
  again: { readonly part: string; readonly amountMinor: bigint },
): Promise<void> {
  await tx.transfer.createMany({
    data: [{ ...again, sellerOrderId, rail, currency, createdAt: now() }],
    skipDuplicates: true,
  });
  if (sellerOrderId) await announce(tx, 'seller_order.handed_over', { sellerOrderId });
}
