import { z } from 'zod';
import { returnStock } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError, saidAt } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { parseChargeable } from '#lib/core/money.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { buyersLink, listed, tellBuyer } from './news.ts';
import { giveBack, refundableOf } from './refund.ts';
import { priceOf } from './refund-split.ts';
import { type LockedReturn, lockReturn, moveReturn, piecesOf, type ReturnView } from './return.ts';
import { requireUndisputed, type WorkedOrder } from './seller-order.ts';

export const answerReturnSchema = z
  .object({
    returnId: id,
    answer: text(limits.refundNote, 3),
    decision: z.enum(['accept', 'refuse', 'offer'], { error: 'choose' }),
    offer: optionalText(20),
  })
  .superRefine(({ decision, offer }, context) => {
    if (decision === 'offer' && offer === '')
      context.addIssue({ code: 'custom', path: ['offer'], message: 'required' });
  });
export const receiveReturnSchema = z.object({ returnId: id, restock: z.literal('on').optional() });

/** Who answers returns: the seller, and staff where they do not agree. */
function requireSeller(actor: Actor, { sellerOrder }: LockedReturn): void {
  if (!may(actor, 'seller_order.fulfil', sellerOrder)) authorize(actor, 'order.manage');
}

/** The seller says how to send it back, why not, or offers a part of the price for keeping it. Staff may decide as well. */
export async function answerReturn(actor: Actor, input: z.output<typeof answerReturnSchema>): Promise<string> {
  const { answer, decision } = input;
  return transaction(async (tx) => {
    const locked = await lockReturn(tx, input.returnId);
    requireSeller(actor, locked);
    const { asked, sellerOrder } = locked;
    if (asked.status === 'refused') authorize(actor, 'order.manage');
    const offerMinor = decision === 'offer' ? offered(sellerOrder, asked, input.offer) : null;
    const to = ({ accept: 'accepted', refuse: 'refused', offer: 'offered' } as const)[decision];
    await moveReturn(tx, actor, locked, to, { answer, offerMinor, answeredAt: now() });
    const { order } = sellerOrder;
    const maker = await tx.enterprise.findUniqueOrThrow({ where: { id: sellerOrder.enterpriseId } });
    const cause = `return:${asked.id}:${to}:${now().getTime()}`;
    await tellBuyer(tx, order, 'return_answered', cause, (reader) => ({
      number: order.number,
      link: buyersLink(order),
      maker: nameFor(maker, reader),
      things: listed(piecesOf(asked), reader, 'buyer'),
      answer: to,
      text: answer,
    }));
    return sellerOrder.number;
  });
}

/** What is offered for keeping it: less than its price. */
function offered(sellerOrder: WorkedOrder, asked: ReturnView, typed: string): bigint {
  const { minor } = saidAt('offer', () => parseChargeable(typed, sellerOrder.currency));
  const price = [...wantedOf(sellerOrder, asked).values()].reduce((sum, each) => sum + each, 0n);
  if (minor <= 0n || minor >= price) throw new DomainError('ordering.offer_too_much', {}, 'offer');
  return minor;
}

/** The price of what is given back, line by line. */
function wantedOf(sellerOrder: WorkedOrder, asked: ReturnView): Map<string, bigint> {
  const { lines, currency } = refundableOf(sellerOrder);
  const left = new Map(lines.map((line) => [line.id, line.total]));
  return new Map(
    asked.lines.map(({ orderLine, quantity }) => [
      orderLine.id,
      priceOf(orderLine, left.get(orderLine.id) ?? 0n, quantity, currency),
    ]),
  );
}

/**
 * It is back with the seller: the buyer gets its price, and the delivery it was sent for where all of the part comes back (Directive
 * 2011/83/EU, art. 13); the pieces go back on the shelf where the seller says so. Throws `ordering.disputed`.
 */
export async function receiveReturn(actor: Actor, input: z.output<typeof receiveReturnSchema>): Promise<string> {
  return transaction(async (tx) => {
    const locked = await lockReturn(tx, input.returnId);
    requireSeller(actor, locked);
    const { asked, sellerOrder } = locked;
    requireUndisputed(sellerOrder);
    const restocked = input.restock === 'on';
    await moveReturn(tx, actor, locked, 'refunded', { restocked });
    for (const { line, quantity } of piecesOf(asked)) {
      await tx.orderLine.update({ where: { id: line.id }, data: { returnedQuantity: { increment: quantity } } });
      if (restocked)
        await returnStock(tx, actor, {
          variantId: line.variantId,
          quantity,
          orderId: sellerOrder.orderId,
          enterpriseId: sellerOrder.enterpriseId,
        });
    }
    await refundReturned(tx, actor, locked);
    return sellerOrder.number;
  });
}

async function refundReturned(tx: Tx, actor: Actor, { asked, sellerOrder }: LockedReturn): Promise<void> {
  const lines = wantedOf(sellerOrder, asked);
  const back = new Map(asked.lines.map((each) => [each.orderLineId, each.quantity]));
  const whole = sellerOrder.lines.every(
    (line) => line.cancelledQuantity + line.returnedQuantity + (back.get(line.id) ?? 0) >= line.quantity,
  );
  const shipping = whole ? refundableOf(sellerOrder).shipping.total : 0n;
  const amount = [...lines.values()].reduce((sum, minor) => sum + minor, shipping);
  // Given back before, as a courtesy: nothing is left to pay.
  if (amount === 0n) return;
  const unrefunded = new Map(
    piecesOf(asked).map(({ line, quantity }) => [line.id, Math.min(quantity, line.quantity - line.refundedQuantity)]),
  );
  await giveBack(tx, actor, sellerOrder, {
    cause: `return:${asked.id}`,
    reason: 'returned',
    wanted: { lines, shipping },
    quantities: unrefunded,
  });
}
