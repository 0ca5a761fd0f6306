import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import type { Tx } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { least } from './amounts.ts';
import { beingTakenBack, booksOf, causeOf, lockBooks, ofSale, owedFor, type Sale } from './books.ts';
import { fitDue } from './due.ts';
import { currentRail } from './rails.ts';
import { ofEnterprise } from './source.ts';

/**
 * Something of a sale (or of a licence's due) went back to the buyer, and the books say so already: what had left for the seller beyond what is still earned is
 * taken back from its transfers by Stripe, the last first, by a job. What has not left yet becomes less. What left by a bank, or is more than was sent, the seller owes: its payable account is below zero, and earns it back.
 */
export async function takeBack(tx: Tx, sale: Sale, cause: string): Promise<void> {
  await lockBooks(tx, sale);
  await lockTransfersOf(tx, sale);
  await fitDue(tx, sale);
  await fitKept(tx, sale);
  const sent = await tx.transfer.findMany({
    where: {
      ...ofSale(sale),
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
  let missing = leaving - asked - (await owedFor(tx, sale));
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

/** What a sale does not earn any more covers no debt either: no more counts as kept from it than it has left. */
async function fitKept(tx: Tx, sale: Sale): Promise<void> {
  const transfers = await tx.transfer.findMany({
    where: { ...ofSale(sale), OR: [{ recoveredMinor: { gt: 0n } }, { status: { in: ['sending', 'batched'] } }] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const kept = transfers.reduce((sum, { recoveredMinor }) => sum + recoveredMinor, 0n);
  if (kept === 0n) return;
  const leaving = transfers
    .filter(({ status }) => status === 'sending' || status === 'batched')
    .reduce((sum, { amountMinor, reserveMinor }) => sum + amountMinor + reserveMinor, 0n);
  const left = (await owedFor(tx, sale)) + (await beingTakenBack(tx, sale, sale)) - leaving;
  let excess = kept - (left > 0n ? left : 0n);
  for (const { id, recoveredMinor } of transfers) {
    const less = least(excess, recoveredMinor);
    if (less <= 0n) continue;
    excess -= less;
    await tx.transfer.update({
      where: { id },
      data: { recoveredMinor: { decrement: less }, refundedMinor: { increment: less } },
    });
  }
}

async function lockTransfersOf(tx: Tx, sale: Sale): Promise<void> {
  if ('orderId' in sale)
    await tx.$queryRaw`select id from transfer where seller_order_id = ${sale.sellerOrderId}::uuid order by id for update`;
  else
    await tx.$queryRaw`select id from transfer where licence_share_id = ${sale.licenceShareId}::uuid order by id for update`;
}

/**
 * A refund came back, and the books say so already: what it took from the seller leaves after all, with what is still to be sent or, where
 * that has left, by itself. The same cause gives again once.
 */
export async function giveAgain(tx: Tx, sale: Sale, cause: string, shareMinor: bigint): Promise<void> {
  if (shareMinor <= 0n) return;
  await lockBooks(tx, sale);
  const last = await tx.transfer.findFirst({
    where: ofSale(sale),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  // Not handed over yet: then the books decide how much leaves.
  if (!last) return;
  // What is just being taken back for this refund will be owed as well.
  const owed = (await owedFor(tx, sale)) + (await beingTakenBack(tx, sale, sale));
  const own = least(shareMinor, owed > 0n ? owed : 0n);
  if (own > 0n) await makeDueAgain(tx, sale, { part: `again:${cause}`, amountMinor: own });
  await giveRecovered(tx, sale, cause, shareMinor - own);
}

/** A debt that is none any more may have been kept from other orders already: there it is due again. */
async function giveRecovered(tx: Tx, sale: Sale, cause: string, shareMinor: bigint): Promise<void> {
  const { owed, allOpen } = await booksOf(tx, sale, causeOf(sale));
  const whom = { enterpriseId: sale.enterpriseId, currency: sale.currency };
  let left = least(shareMinor, owed - allOpen);
  if (left <= 0n) return;
  const kept = await tx.transfer.findMany({
    where: {
      recoveredMinor: { gt: 0n },
      currency: sale.currency,
      ...ofEnterprise(sale.enterpriseId),
      NOT: 'orderId' in sale ? { sellerOrder: { orderId: sale.orderId } } : { licenceShare: { dueId: sale.dueId } },
    },
    include: { sellerOrder: { select: { orderId: true } }, licenceShare: { select: { dueId: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.transfersAtOnce,
  });
  for (const transfer of kept) {
    const { sellerOrderId, sellerOrder, licenceShareId, licenceShare } = transfer;
    const other: Sale | null =
      sellerOrderId && sellerOrder
        ? { ...whom, sellerOrderId, orderId: sellerOrder.orderId }
        : licenceShareId && licenceShare
          ? { ...whom, licenceShareId, dueId: licenceShare.dueId }
          : null;
    if (!other) continue;
    const there = await owedFor(tx, other);
    const amountMinor = least(left, least(transfer.recoveredMinor, there));
    if (amountMinor <= 0n) continue;
    left -= amountMinor;
    const made = await makeDueAgain(tx, other, { part: `again:${cause}:${transfer.id}`, amountMinor });
    if (made)
      await tx.transfer.update({ where: { id: transfer.id }, data: { recoveredMinor: { decrement: amountMinor } } });
  }
}

async function makeDueAgain(
  tx: Tx,
  sale: Sale,
  again: { readonly part: string; readonly amountMinor: bigint },
): Promise<boolean> {
  const rail = await currentRail(tx, sale.enterpriseId);
  const { count } = await tx.transfer.createMany({
    data: [{ ...again, ...ofSale(sale), rail, currency: sale.currency, createdAt: now() }],
    skipDuplicates: true,
  });
  if ('orderId' in sale) await announce(tx, 'seller_order.handed_over', { sellerOrderId: sale.sellerOrderId });
  else await announce(tx, 'licence_due.released', { dueId: sale.dueId });
  return count > 0;
}
