import { type Actor, actorId } from '#lib/core/actor.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { money } from '#lib/core/money.ts';
import type { Refund } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { type Entry, post } from '#lib/ledger/index.ts';
import { type Sale, takeBack } from '#lib/payouts/index.ts';
import { leftIn, type Refundable, type RefundParts, splitRefund, type Wanted } from './refund-split.ts';
import { followFacts, note, type WorkedOrder } from './seller-order.ts';
import { taxByCountry } from './tax-owed.ts';

/** Why money goes back; each has its words in messages/<locale>/after.json. */
export type RefundReason =
  | 'cancelled_by_buyer'
  | 'cancelled_by_seller'
  | 'cancelled_by_staff'
  | 'not_accepted'
  | 'sold_out'
  | 'returned'
  | 'goodwill'
  | 'offer'
  | 'staff'
  | 'outside';

/** What is left to give back of a part of an order. */
export function refundableOf(sellerOrder: WorkedOrder): Refundable {
  const lineTax = sellerOrder.lines.reduce((sum, line) => sum + line.taxMinor, 0n);
  return {
    currency: currency(sellerOrder.currency),
    lines: sellerOrder.lines.map((line) => ({
      id: line.id,
      total: line.totalMinor - line.refundedMinor,
      tax: line.taxMinor - line.refundedTaxMinor,
    })),
    shipping: {
      total: sellerOrder.shippingMinor - sellerOrder.refundedShippingMinor,
      tax: sellerOrder.taxMinor - lineTax - sellerOrder.refundedShippingTaxMinor,
    },
    commission: sellerOrder.commissionMinor - sellerOrder.refundedCommissionMinor,
  };
}

/** What each side gives back of what is wanted. Throws `ordering.refund_too_much` above what is left. */
export function partsOf(sellerOrder: WorkedOrder, wanted: Wanted): RefundParts {
  try {
    const parts = splitRefund(refundableOf(sellerOrder), wanted);
    if (parts.amount > 0n) return parts;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new DomainError('ordering.refund_too_much', {}, 'amount');
}

/** Takes the parts from what is left, or gives them back to it: lines, delivery, tax, commission. */
export async function countRefund(
  tx: Tx,
  sellerOrderId: string,
  parts: RefundParts,
  quantities: ReadonlyMap<string, number>,
  sign: 1n | -1n,
): Promise<void> {
  for (const { id, amount, tax } of parts.lines)
    await tx.orderLine.update({
      where: { id },
      data: {
        refundedMinor: { increment: sign * amount },
        refundedTaxMinor: { increment: sign * tax },
        refundedQuantity: { increment: Number(sign) * (quantities.get(id) ?? 0) },
      },
    });
  await tx.sellerOrder.update({
    where: { id: sellerOrderId },
    data: {
      refundedMinor: { increment: sign * parts.amount },
      refundedTaxMinor: { increment: sign * parts.tax },
      refundedCommissionMinor: { increment: sign * parts.commission },
      refundedShippingMinor: { increment: sign * parts.shipping },
      refundedShippingTaxMinor: { increment: sign * parts.shippingTax },
    },
  });
}

interface Owing {
  readonly currency: string;
  readonly enterpriseId: string;
  readonly order: { readonly country: string };
  readonly lines: readonly { readonly id: string; readonly taxCountry: string | null }[];
}

/** What seller, tax office and platform give back, as entries on their accounts. */
export function givenBack(
  sellerOrder: Owing,
  parts: Pick<RefundParts, 'share' | 'tax' | 'commission' | 'lines'>,
): Entry[] {
  const code = currency(sellerOrder.currency);
  const countryOf = (lineId: string) => sellerOrder.lines.find((line) => line.id === lineId)?.taxCountry ?? null;
  const taxed = {
    taxMinor: parts.tax,
    lines: parts.lines.map(({ id, tax }) => ({ taxMinor: tax, taxCountry: countryOf(id) })),
  };
  return [
    {
      account: { kind: 'seller_payable', currency: code, enterpriseId: sellerOrder.enterpriseId },
      amount: money(parts.share, code),
    },
    ...taxByCountry(taxed, sellerOrder.order.country).map(
      ([jurisdiction, minor]): Entry => ({
        account: { kind: 'tax_payable', currency: code, jurisdiction },
        amount: money(minor, code),
      }),
    ),
    { account: { kind: 'platform_commission', currency: code }, amount: money(parts.commission, code) },
  ];
}

/** Takes parts of a payment that went back from what is left of the sale. Once that is booked, `takeBack` is to follow. */
export function takeFromSale(
  tx: Tx,
  sellerOrder: WorkedOrder,
  parts: RefundParts,
  quantities: ReadonlyMap<string, number> = new Map(),
): Promise<void> {
  return countRefund(tx, sellerOrder.id, parts, quantities, 1n);
}

/** A part of an order as those see it who pay the seller. */
export function owingOrder(sellerOrder: WorkedOrder): Sale {
  return {
    sellerOrderId: sellerOrder.id,
    orderId: sellerOrder.orderId,
    enterpriseId: sellerOrder.enterpriseId,
    currency: currency(sellerOrder.currency),
  };
}

export interface GiveBack {
  /** What it is for, once. */
  readonly cause: string;
  readonly reason: RefundReason;
  readonly note?: string;
  readonly wanted: Wanted;
  /** Of which pieces it is the price. */
  readonly quantities?: ReadonlyMap<string, number>;
  /** Of one that was made at Stripe itself: it is not asked for again. */
  readonly stripeId?: string;
}

/**
 * Promises money to the buyer: the refund is stored with its parts and booked, and a job asks Stripe for it. The caller holds the lock of
 * `lockSellerOrder` and has authorised. The same cause gives back once. Throws `ordering.refund_too_much`, `ordering.not_paid`.
 */
export async function giveBack(tx: Tx, actor: Actor, sellerOrder: WorkedOrder, give: GiveBack): Promise<Refund> {
  const { cause, reason, wanted, quantities = new Map<string, number>() } = give;
  const before = await tx.refund.findUnique({ where: { cause } });
  if (before) return before;
  const payment = await tx.payment.findFirst({ where: { orderId: sellerOrder.orderId, status: 'succeeded' } });
  if (!payment) throw new DomainError('ordering.not_paid');
  const parts = partsOf(sellerOrder, wanted);
  const refund = await tx.refund.create({
    data: {
      cause,
      reason,
      note: give.note ?? '',
      stripeId: give.stripeId ?? null,
      paymentId: payment.id,
      sellerOrderId: sellerOrder.id,
      amountMinor: parts.amount,
      shareMinor: parts.share,
      taxMinor: parts.tax,
      commissionMinor: parts.commission,
      shippingMinor: parts.shipping,
      shippingTaxMinor: parts.shippingTax,
      currency: sellerOrder.currency,
      createdById: actorId(actor),
      lines: {
        create: parts.lines.map(({ id, amount, tax }) => ({
          orderLineId: id,
          quantity: quantities.get(id) ?? 0,
          amountMinor: amount,
          taxMinor: tax,
        })),
      },
    },
  });
  await takeFromSale(tx, sellerOrder, parts, quantities);
  const code = currency(sellerOrder.currency);
  await post(tx, {
    cause: `refund:${refund.id}:asked`,
    kind: 'refund',
    orderId: sellerOrder.orderId,
    entries: [
      ...givenBack(sellerOrder, parts),
      { account: { kind: 'refunds', currency: code }, amount: money(-parts.amount, code) },
    ],
  });
  await takeBack(tx, owingOrder(sellerOrder), `refund:${refund.id}`);
  await note(tx, actor, sellerOrder, 'refund_asked', { refundId: refund.id, amount: parts.amount.toString() });
  await followFacts(tx, sellerOrder);
  await announce(tx, 'refund.asked', { refundId: refund.id });
  return refund;
}

/** Everything that is left of a part. */
export function everything(sellerOrder: WorkedOrder): Wanted {
  const left = refundableOf(sellerOrder);
  return { lines: new Map(left.lines.map((line) => [line.id, line.total])), shipping: left.shipping.total };
}

export function leftOf(sellerOrder: WorkedOrder): bigint {
  return leftIn(refundableOf(sellerOrder));
}
