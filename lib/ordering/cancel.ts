import { z } from 'zod';
import { isInstant, returnStock } from '#lib/catalogue/index.ts';
import { type Actor, system } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { OrderLine } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { settle } from './fulfil.ts';
import { undoGiven } from './given.ts';
import { newsOfCancellation, newsOfWaiting } from './news.ts';
import { isBuyer } from './read.ts';
import { everything, giveBack, type RefundReason, refundableOf } from './refund.ts';
import { priceOf } from './refund-split.ts';
import {
  chosen,
  followOrder,
  lockSellerOrder,
  note,
  readWorked,
  requireUndisputed,
  type Some,
  type WorkedOrder,
} from './seller-order.ts';
import { requireMove, sellerOrderTransitions } from './states.ts';
import { giveBackVouchers } from './voucher-redeem.ts';

const which = { sellerOrderId: id, key: z.string().max(100).optional() };
/** Fields called quantity:<line> say what is cancelled; without them it is everything that was not sent. */
export const cancelByBuyerSchema = z.object(which).catchall(z.unknown());
export const cancelBySellerSchema = z
  .object({ sellerOrderId: id, note: text(limits.refundNote, 10) })
  .catchall(z.unknown());

/** How much of a line can still be cancelled: what was neither sent nor cancelled nor handed over by being paid. */
export function cancellable(line: OrderLine): number {
  return isInstant(line.kind) ? 0 : line.quantity - line.sentQuantity - line.cancelledQuantity;
}

/** Throws a sentence that says why it is too late, never an empty one. */
function requireUnsent(sellerOrder: WorkedOrder): void {
  if (['shipped', 'delivered', 'completed'].includes(sellerOrder.status))
    throw new DomainError('ordering.dispatched_already');
  if (sellerOrder.status === 'provided') throw new DomainError('ordering.handed_over_already');
  if (sellerOrder.status === 'cancelled' || sellerOrder.status === 'refunded')
    throw new DomainError('ordering.cancelled_already');
  if (sellerOrder.status === 'awaiting_payment') throw new DomainError('ordering.not_paid');
  if (!sellerOrder.lines.some((line) => cancellable(line) > 0)) throw new DomainError('ordering.dispatched_already');
}

interface Why {
  readonly reason: RefundReason;
  readonly note?: string;
  /** False where there is none: it was sold to somebody else. */
  readonly restock?: boolean;
}

/**
 * Cancels pieces of an enterprise's part: they go back to their shelf and their price to the buyer; delivery is given back where nothing
 * of the part is sent. The caller holds the lock.
 */
export async function cancelSome(
  tx: Tx,
  actor: Actor,
  sellerOrder: WorkedOrder,
  some: readonly Some[],
  { reason, note: said = '', restock = true }: Why,
): Promise<void> {
  for (const { line, quantity } of some) {
    await tx.orderLine.update({ where: { id: line.id }, data: { cancelledQuantity: { increment: quantity } } });
    if (restock)
      await returnStock(tx, actor, {
        variantId: line.variantId,
        quantity,
        orderId: sellerOrder.orderId,
        enterpriseId: sellerOrder.enterpriseId,
      });
  }
  const after = await readWorked(tx, sellerOrder.id);
  const whole = after.lines.every((line) => line.cancelledQuantity === line.quantity);
  const left = refundableOf(sellerOrder);
  const leftOf = (lineId: string) => left.lines.find((line) => line.id === lineId)?.total ?? 0n;
  const noParcel = after.lines.every((line) => isInstant(line.kind) || line.cancelledQuantity === line.quantity);
  const wanted = whole
    ? everything(sellerOrder)
    : {
        lines: new Map(
          some.map(({ line, quantity }) => [line.id, priceOf(line, leftOf(line.id), quantity, left.currency)]),
        ),
        shipping: noParcel ? left.shipping.total : 0n,
      };
  const cancelled = some.map(({ line, quantity }) => ({ line: line.id, quantity }));
  await note(tx, actor, sellerOrder, whole ? 'cancelled' : 'line_cancelled', { reason, cancelled });
  if (whole) {
    requireMove(sellerOrderTransitions, sellerOrder.status, 'cancelled');
    await tx.sellerOrder.update({ where: { id: sellerOrder.id }, data: { status: 'cancelled', cancelledAt: now() } });
  }
  // What was free, or given back before, is only cancelled.
  const amount = [...wanted.lines.values()].reduce((sum, minor) => sum + minor, wanted.shipping);
  const steps = after.lines.map((line) => line.cancelledQuantity).join('.');
  await undoGiven(tx, sellerOrder, some, whole, `cancel:${sellerOrder.id}:${steps}:given`);
  if (amount > 0n)
    await giveBack(tx, actor, sellerOrder, {
      cause: `cancel:${sellerOrder.id}:${steps}`,
      reason,
      note: said,
      wanted,
      quantities: new Map(some.map(({ line, quantity }) => [line.id, quantity])),
    });
  await settle(tx, actor, await readWorked(tx, sellerOrder.id));
  await followOrder(tx, sellerOrder.orderId);
  const { orderId } = sellerOrder;
  if ((await tx.sellerOrder.count({ where: { orderId, status: { not: 'cancelled' } } })) === 0)
    await giveBackVouchers(tx, orderId);
  await newsOfCancellation(tx, sellerOrder, some, { reason, said, whole });
}

/**
 * The buyer changes their mind, until the seller has accepted. Throws what makes it too late, `ordering.disputed`, and `ordering.unknown`
 * for others.
 */
export async function cancelByBuyer(
  actor: Actor,
  input: z.output<typeof cancelByBuyerSchema>,
  quantities: ReadonlyMap<string, number> | null,
): Promise<string> {
  return transaction(async (tx) => {
    const sellerOrder = await lockSellerOrder(tx, input.sellerOrderId);
    if (!isBuyer(actor, sellerOrder.order, input.key)) throw new DomainError('ordering.unknown');
    requireUnsent(sellerOrder);
    if (sellerOrder.status !== 'paid') throw new DomainError('ordering.accepted_already');
    requireUndisputed(sellerOrder);
    await cancelSome(tx, actor, sellerOrder, chosen(sellerOrder.lines, quantities, cancellable), {
      reason: 'cancelled_by_buyer',
    });
    return sellerOrder.order.number;
  });
}

/** The seller, or staff, cannot deliver: the buyer reads why. Throws what makes it too late, and `ordering.disputed`. */
export async function cancelBySeller(
  actor: Actor,
  input: z.output<typeof cancelBySellerSchema>,
  quantities: ReadonlyMap<string, number> | null,
): Promise<string> {
  return transaction(async (tx) => {
    const sellerOrder = await lockSellerOrder(tx, input.sellerOrderId);
    authorize(actor, 'seller_order.fulfil', sellerOrder);
    requireUnsent(sellerOrder);
    requireUndisputed(sellerOrder);
    await cancelSome(tx, actor, sellerOrder, chosen(sellerOrder.lines, quantities, cancellable), {
      reason: 'cancelled_by_seller',
      note: input.note,
    });
    return sellerOrder.number;
  });
}

/** What was paid after its time was over and is gone meanwhile is given back by itself. Called while the payment is taken in. */
export async function cancelGone(
  tx: Tx,
  sellerOrderIds: readonly string[],
  variantIds: ReadonlySet<string>,
): Promise<void> {
  for (const sellerOrderId of sellerOrderIds) {
    const sellerOrder = await readWorked(tx, sellerOrderId);
    const gone = sellerOrder.lines.filter((line) => variantIds.has(line.variantId));
    if (gone.length > 0)
      await cancelSome(
        tx,
        system('late payment'),
        sellerOrder,
        gone.map((line) => ({ line, quantity: line.quantity })),
        { reason: 'sold_out', restock: false },
      );
  }
}

/**
 * Paid parts that nobody has accepted and whose payment Stripe knows, or that cost nothing, the longest waiting first. What is disputed
 * waits for the bank.
 */
function unaccepted(days: number) {
  return prisma().sellerOrder.findMany({
    where: {
      status: 'paid',
      lines: { some: { kind: { in: ['physical', 'service'] } } },
      order: {
        status: { not: 'disputed' },
        paidAt: { lt: new Date(now().getTime() - days * day) },
        payments: { some: { status: 'succeeded', OR: [{ chargeId: { not: null } }, { amountMinor: 0n }] } },
      },
    },
    orderBy: { createdAt: 'asc' },
    select: { id: true, remindedAt: true },
    take: limits.jobOrders,
  });
}

/** Cancels and refunds what a seller has not accepted in time, and reminds it two days before. Called by the clock. */
export async function cancelUnaccepted(): Promise<void> {
  for (const { id: sellerOrderId } of await unaccepted(limits.acceptDays))
    await transaction(async (tx) => {
      const sellerOrder = await lockSellerOrder(tx, sellerOrderId);
      if (sellerOrder.status !== 'paid' || sellerOrder.order.status === 'disputed') return;
      const rest = chosen(sellerOrder.lines, null, cancellable);
      await cancelSome(tx, system('orders.accept'), sellerOrder, rest, { reason: 'not_accepted' });
    });
  for (const { id: sellerOrderId, remindedAt } of await unaccepted(limits.acceptDays - limits.remindDaysBefore)) {
    if (remindedAt) continue;
    await transaction(async (tx) => {
      const sellerOrder = await lockSellerOrder(tx, sellerOrderId);
      if (sellerOrder.status !== 'paid' || sellerOrder.remindedAt) return;
      await tx.sellerOrder.update({ where: { id: sellerOrderId }, data: { remindedAt: now() } });
      await newsOfWaiting(tx, sellerOrder);
    });
  }
}
