import { z } from 'zod';
import { returnStock } from '#lib/catalogue/index.ts';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { parseAmount } from '#lib/core/money.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import type { Prisma, ReturnStatus } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { takePicture } from '#lib/media/index.ts';
import { buyersLink, listed, reasonWords, tellBuyer, tellSeller } from './news.ts';
import { isBuyer } from './read.ts';
import { giveBack, refundableOf } from './refund.ts';
import { priceOf, spread } from './refund-split.ts';
import { returnable, returnUntil } from './return-rules.ts';
import { chosen, lockSellerOrder, note, type Some, type WorkedOrder } from './seller-order.ts';
import { requireMove, returnTransitions } from './states.ts';

export const returnReasons = ['changed_mind', 'damaged', 'not_as_described', 'wrong_thing', 'other'] as const;

const key = z.string().max(100).optional();
const pictures = z
  .array(z.instanceof(File))
  .default([])
  .transform((files) => files.filter((file) => file.size > 0))
  .refine((files) => files.length <= limits.returnPictures, {
    error: 'ordering.too_many_pictures',
    params: { limit: limits.returnPictures },
  });

export const askReturnSchema = z
  .object({
    sellerOrderId: id,
    key,
    reason: z.enum(returnReasons, { error: 'choose' }),
    note: optionalText(limits.refundNote),
    pictures,
  })
  .catchall(z.unknown());
export const returnSchema = z.object({ returnId: id, key });
export const sendReturnSchema = z.object({ returnId: id, key, carrier: text(60), trackingNumber: text(60) });
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

const withLines = {
  lines: { include: { orderLine: true } },
  pictures: true,
} as const satisfies Prisma.OrderReturnInclude;
export type ReturnView = Prisma.OrderReturnGetPayload<{ include: typeof withLines }>;

/** The returns of parts of an order; the caller has found the order for whoever may see it. */
export async function returnsOf(sellerOrderIds: readonly string[]): Promise<ReturnView[]> {
  return prisma().orderReturn.findMany({
    where: { sellerOrderId: { in: [...sellerOrderIds] } },
    include: withLines,
    orderBy: { askedAt: 'asc' },
    take: limits.pageMax,
  });
}

interface Locked {
  readonly asked: ReturnView;
  readonly sellerOrder: WorkedOrder;
}

/** A return with its part of the order, locked. Throws `ordering.unknown`. */
async function lockReturn(tx: Tx, returnId: string): Promise<Locked> {
  const known = await tx.orderReturn.findUnique({ where: { id: returnId }, select: { sellerOrderId: true } });
  if (!known) throw new DomainError('ordering.unknown');
  const sellerOrder = await lockSellerOrder(tx, known.sellerOrderId);
  return {
    sellerOrder,
    asked: await tx.orderReturn.findUniqueOrThrow({ where: { id: returnId }, include: withLines }),
  };
}

async function lockOwn(tx: Tx, actor: Actor, input: z.output<typeof returnSchema>): Promise<Locked> {
  const locked = await lockReturn(tx, input.returnId);
  if (!isBuyer(actor, locked.sellerOrder.order, input.key)) throw new DomainError('ordering.unknown');
  return locked;
}

async function moveReturn(
  tx: Tx,
  actor: Actor,
  { asked, sellerOrder }: Locked,
  to: ReturnStatus,
  data: Prisma.OrderReturnUpdateInput = {},
): Promise<void> {
  requireMove(returnTransitions, asked.status, to);
  const closed = to === 'refused' || to === 'refunded' || to === 'withdrawn';
  await tx.orderReturn.update({
    where: { id: asked.id },
    data: { ...data, status: to, closedAt: closed ? now() : null },
  });
  await note(tx, actor, sellerOrder, `return_${to}`, { returnId: asked.id });
}

const some = ({ lines }: ReturnView): Some[] => lines.map(({ orderLine, quantity }) => ({ line: orderLine, quantity }));

/**
 * A buyer wants to give pieces back, within two weeks of their arrival. Throws `ordering.return_too_late`, `ordering.not_returnable`,
 * `ordering.bad_quantity`, and what is wrong with a picture.
 */
export async function askReturn(
  actor: Actor,
  input: z.output<typeof askReturnSchema>,
  quantities: ReadonlyMap<string, number> | null,
): Promise<string> {
  await requireBuyer(actor, input);
  const taken: Awaited<ReturnType<typeof examined>>[] = [];
  for (const file of input.pictures) taken.push(await examined(file));
  return transaction(async (tx) => {
    const sellerOrder = await lockSellerOrder(tx, input.sellerOrderId);
    if (!isBuyer(actor, sellerOrder.order, input.key)) throw new DomainError('ordering.unknown');
    const until = returnUntil(sellerOrder);
    if (!until) throw new DomainError('ordering.not_arrived');
    if (now() > until) throw new DomainError('ordering.return_too_late', { days: limits.withdrawalDays });
    const before = await tx.orderReturn.findMany({ where: { sellerOrderId: sellerOrder.id }, include: withLines });
    if (before.length >= limits.returns) throw new DomainError('ordering.too_many_returns');
    const pieces = chosen(sellerOrder.lines, quantities, (line) => returnable(line, before));
    const made = await tx.orderReturn.create({
      data: {
        sellerOrderId: sellerOrder.id,
        reason: input.reason,
        note: input.note,
        askedAt: now(),
        lines: { create: pieces.map(({ line, quantity }) => ({ orderLineId: line.id, quantity })) },
      },
    });
    for (const [position, data] of taken.entries()) {
      const media = await tx.media.create({ data: { ...data, createdById: actorId(actor) } });
      await tx.returnPicture.create({ data: { returnId: made.id, mediaId: media.id, position } });
    }
    await note(tx, actor, sellerOrder, 'return_asked', { returnId: made.id });
    await tellSeller(tx, sellerOrder, 'return_asked', `return:${made.id}:asked`, async (reader, link) => ({
      number: sellerOrder.number,
      link,
      things: listed(pieces, reader, 'seller'),
      reason: await reasonWords(`return_${input.reason}`, reader),
      text: input.note,
    }));
    return sellerOrder.order.number;
  });
}

/** Pictures are examined before anything is locked; those of strangers are not even looked at. */
async function requireBuyer(actor: Actor, input: { sellerOrderId: string; key?: string | undefined }): Promise<void> {
  const part = await prisma().sellerOrder.findUnique({
    where: { id: input.sellerOrderId },
    include: { order: true },
  });
  if (!part || !isBuyer(actor, part.order, input.key)) throw new DomainError('ordering.unknown');
}

async function examined(file: File) {
  try {
    return await takePicture(file.name, new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    if (error instanceof DomainError) throw new DomainError(error.code, error.params, 'pictures');
    throw error;
  }
}

/** Who answers returns: the seller, and staff where they do not agree. */
function requireSeller(actor: Actor, { sellerOrder }: Locked): void {
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
      maker: maker.displayName,
      things: listed(some(asked), reader, 'buyer'),
      answer: to,
      text: answer,
    }));
    return sellerOrder.number;
  });
}

/** What is offered for keeping it: less than its price. */
function offered(sellerOrder: WorkedOrder, asked: ReturnView, typed: string): bigint {
  let minor: bigint;
  try {
    minor = parseAmount(typed, sellerOrder.currency).minor;
  } catch (error) {
    if (error instanceof DomainError) throw new DomainError(error.code, error.params, 'offer');
    throw error;
  }
  const price = [...wantedOf(sellerOrder, asked).values()].reduce((sum, each) => sum + each, 0n);
  if (minor <= 0n || minor >= price) throw new DomainError('ordering.offer_too_much', {}, 'offer');
  return minor;
}

/** The price of what is given back, line by line. */
function wantedOf(sellerOrder: WorkedOrder, asked: ReturnView): Map<string, bigint> {
  const left = new Map(refundableOf(sellerOrder).lines.map((line) => [line.id, line.total]));
  return new Map(
    asked.lines.map(({ orderLine, quantity }) => [
      orderLine.id,
      priceOf(orderLine, left.get(orderLine.id) ?? 0n, quantity),
    ]),
  );
}

/** The buyer keeps it after all, or takes back the wish. */
export async function withdrawReturn(actor: Actor, input: z.output<typeof returnSchema>): Promise<string> {
  return transaction(async (tx) => {
    const locked = await lockOwn(tx, actor, input);
    await moveReturn(tx, actor, locked, 'withdrawn');
    return locked.sellerOrder.order.number;
  });
}

/** The buyer keeps it for the part of the price that was offered. */
export async function takeOffer(actor: Actor, input: z.output<typeof returnSchema>): Promise<string> {
  return transaction(async (tx) => {
    const locked = await lockOwn(tx, actor, input);
    const { asked, sellerOrder } = locked;
    if (asked.status !== 'offered' || asked.offerMinor === null) throw new DomainError('ordering.not_possible_now');
    await moveReturn(tx, actor, locked, 'refunded');
    const left = refundableOf(sellerOrder);
    const of = {
      ...left,
      lines: left.lines.filter((line) => asked.lines.some((each) => each.orderLineId === line.id)),
    };
    const { lines } = spread({ ...of, shipping: { total: 0n, tax: 0n } }, asked.offerMinor);
    await giveBack(tx, actor, sellerOrder, {
      cause: `return:${asked.id}`,
      reason: 'offer',
      wanted: { lines, shipping: 0n },
    });
    return sellerOrder.order.number;
  });
}

/** The buyer does not take the offer: the seller answers anew, or staff decides. */
export async function declineOffer(actor: Actor, input: z.output<typeof returnSchema>): Promise<string> {
  return transaction(async (tx) => {
    const locked = await lockOwn(tx, actor, input);
    await moveReturn(tx, actor, locked, 'asked');
    return locked.sellerOrder.order.number;
  });
}

/** The buyer has sent it back. */
export async function sendReturn(actor: Actor, input: z.output<typeof sendReturnSchema>): Promise<string> {
  const { carrier, trackingNumber } = input;
  return transaction(async (tx) => {
    const locked = await lockOwn(tx, actor, input);
    await moveReturn(tx, actor, locked, 'sent', { carrier, trackingNumber, sentAt: now() });
    const { sellerOrder, asked } = locked;
    await tellSeller(tx, sellerOrder, 'return_sent', `return:${asked.id}:sent`, (_reader, link) => ({
      number: sellerOrder.number,
      link,
      carrier,
      trackingNumber,
    }));
    return sellerOrder.order.number;
  });
}

/**
 * It is back with the seller: the buyer gets its price, and the delivery it was sent for where all of the part comes back (Directive
 * 2011/83/EU, art. 13); the pieces go back on the shelf where the seller says so.
 */
export async function receiveReturn(actor: Actor, input: z.output<typeof receiveReturnSchema>): Promise<string> {
  return transaction(async (tx) => {
    const locked = await lockReturn(tx, input.returnId);
    requireSeller(actor, locked);
    const { asked, sellerOrder } = locked;
    const restocked = input.restock === 'on';
    await moveReturn(tx, actor, locked, 'refunded', { restocked });
    for (const { line, quantity } of some(asked)) {
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

async function refundReturned(tx: Tx, actor: Actor, { asked, sellerOrder }: Locked): Promise<void> {
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
    some(asked).map(({ line, quantity }) => [line.id, Math.min(quantity, line.quantity - line.refundedQuantity)]),
  );
  await giveBack(tx, actor, sellerOrder, {
    cause: `return:${asked.id}`,
    reason: 'returned',
    wanted: { lines, shipping },
    quantities: unrefunded,
  });
}

/** Returns that wait for an answer, for staff: those of the longest silence first. */
export async function silentReturns(actor: Actor): Promise<ReturnView[]> {
  authorize(actor, 'order.manage');
  return prisma().orderReturn.findMany({
    where: { status: 'asked', askedAt: { lt: new Date(now().getTime() - 3 * day) } },
    include: withLines,
    orderBy: { askedAt: 'asc' },
    take: limits.page,
  });
}
