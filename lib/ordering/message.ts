import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { hour, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { MessageSide, OrderMessage, SellerOrder } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { audit } from '#lib/trust/index.ts';
import { buyersLink, tellBuyer, tellSeller } from './news.ts';
import { isBuyer } from './read.ts';
import { lockSellerOrder, type WorkedOrder } from './seller-order.ts';

export const messageSchema = z.object({
  sellerOrderId: id,
  key: z.string().max(100).optional(),
  body: text(limits.message),
  locale: z.string().max(10),
});
export const hideMessageSchema = z.object({ messageId: id, reason: text(limits.refundNote, 3) });

/** On which side of a thread somebody writes. Throws `ordering.unknown` for those who may not. */
function sideOf(actor: Actor, sellerOrder: WorkedOrder, key: string | undefined): MessageSide {
  if (isBuyer(actor, sellerOrder.order, key)) return 'buyer';
  if (may(actor, 'seller_order.fulfil', sellerOrder)) return 'seller';
  if (may(actor, 'order.manage')) return 'staff';
  throw new DomainError('ordering.unknown');
}

/** Writes into the thread of an order; the other side is told by mail, once for what it has not read. Throws `ordering.too_many_messages`. */
export async function writeMessage(actor: Actor, input: z.output<typeof messageSchema>): Promise<MessageSide> {
  return transaction(async (tx) => {
    const sellerOrder = await lockSellerOrder(tx, input.sellerOrderId);
    const side = sideOf(actor, sellerOrder, input.key);
    if (sellerOrder.status === 'awaiting_payment') throw new DomainError('ordering.not_paid');
    const recent = await tx.orderMessage.count({
      where: { sellerOrderId: sellerOrder.id, side, createdAt: { gt: new Date(now().getTime() - hour) } },
    });
    if (recent >= limits.orderMessagesAnHour)
      throw new DomainError('ordering.too_many_messages', { limit: limits.orderMessagesAnHour }, 'body');
    const message = await tx.orderMessage.create({
      data: {
        sellerOrderId: sellerOrder.id,
        side,
        authorId: actorId(actor),
        locale: input.locale,
        body: input.body,
        createdAt: now(),
      },
    });
    await tell(tx, sellerOrder, message);
    return side;
  });
}

async function tell(tx: Tx, sellerOrder: WorkedOrder, { id: messageId, side, body }: OrderMessage): Promise<void> {
  const { order } = sellerOrder;
  const maker = await tx.enterprise.findUniqueOrThrow({ where: { id: sellerOrder.enterpriseId } });
  const cause = `message:${messageId}`;
  const from = (reader: Locale) =>
    side === 'seller' ? nameFor(maker, reader) : side === 'staff' ? 'Ambersilk' : order.number;
  if (side !== 'buyer')
    await tellBuyer(tx, order, 'order_message', `${cause}:buyer`, (reader) => ({
      number: order.number,
      link: `${buyersLink(order)}#messages-${sellerOrder.number}`,
      from: from(reader),
      text: body,
    }));
  if (side !== 'seller')
    await tellSeller(tx, sellerOrder, 'order_message', `${cause}:seller`, (reader, link) => ({
      number: sellerOrder.number,
      link: `${link}#messages-${sellerOrder.number}`,
      from: from(reader),
      text: body,
    }));
}

export type Thread = readonly OrderMessage[];

/** The threads of parts of an order, by part, oldest first; the caller has found the order for whoever may see it. */
export async function threadsOf(sellerOrderIds: readonly string[]): Promise<ReadonlyMap<string, Thread>> {
  const messages = await prisma().orderMessage.findMany({
    where: { sellerOrderId: { in: [...sellerOrderIds] } },
    orderBy: { createdAt: 'desc' },
    take: limits.pageMax,
  });
  return Map.groupBy(messages.reverse(), (message) => message.sellerOrderId);
}

/** What the other side wrote has now been seen. */
export async function markRead(sellerOrderIds: readonly string[], reader: 'buyer' | 'seller'): Promise<void> {
  await prisma().orderMessage.updateMany({
    where: { sellerOrderId: { in: [...sellerOrderIds] }, side: { not: reader }, readAt: null },
    data: { readAt: now() },
  });
}

/** Orders of an enterprise with messages that it has not read. */
export async function unreadOf(sellerOrders: readonly Pick<SellerOrder, 'id'>[]): Promise<ReadonlySet<string>> {
  const rows = await prisma().orderMessage.groupBy({
    by: ['sellerOrderId'],
    where: { sellerOrderId: { in: sellerOrders.map((each) => each.id) }, side: { not: 'seller' }, readAt: null },
  });
  return new Set(rows.map((row) => row.sellerOrderId));
}

/** Staff takes an unfit message out of a thread; the record says who and why. */
export async function hideMessage(actor: Actor, input: z.output<typeof hideMessageSchema>): Promise<void> {
  await transaction(async (tx) => {
    if (!may(actor, 'order.manage')) throw new DomainError('ordering.unknown');
    const { count } = await tx.orderMessage.updateMany({
      where: { id: input.messageId, hiddenAt: null },
      data: { hiddenAt: now() },
    });
    if (count > 0)
      await audit(tx, actor, {
        action: 'order_message.hidden',
        subjectType: 'order_message',
        subjectId: input.messageId,
        reason: input.reason,
      });
  });
}
