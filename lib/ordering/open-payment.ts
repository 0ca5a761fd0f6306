import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { minute, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken } from '#lib/core/ids.ts';
import { money } from '#lib/core/money.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { locale, translator } from '#lib/languages/index.ts';
import { type CheckoutItem, openCheckout } from '#lib/payments/index.ts';
import { closeIfGivenUp, replaceFailed } from './payment.ts';
import { isBuyer } from './read.ts';

export interface Placed {
  readonly orderId: string;
  readonly number: string;
  /** Where to pay; the order's own page where nothing is to be paid any more. */
  readonly paymentUrl: string;
  /** Opens the order page without an account. */
  readonly accessToken: string;
}

/** The secret of a guest's order link can be made again by the server and by nobody else. */
export function orderAccessToken(placementKey: string): string {
  return hashToken(`order-access:${placementKey}:${config().AUTH_SECRET}`).slice(0, 43);
}

interface PaidLine {
  readonly titleForBuyer: string;
  readonly variantForBuyer: string | null;
  readonly quantity: number;
  readonly totalMinor: bigint;
}

/**
 * A line as the payment page shows it: the pieces at what each costs after vouchers or, where that is no whole amount, all of them
 * together. Nothing negative is needed, and the items add up to the total.
 */
export function checkoutItem(line: PaidLine, code: string): CheckoutItem {
  const name = line.variantForBuyer ? `${line.titleForBuyer} · ${line.variantForBuyer}` : line.titleForBuyer;
  const pieces = BigInt(line.quantity);
  return line.totalMinor % pieces === 0n
    ? { name, quantity: line.quantity, unitAmount: money(line.totalMinor / pieces, code) }
    : { name: `${name} × ${line.quantity}`, quantity: 1, unitAmount: money(line.totalMinor, code) };
}

/** Stripe keeps a payment page open for 30 minutes at the least; stock is held a little longer. */
export const payWithin = 31 * minute;

/** Who comes back to an order that never got its payment page (the server had died) has as long to pay as everybody. */
async function moreTime(orderId: string): Promise<Date> {
  const expiresAt = new Date(now().getTime() + payWithin);
  await prisma().order.update({ where: { id: orderId }, data: { expiresAt } });
  return expiresAt;
}

/** What the payment page says of an order. */
const shownAtPayment = {
  number: true,
  placementKey: true,
  status: true,
  locale: true,
  email: true,
  currency: true,
  shippingMinor: true,
  expiresAt: true,
  payments: { select: { id: true, status: true, checkoutUrl: true }, orderBy: { createdAt: 'desc' } },
  sellerOrders: {
    select: { lines: { select: { titleForBuyer: true, variantForBuyer: true, quantity: true, totalMinor: true } } },
  },
} as const satisfies Prisma.OrderSelect;

async function readForPayment(orderId: string) {
  return prisma().order.findUniqueOrThrow({ where: { id: orderId }, select: shownAtPayment });
}

/**
 * Opens (or finds) the payment page of an order that awaits its payment; after one that failed, another. Throws
 * `ordering.not_possible_now` for an order that has been given up, or is while its page is opened.
 */
export async function openPayment(orderId: string): Promise<Placed> {
  let order = await readForPayment(orderId);
  if (order.status === 'payment_failed') {
    await replaceFailed(orderId, new Date(now().getTime() + payWithin));
    order = await readForPayment(orderId);
  }
  const accessToken = orderAccessToken(order.placementKey);
  const payment = order.payments[0];
  const done = { orderId, number: order.number, accessToken };
  const page = `${config().SITE_URL}/${order.locale}/orders/${order.number}?key=${accessToken}`;
  if (order.status === 'cancelled') throw new DomainError('ordering.not_possible_now');
  if (!payment || order.status !== 'awaiting_payment') return { ...done, paymentUrl: `${page}&thanks=1` };
  if (payment.checkoutUrl && payment.status === 'open') return { ...done, paymentUrl: payment.checkoutUrl };

  const lines = order.sellerOrders.flatMap((seller) => seller.lines);
  const shipping = money(order.shippingMinor, order.currency);
  const t = await translator(locale(order.locale), 'payment_page');
  const request = {
    paymentId: payment.id,
    transferGroup: orderId,
    email: order.email,
    locale: order.locale,
    currency: currency(order.currency),
    items: [
      ...lines.map((line) => checkoutItem(line, order.currency)),
      ...(shipping.minor > 0n ? [{ name: t('delivery'), quantity: 1, unitAmount: shipping }] : []),
    ],
    successUrl: `${config().SITE_URL}/api/checkout/return?order=${order.number}&key=${accessToken}`,
    cancelUrl: `${page}&cancelled=1`,
    expiresAt: order.expiresAt,
    metadata: { order: order.number },
  };
  const paymentUrl =
    (await openCheckout(request)) ?? (await openCheckout({ ...request, expiresAt: await moreTime(orderId) }));
  if (!paymentUrl || (await closeIfGivenUp(orderId, payment.id))) throw new DomainError('ordering.not_possible_now');
  return { ...done, paymentUrl };
}

export const payAgainSchema = z.object({
  number: z.string().regex(/^[\w-]{1,40}$/),
  key: z.string().max(100).optional(),
});

/** The buyer pays in another way, after a payment has failed. Throws `ordering.unknown` for everybody else. */
export async function payAgain(actor: Actor, { number, key }: z.output<typeof payAgainSchema>): Promise<Placed> {
  const order = await prisma().order.findUnique({ where: { number } });
  if (!order || !isBuyer(actor, order, key)) throw new DomainError('ordering.unknown');
  return openPayment(order.id);
}
