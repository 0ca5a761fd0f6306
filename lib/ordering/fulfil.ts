import { z } from 'zod';
import { instantKinds, isInstant } from '#lib/catalogue/index.ts';
import { type Actor, system } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { DeliveryWord, OrderLine } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { makeDue } from '#lib/payouts/index.ts';
import { deliverMilestones } from './milestones.ts';
import { newsOfAcceptance, newsOfCompletion, newsOfDelivery } from './news.ts';
import { isBuyer } from './read.ts';
import { chosen, followOrder, lockSellerOrder, move, note, readWorked, type WorkedOrder } from './seller-order.ts';
import { canHandle } from './states.ts';
import { issueTickets } from './tickets.ts';
import { grantPass } from './watch.ts';

export const sellerOrderSchema = z.object({ sellerOrderId: id });
/** Fields called quantity:<line> say what is in the parcel; without them it is all that is left. */
export const shipSchema = z
  .object({ sellerOrderId: id, carrier: text(60), trackingNumber: text(60) })
  .catchall(z.unknown());
export const parcelSchema = z.object({ shipmentId: id, key: z.string().max(100).optional() });

async function locked(tx: Tx, actor: Actor, sellerOrderId: string): Promise<WorkedOrder> {
  const sellerOrder = await lockSellerOrder(tx, sellerOrderId);
  authorize(actor, 'seller_order.fulfil', sellerOrder);
  return sellerOrder;
}

/** How much of a line is still to be sent. */
export function toSend(line: OrderLine): number {
  return isInstant(line.kind) ? 0 : line.quantity - line.sentQuantity - line.cancelledQuantity;
}

/**
 * Looks whether anything of a part is still to be sent. If not it is sent, or provided where nothing of it travels, and what was earned
 * becomes due.
 */
export async function settle(tx: Tx, actor: Actor, sellerOrder: WorkedOrder): Promise<void> {
  const { lines, status } = sellerOrder;
  if ((status !== 'paid' && status !== 'accepted') || lines.some((line) => toSend(line) > 0)) return;
  const sent = lines.some((line) => line.sentQuantity > 0);
  const ready = sent ? await accepted(tx, actor, sellerOrder) : sellerOrder;
  const moved = await move(tx, actor, ready, sent ? 'shipped' : 'provided', { handedOverAt: now() });
  await makeDue(tx, moved.id);
  // What was sent may have arrived before the rest was cancelled.
  if (sent) await allArrived(tx, actor, moved);
}

/** A part is delivered when all of its parcels have arrived. False: it is not. */
async function allArrived(tx: Tx, actor: Actor, sellerOrder: WorkedOrder): Promise<boolean> {
  const all = sellerOrder.shipments.length > 0 && sellerOrder.shipments.every(({ deliveredAt }) => deliveredAt);
  if (!all || !canHandle(sellerOrder.status, 'delivered')) return false;
  await move(tx, actor, sellerOrder, 'delivered');
  return true;
}

/** What is done to an order that was not accepted accepts it. */
async function accepted(tx: Tx, actor: Actor, sellerOrder: WorkedOrder): Promise<WorkedOrder> {
  if (sellerOrder.status !== 'paid') return sellerOrder;
  return move(tx, actor, sellerOrder, 'accepted', { acceptedAt: now() });
}

/** The seller says that it will send the goods. Gives the number of its part. */
export async function acceptOrder(actor: Actor, input: z.infer<typeof sellerOrderSchema>): Promise<string> {
  return transaction(async (tx) => {
    const sellerOrder = await locked(tx, actor, input.sellerOrderId);
    await move(tx, actor, sellerOrder, 'accepted', { acceptedAt: now() });
    await newsOfAcceptance(tx, sellerOrder);
    return sellerOrder.number;
  });
}

/**
 * The seller has sent a parcel: all of it, or a part. Delivery was paid once and is charged no second time, however many parcels there
 * are. An order not yet accepted is accepted by that; when nothing is left to send, what was earned becomes due.
 */
export async function shipOrder(
  actor: Actor,
  input: Pick<z.infer<typeof shipSchema>, 'sellerOrderId' | 'carrier' | 'trackingNumber'>,
  quantities: ReadonlyMap<string, number> | null = null,
): Promise<string> {
  return transaction(async (tx) => {
    const before = await locked(tx, actor, input.sellerOrderId);
    if (before.status !== 'paid' && before.status !== 'accepted')
      throw new DomainError('ordering.not_possible_now', { from: before.status, to: 'shipped' });
    const sellerOrder = await accepted(tx, actor, before);
    const some = chosen(sellerOrder.lines, quantities, toSend);
    if (sellerOrder.shipments.length >= limits.shipments)
      throw new DomainError('ordering.too_many_parcels', { limit: limits.shipments });
    for (const { line, quantity } of some)
      await tx.orderLine.update({ where: { id: line.id }, data: { sentQuantity: { increment: quantity } } });
    const shipment = await tx.shipment.create({
      data: {
        sellerOrderId: sellerOrder.id,
        carrier: input.carrier,
        trackingNumber: input.trackingNumber,
        shippedAt: now(),
        lines: { create: some.map(({ line, quantity }) => ({ orderLineId: line.id, quantity })) },
      },
    });
    const after = await readWorked(tx, sellerOrder.id);
    if (after.lines.some((line) => toSend(line) > 0)) await note(tx, actor, after, 'parcel_sent');
    await settle(tx, actor, after);
    await announce(tx, 'shipment.sent', { shipmentId: shipment.id });
    return sellerOrder.number;
  });
}

/** Marks parcels as arrived; when all of a part that is sent have, it is delivered. */
async function arrive(
  tx: Tx,
  actor: Actor,
  sellerOrder: WorkedOrder,
  shipmentIds: readonly string[],
  deliveredBy: DeliveryWord,
): Promise<void> {
  const { count } = await tx.shipment.updateMany({
    where: { id: { in: [...shipmentIds] }, sellerOrderId: sellerOrder.id, deliveredAt: null },
    data: { deliveredAt: now(), deliveredBy },
  });
  const after = await readWorked(tx, sellerOrder.id);
  const all = await allArrived(tx, actor, after);
  if (count === 0) return;
  if (!all) await note(tx, actor, after, 'parcel_delivered');
  if (deliveredBy !== 'buyer') await newsOfDelivery(tx, after, shipmentIds, deliveredBy === 'assumed');
}

/** One parcel has arrived, say its buyer or its seller. Saying it twice changes nothing. Throws `ordering.unknown` for others. */
export async function confirmParcel(
  actor: Actor,
  input: z.infer<typeof parcelSchema>,
): Promise<{ number: string; by: DeliveryWord }> {
  const shipment = await prisma().shipment.findUnique({ where: { id: input.shipmentId } });
  if (!shipment) throw new DomainError('ordering.unknown');
  return transaction(async (tx) => {
    const sellerOrder = await lockSellerOrder(tx, shipment.sellerOrderId);
    const buyer = isBuyer(actor, sellerOrder.order, input.key) && actor.type !== 'system';
    if (!buyer && !may(actor, 'seller_order.fulfil', sellerOrder)) throw new DomainError('ordering.unknown');
    const by = buyer ? 'buyer' : 'seller';
    await arrive(tx, actor, sellerOrder, [shipment.id], by);
    return { number: buyer ? sellerOrder.order.number : sellerOrder.number, by };
  });
}

/** All parcels of a part have arrived, says the seller. */
export async function confirmDelivery(actor: Actor, input: z.infer<typeof sellerOrderSchema>): Promise<string> {
  return transaction(async (tx) => {
    const sellerOrder = await locked(tx, actor, input.sellerOrderId);
    if (!canHandle(sellerOrder.status, 'delivered'))
      throw new DomainError('ordering.not_possible_now', { from: sellerOrder.status, to: 'delivered' });
    await arrive(
      tx,
      actor,
      sellerOrder,
      sellerOrder.shipments.map((shipment) => shipment.id),
      'seller',
    );
    return sellerOrder.number;
  });
}

/**
 * The seller has handed over commissioned work, all of it that was left; nothing is sent. An order not yet accepted is accepted by that.
 * Each milestone is paid when the buyer accepts it (lib/ordering/milestones.ts).
 */
export async function deliverWork(actor: Actor, input: z.infer<typeof sellerOrderSchema>): Promise<string> {
  return transaction(async (tx) => {
    const before = await locked(tx, actor, input.sellerOrderId);
    if (before.lines.some((line) => line.kind === 'physical')) throw new DomainError('ordering.not_possible_now');
    const sellerOrder = await accepted(tx, actor, before);
    await move(tx, actor, sellerOrder, 'provided', { handedOverAt: now() });
    await deliverMilestones(tx, sellerOrder.id);
    await makeDue(tx, sellerOrder.id);
    return sellerOrder.number;
  });
}

/**
 * Hands over what is handed over by being paid: files to fetch, tickets, films to watch. Parts of these alone are done, also those that
 * their seller was quick to accept.
 */
export async function provideDownloads(orderId: string): Promise<void> {
  await transaction(async (tx) => {
    const parts = await tx.sellerOrder.findMany({
      where: { orderId, status: { in: ['paid', 'accepted'] }, lines: { some: { kind: { in: [...instantKinds] } } } },
      select: { id: true },
    });
    for (const { id: sellerOrderId } of parts) {
      const sellerOrder = await lockSellerOrder(tx, sellerOrderId);
      for (const line of sellerOrder.lines.filter((each) => isInstant(each.kind))) await provide(tx, line);
      await settle(tx, system('provide'), sellerOrder);
    }
  });
}

async function provide(tx: Tx, line: OrderLine): Promise<void> {
  if (line.kind === 'ticket') await issueTickets(tx, line);
  else if (line.kind === 'stream') await grantPass(tx, line);
  else await grantDownloads(tx, line);
}

async function grantDownloads(tx: Tx, line: { id: string; listingId: string }): Promise<void> {
  const files = await tx.listingFile.findMany({ where: { listingId: line.listingId }, select: { id: true } });
  await tx.downloadGrant.createMany({
    data: files.map((file) => ({ orderLineId: line.id, fileId: file.id })),
    skipDuplicates: true,
  });
}

/** A parcel that nobody has spoken of for so long has arrived, as far as anybody knows. Called by the clock. */
export async function assumeDelivered(): Promise<void> {
  const silent = await prisma().shipment.findMany({
    where: { deliveredAt: null, shippedAt: { lt: new Date(now().getTime() - limits.assumeDeliveredDays * day) } },
    orderBy: { shippedAt: 'asc' },
    take: limits.jobOrders,
  });
  for (const { id: shipmentId, sellerOrderId } of silent)
    await transaction(async (tx) => {
      const sellerOrder = await lockSellerOrder(tx, sellerOrderId);
      await arrive(tx, system('orders.deliver'), sellerOrder, [shipmentId], 'assumed');
    });
}

const openReturns = ['asked', 'offered', 'accepted', 'sent'] as const;

/** Two weeks after everything has arrived an order is complete, unless something of it is on its way back. Called by the clock. */
export async function completeOrders(): Promise<void> {
  const since = new Date(now().getTime() - limits.withdrawalDays * day);
  const due = await prisma().sellerOrder.findMany({
    where: {
      OR: [
        { status: 'delivered', shipments: { every: { deliveredAt: { lt: since } } } },
        { status: 'provided', handedOverAt: { lt: since } },
      ],
      returns: { none: { status: { in: [...openReturns] } } },
      // What a buyer wants changed is still being worked on, and then looked at.
      lines: {
        every: { OR: [{ commission: null }, { commission: { milestones: { every: { releasedAt: { not: null } } } } }] },
      },
      order: { status: { not: 'disputed' } },
    },
    orderBy: { createdAt: 'asc' },
    take: limits.jobOrders,
  });
  for (const { id: sellerOrderId } of due)
    await transaction(async (tx) => {
      const sellerOrder = await lockSellerOrder(tx, sellerOrderId);
      // Somebody may have asked for something since it was found.
      const asked = await tx.orderReturn.count({ where: { sellerOrderId, status: { in: [...openReturns] } } });
      if (asked === 0 && sellerOrder.order.status !== 'disputed')
        await complete(tx, system('orders.complete'), sellerOrder);
    });
}

/** Closes a part: everything has arrived and nothing is asked any more. */
export async function complete(tx: Tx, actor: Actor, sellerOrder: WorkedOrder): Promise<void> {
  if (!canHandle(sellerOrder.status, 'completed')) return;
  await move(tx, actor, sellerOrder, 'completed', { completedAt: now() });
  await newsOfCompletion(tx, sellerOrder);
  await followOrder(tx, sellerOrder.orderId);
}
