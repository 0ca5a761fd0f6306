import { z } from 'zod';
import { isInstant } from '#lib/catalogue/index.ts';
import { type Actor, actorId, system } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { money } from '#lib/core/money.ts';
import { id, text } from '#lib/core/validation.ts';
import type { OrderLine, SellerOrder, SellerOrderStatus } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { sellerShare } from './quote.ts';
import { requireMove, sellerOrderTransitions } from './states.ts';
import { issueTickets } from './tickets.ts';
import { grantPass } from './watch.ts';

export const sellerOrderSchema = z.object({ sellerOrderId: id });
export const shipSchema = z.object({ sellerOrderId: id, carrier: text(60), trackingNumber: text(60) });

async function locked(tx: Tx, actor: Actor, sellerOrderId: string): Promise<SellerOrder> {
  await tx.$queryRaw`select id from seller_order where id = ${sellerOrderId}::uuid for update`;
  const sellerOrder = await tx.sellerOrder.findUniqueOrThrow({ where: { id: sellerOrderId } });
  authorize(actor, 'seller_order.fulfil', sellerOrder);
  return sellerOrder;
}

async function move(
  tx: Tx,
  actor: Actor,
  sellerOrder: SellerOrder,
  to: SellerOrderStatus,
  data: Partial<SellerOrder>,
): Promise<void> {
  requireMove(sellerOrderTransitions, sellerOrder.status, to);
  await tx.sellerOrder.update({ where: { id: sellerOrder.id }, data: { ...data, status: to } });
  await tx.orderEvent.create({
    data: { orderId: sellerOrder.orderId, sellerOrderId: sellerOrder.id, kind: to, actorId: actorId(actor) },
  });
}

/** The goods have left the seller's hands: what it earned becomes due. */
async function handOver(tx: Tx, sellerOrder: SellerOrder): Promise<void> {
  const enterprise = await tx.enterprise.findUniqueOrThrow({ where: { id: sellerOrder.enterpriseId } });
  const share = sellerShare({
    total: money(sellerOrder.totalMinor, sellerOrder.currency),
    tax: money(sellerOrder.taxMinor, sellerOrder.currency),
    commission: money(sellerOrder.commissionMinor, sellerOrder.currency),
  });
  await tx.transfer.create({
    data: {
      sellerOrderId: sellerOrder.id,
      rail: enterprise.payoutRail,
      amountMinor: share.minor,
      currency: share.currency,
    },
  });
  await announce(tx, 'seller_order.handed_over', { sellerOrderId: sellerOrder.id });
}

/** The seller says that it will send the goods. */
export async function acceptOrder(actor: Actor, input: z.infer<typeof sellerOrderSchema>): Promise<void> {
  await transaction(async (tx) => {
    const sellerOrder = await locked(tx, actor, input.sellerOrderId);
    await move(tx, actor, sellerOrder, 'accepted', { acceptedAt: now() });
  });
}

/** The seller has sent the goods. An order not yet accepted is accepted by that. */
export async function shipOrder(actor: Actor, input: z.infer<typeof shipSchema>): Promise<void> {
  await transaction(async (tx) => {
    let sellerOrder = await locked(tx, actor, input.sellerOrderId);
    if (sellerOrder.status === 'paid') {
      await move(tx, actor, sellerOrder, 'accepted', { acceptedAt: now() });
      sellerOrder = { ...sellerOrder, status: 'accepted' };
    }
    await move(tx, actor, sellerOrder, 'shipped', { handedOverAt: now() });
    await tx.shipment.create({
      data: { sellerOrderId: sellerOrder.id, carrier: input.carrier, trackingNumber: input.trackingNumber },
    });
    await handOver(tx, sellerOrder);
    await announce(tx, 'seller_order.shipped', { sellerOrderId: sellerOrder.id });
  });
}

/** The parcel has arrived. */
export async function confirmDelivery(actor: Actor, input: z.infer<typeof sellerOrderSchema>): Promise<void> {
  await transaction(async (tx) => {
    const sellerOrder = await locked(tx, actor, input.sellerOrderId);
    await move(tx, actor, sellerOrder, 'delivered', {});
    await tx.shipment.updateMany({
      where: { sellerOrderId: sellerOrder.id, deliveredAt: null },
      data: { deliveredAt: now() },
    });
  });
}

/** The seller has handed over commissioned work; nothing is sent. An order not yet accepted is accepted by that. */
export async function deliverWork(actor: Actor, input: z.infer<typeof sellerOrderSchema>): Promise<void> {
  await transaction(async (tx) => {
    let sellerOrder = await locked(tx, actor, input.sellerOrderId);
    const goods = await tx.orderLine.count({ where: { sellerOrderId: sellerOrder.id, kind: 'physical' } });
    if (goods > 0) throw new DomainError('ordering.not_possible_now');
    if (sellerOrder.status === 'paid') {
      await move(tx, actor, sellerOrder, 'accepted', { acceptedAt: now() });
      sellerOrder = { ...sellerOrder, status: 'accepted' };
    }
    await move(tx, actor, sellerOrder, 'provided', { handedOverAt: now() });
    await handOver(tx, sellerOrder);
  });
}

/**
 * Hands over what is handed over by being paid: files to fetch, tickets, films to watch. Parts of these alone are done, also those that
 * their seller was quick to accept.
 */
export async function provideDownloads(orderId: string): Promise<void> {
  await transaction(async (tx) => {
    const sellerOrders = await tx.sellerOrder.findMany({
      where: { orderId, status: { in: ['paid', 'accepted'] } },
      include: { lines: true },
    });
    for (const sellerOrder of sellerOrders) {
      const instant = sellerOrder.lines.filter((line) => isInstant(line.kind));
      for (const line of instant) await provide(tx, line);
      if (instant.length > 0 && instant.length === sellerOrder.lines.length) {
        await move(tx, system('provide'), sellerOrder, 'provided', { handedOverAt: now() });
        await handOver(tx, sellerOrder);
      }
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
