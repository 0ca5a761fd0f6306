import { type Actor, actorId } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import { money, negate } from '#lib/core/money.ts';
import type { Refund } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { type Entry, post } from '#lib/ledger/index.ts';
import { askRefund, type RefundFacts, refundFacts, refundsOfCharge } from '#lib/payments/index.ts';
import { giveAgain, type OwingOrder, takeBack } from '#lib/payouts/index.ts';
import { newsOfFailedRefund, newsOfRefund } from './news.ts';
import { leftIn, type Refundable, type RefundParts, splitRefund, type Wanted } from './refund-split.ts';
import { followFacts, lockSellerOrder, note, readWorked, type WorkedOrder } from './seller-order.ts';
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
  | 'staff';

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
async function count(
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
  return count(tx, sellerOrder.id, parts, quantities, 1n);
}

/** A part of an order as those see it who pay the seller. */
export function owingOrder(sellerOrder: WorkedOrder): OwingOrder {
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

/** Sends a promised refund to Stripe, at least once and effective once. Called by the job. */
export async function sendRefund(refundId: string): Promise<void> {
  const refund = await prisma().refund.findUnique({ where: { id: refundId }, include: { payment: true } });
  if (refund?.status !== 'pending') return;
  if (refund.stripeId) return applyRefundFacts(await refundFacts(refund.stripeId));
  const { chargeId } = refund.payment;
  const facts: RefundFacts = chargeId
    ? await askRefund({ ...refund, chargeId, currency: currency(refund.currency) })
    : { stripeId: null, refundId, status: 'failed', failureReason: 'no_charge' };
  await applyRefundFacts(facts);
}

/** Reads a refund from Stripe and follows it. */
export async function applyRefund(stripeId: string): Promise<void> {
  await applyRefundFacts(await refundFacts(stripeId));
}

/** Follows all refunds of a charge. */
export async function applyCharge(chargeId: string): Promise<void> {
  for (const facts of await refundsOfCharge(chargeId)) await applyRefundFacts(facts);
}

/**
 * Brings a refund in line with what Stripe says, in any order and any number of times: pending, then succeeded, and even then it may come
 * back failed. A failed one stays failed.
 */
async function applyRefundFacts(facts: RefundFacts): Promise<void> {
  const known = await prisma().refund.findFirst({
    where: facts.refundId ? { id: facts.refundId } : { stripeId: facts.stripeId ?? '' },
    select: { id: true, sellerOrderId: true },
  });
  // One that was made at Stripe itself is found by the reconciliation.
  if (!known) return log.warn({ stripeId: facts.stripeId }, 'a refund that is not ours');
  await transaction(async (tx) => {
    const sellerOrder = await lockSellerOrder(tx, known.sellerOrderId);
    const refund = await tx.refund.findUniqueOrThrow({ where: { id: known.id } });
    if (refund.status === 'failed' || refund.status === facts.status) {
      if (facts.stripeId && !refund.stripeId)
        await tx.refund.update({ where: { id: refund.id }, data: { stripeId: facts.stripeId } });
      return;
    }
    if (facts.status === 'pending') return;
    await tx.refund.update({
      where: { id: refund.id },
      data: { status: facts.status, stripeId: facts.stripeId, failureReason: facts.failureReason, settledAt: now() },
    });
    if (facts.status === 'succeeded') await succeed(tx, sellerOrder, refund);
    else await fail(tx, sellerOrder, refund);
  });
}

async function succeed(tx: Tx, sellerOrder: WorkedOrder, refund: Refund): Promise<void> {
  const amount = money(refund.amountMinor, refund.currency);
  await post(tx, {
    cause: `refund:${refund.id}:succeeded`,
    kind: 'refund',
    orderId: sellerOrder.orderId,
    entries: [
      { account: { kind: 'refunds', currency: amount.currency }, amount },
      { account: { kind: 'stripe_clearing', currency: amount.currency }, amount: negate(amount) },
    ],
  });
  await note(tx, { type: 'system', name: 'refund' }, sellerOrder, 'refunded', { refundId: refund.id });
  await newsOfRefund(tx, refund);
  await announce(tx, 'refund.succeeded', { refundId: refund.id });
}

/** The money is still with us: everything that the refund took is put back, and staff is to find another way. */
async function fail(tx: Tx, sellerOrder: WorkedOrder, refund: Refund): Promise<void> {
  const lines = await tx.refundLine.findMany({ where: { refundId: refund.id } });
  const parts: RefundParts = {
    amount: refund.amountMinor,
    share: refund.shareMinor,
    tax: refund.taxMinor,
    commission: refund.commissionMinor,
    shipping: refund.shippingMinor,
    shippingTax: refund.shippingTaxMinor,
    lines: lines.map((line) => ({ id: line.orderLineId, amount: line.amountMinor, tax: line.taxMinor })),
  };
  await count(tx, sellerOrder.id, parts, new Map(lines.map((line) => [line.orderLineId, line.quantity])), -1n);
  const amount = money(refund.amountMinor, refund.currency);
  const clearing: Entry[] = [
    { account: { kind: 'stripe_clearing', currency: amount.currency }, amount },
    { account: { kind: 'refunds', currency: amount.currency }, amount: negate(amount) },
  ];
  const book = (cause: string, entries: readonly Entry[]) =>
    post(tx, { cause: `refund:${refund.id}:${cause}`, kind: 'refund_failed', orderId: sellerOrder.orderId, entries });
  if (refund.status === 'succeeded') await book('came_back', clearing);
  const taken = givenBack(sellerOrder, parts).map((entry) => ({ ...entry, amount: negate(entry.amount) }));
  await book('failed', [...taken, { account: { kind: 'refunds', currency: amount.currency }, amount }]);
  await giveAgain(tx, owingOrder(sellerOrder), `refund:${refund.id}`, refund.shareMinor);
  await note(tx, { type: 'system', name: 'refund' }, sellerOrder, 'refund_failed', { refundId: refund.id });
  await followFacts(tx, await readWorked(tx, sellerOrder.id));
  // What is handed over by being paid may have been refunded before it was: then it is now.
  await announce(tx, 'order.paid', { orderId: sellerOrder.orderId });
  await newsOfFailedRefund(tx, refund);
}

/** Asks Stripe again about refunds whose job or webhook seems lost. Called by the clock. */
export async function catchUpRefunds(limit: number): Promise<void> {
  const waiting = await prisma().refund.findMany({
    where: { status: 'pending', createdAt: { lt: new Date(now().getTime() - 120_000) } },
    orderBy: { createdAt: 'asc' },
    take: limit,
  });
  for (const { id } of waiting) await sendRefund(id);
}
