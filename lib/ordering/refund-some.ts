import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError, saidAt } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { type Money, money, parseChargeable } from '#lib/core/money.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { giveBack, partsOf, refundableOf } from './refund.ts';
import { leftIn, priceOf, type Refundable, type RefundParts, spread, type Wanted } from './refund-split.ts';
import { chosen, lockSellerOrder, readWorked, requireUndisputed, type WorkedOrder } from './seller-order.ts';

/** Fields called quantity:<line> name pieces, `shipping` the delivery, `amount` a free amount; a form has a key, so that it refunds once. */
export const refundSchema = z
  .object({
    sellerOrderId: id,
    requestKey: z.uuid({ error: 'invalid' }),
    shipping: z.literal('on').optional(),
    amount: optionalText(20),
    note: optionalText(limits.refundNote),
  })
  .catchall(z.unknown());

export type RefundInput = Pick<z.output<typeof refundSchema>, 'sellerOrderId' | 'requestKey' | 'note'> & {
  readonly shipping?: 'on' | undefined;
  readonly amount?: string;
};

interface Asked {
  readonly wanted: Wanted;
  readonly quantities: ReadonlyMap<string, number>;
}

/** What a form asks for: pieces at their price, delivery, and a free amount on top, spread over what is left. */
function asked(
  sellerOrder: WorkedOrder,
  input: Pick<RefundInput, 'shipping' | 'amount'>,
  quantities: ReadonlyMap<string, number> | null,
): Asked {
  const left = refundableOf(sellerOrder);
  const leftOf = (lineId: string) => left.lines.find((line) => line.id === lineId)?.total ?? 0n;
  const pieces = [...(quantities?.values() ?? [])].some((quantity) => quantity > 0)
    ? chosen(sellerOrder.lines, quantities, (line) => line.quantity - line.refundedQuantity)
    : [];
  const lines = new Map(
    pieces.map(({ line, quantity }) => [line.id, priceOf(line, leftOf(line.id), quantity, left.currency)]),
  );
  const shipping = input.shipping === 'on' ? left.shipping.total : 0n;
  const free = input.amount
    ? saidAt('amount', () => parseChargeable(input.amount ?? '', sellerOrder.currency)).minor
    : 0n;
  const wanted = free > 0n ? withFree(left, { lines, shipping }, free) : { lines, shipping };
  if ([...wanted.lines.values()].every((minor) => minor === 0n) && wanted.shipping === 0n)
    throw new DomainError('ordering.nothing_chosen', {}, 'amount');
  return { wanted, quantities: new Map(pieces.map(({ line, quantity }) => [line.id, quantity])) };
}

/** Adds a free amount, taken from what the chosen pieces leave. */
function withFree(left: Refundable, { lines, shipping }: Wanted, free: bigint): Wanted {
  const rest: Refundable = {
    ...left,
    lines: left.lines.map((line) => ({ ...line, total: line.total - (lines.get(line.id) ?? 0n) })),
    shipping: { ...left.shipping, total: left.shipping.total - shipping },
  };
  if (free > leftIn(rest)) throw new DomainError('ordering.refund_too_much', {}, 'amount');
  const more = spread(rest, free);
  return {
    lines: new Map(
      left.lines.map(({ id: lineId }) => [lineId, (lines.get(lineId) ?? 0n) + (more.lines.get(lineId) ?? 0n)]),
    ),
    shipping: shipping + more.shipping,
  };
}

/**
 * A seller or staff gives a part of the price back: pieces, delivery, or an amount. Two at once cannot give back more than there is, and
 * one form gives back once. Throws `ordering.refund_too_much`, `ordering.nothing_chosen`, `ordering.disputed`, `ordering.no_charge`.
 */
export async function refundSome(
  actor: Actor,
  input: RefundInput,
  quantities: ReadonlyMap<string, number> | null = null,
): Promise<string> {
  return transaction(async (tx) => {
    const sellerOrder = await lockSellerOrder(tx, input.sellerOrderId);
    authorize(actor, 'seller_order.refund', sellerOrder);
    const cause = `form:${sellerOrder.id}:${input.requestKey}`;
    if (await tx.refund.findUnique({ where: { cause } })) return sellerOrder.number;
    requireUndisputed(sellerOrder);
    const charged = await tx.payment.count({
      where: { orderId: sellerOrder.orderId, status: 'succeeded', chargeId: { not: null } },
    });
    if (charged === 0) throw new DomainError('ordering.no_charge');
    await giveBack(tx, actor, sellerOrder, {
      cause,
      reason: 'goodwill',
      note: input.note,
      ...asked(sellerOrder, input, quantities),
    });
    return sellerOrder.number;
  });
}

/** What a refund would cost each side, before it is given. Throws what `refundSome` does. */
export async function previewRefund(
  actor: Actor,
  input: Pick<RefundInput, 'sellerOrderId' | 'shipping' | 'amount'>,
  quantities: ReadonlyMap<string, number> | null,
): Promise<{ amount: Money; share: Money; tax: Money; commission: Money }> {
  const sellerOrder = await readWorked(prisma(), input.sellerOrderId);
  authorize(actor, 'seller_order.refund', sellerOrder);
  const parts: RefundParts = partsOf(sellerOrder, asked(sellerOrder, input, quantities).wanted);
  const code = currency(sellerOrder.currency);
  return {
    amount: money(parts.amount, code),
    share: money(parts.share, code),
    tax: money(parts.tax, code),
    commission: money(parts.commission, code),
  };
}
