import { config } from '#lib/core/config.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import type { Refund } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { type Named, nameFor, withName } from '#lib/enterprises/index.ts';
import { type Locale, locale, translator, writtenAs } from '#lib/languages/index.ts';
import { type MailParams, type MailTemplate, queueMail } from '#lib/notifications/index.ts';
import { orderAccessToken } from './open-payment.ts';
import type { Some, WorkedOrder } from './seller-order.ts';

interface Bought {
  readonly id: string;
  readonly number: string;
  readonly email: string;
  readonly locale: string;
  readonly placementKey: string;
}

/** The buyer's page of an order, with the key that opens it without an account. */
export function buyersLink(order: Pick<Bought, 'locale' | 'number' | 'placementKey'>): string {
  return `${config().SITE_URL}/${order.locale}/orders/${order.number}?key=${orderAccessToken(order.placementKey)}`;
}

/** A mail to the buyer, in the language the order was placed in. */
export async function tellBuyer<T extends MailTemplate>(
  tx: Tx,
  order: Bought,
  template: T,
  cause: string,
  params: (reader: Locale) => MailParams[T] | Promise<MailParams[T]>,
): Promise<void> {
  const reader = locale(order.locale);
  const mail = { cause, template, recipient: order.email, locale: reader, orderId: order.id };
  await queueMail(tx, { ...mail, params: await params(reader) });
}

/** A mail to each of a seller's people who handle orders, in their own language. */
export async function tellSeller<T extends MailTemplate>(
  tx: Tx,
  sellerOrder: { readonly enterpriseId: string; readonly number: string; readonly orderId: string },
  template: T,
  cause: string,
  params: (reader: Locale, link: string) => MailParams[T] | Promise<MailParams[T]>,
): Promise<void> {
  const people = await tx.membership.findMany({
    where: { enterpriseId: sellerOrder.enterpriseId, role: { in: ['owner', 'orders'] } },
    include: { user: true },
  });
  for (const { user } of people) {
    const reader = locale(user.locale);
    const link = `${config().SITE_URL}/${reader}/studio/orders/${sellerOrder.number}`;
    const mail = { cause: `${cause}:${user.id}`, template, recipient: user.email, locale: reader };
    await queueMail(tx, { ...mail, params: await params(reader, link), orderId: sellerOrder.orderId });
  }
}

async function makerOf(tx: Tx, enterpriseId: string): Promise<Named> {
  return tx.enterprise.findUniqueOrThrow({ where: { id: enterpriseId }, select: withName });
}

/** Things by name, as a sentence lists them: 2 × Plate and Bowl. */
export function listed(some: readonly Some[], reader: Locale, side: 'buyer' | 'seller'): string {
  const names = some.map(({ line, quantity }) => {
    const title = side === 'buyer' ? line.titleForBuyer : line.titleForSeller;
    return quantity > 1 ? `${quantity} × ${title}` : title;
  });
  return new Intl.ListFormat(writtenAs(reader), { type: 'conjunction' }).format(names);
}

const all = (sellerOrder: WorkedOrder): Some[] => sellerOrder.lines.map((line) => ({ line, quantity: line.quantity }));

/** The words of a reason, in a reader's language. */
export async function reasonWords(reason: string, reader: Locale): Promise<string> {
  const t = await translator(reader, 'after');
  return t.has(`reason.${reason}`) ? t(`reason.${reason}`) : '';
}

export async function newsOfAcceptance(tx: Tx, sellerOrder: WorkedOrder): Promise<void> {
  const { order } = sellerOrder;
  const maker = await makerOf(tx, sellerOrder.enterpriseId);
  await tellBuyer(tx, order, 'order_accepted', `seller_order:${sellerOrder.id}:accepted`, (reader) => ({
    number: order.number,
    link: buyersLink(order),
    maker: nameFor(maker, reader),
    things: listed(all(sellerOrder), reader, 'buyer'),
  }));
}

export async function newsOfDelivery(
  tx: Tx,
  sellerOrder: WorkedOrder,
  shipmentIds: readonly string[],
  assumed: boolean,
): Promise<void> {
  const { order } = sellerOrder;
  const maker = await makerOf(tx, sellerOrder.enterpriseId);
  const template = assumed ? 'order_assumed_delivered' : 'order_delivered';
  await tellBuyer(tx, order, template, `shipment:${shipmentIds[0] ?? sellerOrder.id}:delivered`, (reader) => ({
    number: order.number,
    link: buyersLink(order),
    maker: nameFor(maker, reader),
  }));
}

/** A payment did not go through: the order's page takes another. */
export async function newsOfFailedPayment(tx: Tx, order: Bought, paymentId: string): Promise<void> {
  await tellBuyer(tx, order, 'order_payment_failed', `payment:${paymentId}:failed`, () => ({
    number: order.number,
    link: buyersLink(order),
  }));
}

export async function newsOfExpiry(tx: Tx, order: Bought): Promise<void> {
  await tellBuyer(tx, order, 'order_expired', `order:${order.id}:expired`, () => ({
    number: order.number,
    link: buyersLink(order),
  }));
}

export async function newsOfCompletion(tx: Tx, sellerOrder: WorkedOrder): Promise<void> {
  const { order } = sellerOrder;
  const maker = await makerOf(tx, sellerOrder.enterpriseId);
  await tellBuyer(tx, order, 'order_completed', `seller_order:${sellerOrder.id}:completed`, (reader) => ({
    number: order.number,
    link: buyersLink(order),
    maker: nameFor(maker, reader),
  }));
}

export async function newsOfCancellation(
  tx: Tx,
  sellerOrder: WorkedOrder,
  some: readonly Some[],
  why: { readonly reason: string; readonly said: string; readonly whole: boolean },
): Promise<void> {
  const { order } = sellerOrder;
  const maker = await makerOf(tx, sellerOrder.enterpriseId);
  const cause = `cancel:${some.map(({ line, quantity }) => `${line.id}:${line.cancelledQuantity + quantity}`).join(' ')}`;
  await tellBuyer(tx, order, 'order_cancelled', cause, async (reader) => ({
    number: order.number,
    link: buyersLink(order),
    maker: nameFor(maker, reader),
    things: listed(some, reader, 'buyer'),
    reason: why.said || (await reasonWords(why.reason, reader)),
  }));
  if (why.reason === 'cancelled_by_seller' || why.reason === 'sold_out') return;
  await tellSeller(tx, sellerOrder, 'seller_order_cancelled', `${cause}:seller`, async (reader, link) => ({
    number: sellerOrder.number,
    link,
    things: listed(some, reader, 'seller'),
    reason: await reasonWords(why.reason, reader),
  }));
}

export async function newsOfWaiting(tx: Tx, sellerOrder: WorkedOrder): Promise<void> {
  await tellSeller(tx, sellerOrder, 'seller_order_waits', `seller_order:${sellerOrder.id}:waits`, (reader, link) => ({
    number: sellerOrder.number,
    link,
    things: listed(all(sellerOrder), reader, 'seller'),
  }));
}

async function refundMail(tx: Tx, refund: Refund, template: 'order_refunded' | 'refund_failed'): Promise<void> {
  if (!refund.sellerOrderId) return;
  const { order, enterprise } = await tx.sellerOrder.findUniqueOrThrow({
    where: { id: refund.sellerOrderId },
    include: { order: true, enterprise: true },
  });
  await tellBuyer(tx, order, template, `refund:${refund.id}:${template}`, async (reader) => ({
    number: order.number,
    link: buyersLink(order),
    maker: nameFor(enterprise, reader),
    amount: formatMoney(money(refund.amountMinor, refund.currency), reader),
    reason: refund.note || (await reasonWords(refund.reason, reader)),
  }));
}

export function newsOfRefund(tx: Tx, refund: Refund): Promise<void> {
  return refundMail(tx, refund, 'order_refunded');
}

export function newsOfFailedRefund(tx: Tx, refund: Refund): Promise<void> {
  return refundMail(tx, refund, 'refund_failed');
}
