import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError, saidAtEnd } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import type { Prisma, ReturnStatus } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { takePicture } from '#lib/media/index.ts';
import { listed, reasonWords, tellSeller } from './news.ts';
import { isBuyer } from './read.ts';
import { giveBack, refundableOf } from './refund.ts';
import { leftIn, spread } from './refund-split.ts';
import { returnable, returnUntil } from './return-rules.ts';
import { chosen, lockSellerOrder, note, requireUndisputed, type Some, type WorkedOrder } from './seller-order.ts';
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
const withLines = {
  lines: { include: { orderLine: true } },
  pictures: true,
} as const satisfies Prisma.OrderReturnInclude;
export type ReturnView = Prisma.OrderReturnGetPayload<{ include: typeof withLines }>;

/** A return with its part of the order. */
export interface LockedReturn {
  readonly asked: ReturnView;
  readonly sellerOrder: WorkedOrder;
}

/** A return with its part of the order, locked. Throws `ordering.unknown`. */
export async function lockReturn(tx: Tx, returnId: string): Promise<LockedReturn> {
  const known = await tx.orderReturn.findUnique({ where: { id: returnId }, select: { sellerOrderId: true } });
  if (!known) throw new DomainError('ordering.unknown');
  const sellerOrder = await lockSellerOrder(tx, known.sellerOrderId);
  return {
    sellerOrder,
    asked: await tx.orderReturn.findUniqueOrThrow({ where: { id: returnId }, include: withLines }),
  };
}

async function lockOwn(tx: Tx, actor: Actor, input: z.output<typeof returnSchema>): Promise<LockedReturn> {
  const locked = await lockReturn(tx, input.returnId);
  if (!isBuyer(actor, locked.sellerOrder.order, input.key)) throw new DomainError('ordering.unknown');
  return locked;
}

/** Moves a return along its table, and writes it into the order's timeline. */
export async function moveReturn(
  tx: Tx,
  actor: Actor,
  { asked, sellerOrder }: LockedReturn,
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

/** The pieces that a return speaks of. */
export const piecesOf = ({ lines }: ReturnView): Some[] =>
  lines.map(({ orderLine, quantity }) => ({ line: orderLine, quantity }));

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

function examined(file: File) {
  return saidAtEnd('pictures', async () => takePicture(file.name, new Uint8Array(await file.arrayBuffer())));
}

/** The buyer keeps it after all, or takes back the wish. */
export async function withdrawReturn(actor: Actor, input: z.output<typeof returnSchema>): Promise<string> {
  return transaction(async (tx) => {
    const locked = await lockOwn(tx, actor, input);
    await moveReturn(tx, actor, locked, 'withdrawn');
    const { asked, sellerOrder } = locked;
    await tellSeller(tx, sellerOrder, 'return_withdrawn', `return:${asked.id}:withdrawn`, (reader, link) => ({
      number: sellerOrder.number,
      link,
      things: listed(piecesOf(asked), reader, 'seller'),
    }));
    return locked.sellerOrder.order.number;
  });
}

/** The buyer keeps it for the part of the price that was offered. Throws `ordering.disputed`, `ordering.refund_too_much`. */
export async function takeOffer(actor: Actor, input: z.output<typeof returnSchema>): Promise<string> {
  return transaction(async (tx) => {
    const locked = await lockOwn(tx, actor, input);
    const { asked, sellerOrder } = locked;
    if (asked.status !== 'offered' || asked.offerMinor === null) throw new DomainError('ordering.not_possible_now');
    requireUndisputed(sellerOrder);
    await moveReturn(tx, actor, locked, 'refunded');
    const left = refundableOf(sellerOrder);
    const of = {
      ...left,
      lines: left.lines.filter((line) => asked.lines.some((each) => each.orderLineId === line.id)),
    };
    const goods = { ...of, shipping: { total: 0n, tax: 0n } };
    // Some of the price may have gone back since it was offered.
    if (asked.offerMinor > leftIn(goods)) throw new DomainError('ordering.refund_too_much');
    const { lines } = spread(goods, asked.offerMinor);
    await giveBack(tx, actor, sellerOrder, {
      cause: `return:${asked.id}`,
      reason: 'offer',
      wanted: { lines, shipping: 0n },
    });
    await tellOfOffer(tx, locked, 'return_offer_taken');
    return sellerOrder.order.number;
  });
}

/** What became of an offer, to its seller. Each answer can be followed by another offer: the time it was made tells them apart. */
async function tellOfOffer(
  tx: Tx,
  { asked, sellerOrder }: LockedReturn,
  template: 'return_declined' | 'return_offer_taken',
): Promise<void> {
  const cause = `return:${asked.id}:${template}:${asked.answeredAt?.getTime() ?? 0}`;
  await tellSeller(tx, sellerOrder, template, cause, (reader, link) => ({
    number: sellerOrder.number,
    link,
    things: listed(piecesOf(asked), reader, 'seller'),
    amount: formatMoney(money(asked.offerMinor ?? 0n, sellerOrder.currency), reader),
  }));
}

/** The buyer does not take the offer: the seller answers anew, or staff decides. */
export async function declineOffer(actor: Actor, input: z.output<typeof returnSchema>): Promise<string> {
  return transaction(async (tx) => {
    const locked = await lockOwn(tx, actor, input);
    await moveReturn(tx, actor, locked, 'asked');
    await tellOfOffer(tx, locked, 'return_declined');
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
