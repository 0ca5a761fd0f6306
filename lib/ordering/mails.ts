import { config } from '#lib/core/config.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { type Locale, locale } from '#lib/languages/index.ts';
import { type OrderMail, queueMail } from '#lib/notifications/index.ts';
import { buyersLink } from './news.ts';

interface MailedLine {
  readonly kind: string;
  readonly quantity: number;
  readonly totalMinor: bigint;
}

function orderMail(
  number: string,
  link: string,
  lines: (MailedLine & { title: string })[],
  amounts: { currency: string; shippingMinor: bigint; taxMinor: bigint; totalMinor: bigint },
  reader: Locale,
): OrderMail {
  const format = (minor: bigint) => formatMoney(money(minor, amounts.currency), reader);
  return {
    number,
    link,
    lines: lines.map((line) => ({ title: line.title, quantity: line.quantity, amount: format(line.totalMinor) })),
    shipping: amounts.shippingMinor > 0n ? format(amounts.shippingMinor) : '',
    tax: amounts.taxMinor > 0n ? format(amounts.taxMinor) : '',
    total: format(amounts.totalMinor),
    hasDownloads: lines.some((line) => line.kind === 'download'),
    hasTickets: lines.some((line) => line.kind === 'ticket'),
    hasFilms: lines.some((line) => line.kind === 'stream'),
  };
}

/** The receipt to the buyer and the news to each seller's people who handle orders, each in their own language. */
export async function mailPaidOrder(orderId: string): Promise<void> {
  const order = await prisma().order.findUniqueOrThrow({
    where: { id: orderId },
    include: {
      sellerOrders: { include: { lines: true, enterprise: { include: { memberships: { include: { user: true } } } } } },
    },
  });
  // Paid when it was too late: the buyer was told that it is given back.
  if (order.sellerOrders.every((seller) => seller.status === 'cancelled')) return;
  await transaction(async (tx) => {
    const lines = order.sellerOrders
      .flatMap((seller) => seller.lines)
      .map((line) => ({ ...line, title: line.titleForBuyer }));
    await queueMail(tx, {
      cause: `order:${orderId}:paid:buyer`,
      template: 'order_paid',
      recipient: order.email,
      locale: locale(order.locale),
      params: orderMail(order.number, buyersLink(order), lines, order, locale(order.locale)),
      orderId,
    });
    for (const seller of order.sellerOrders) {
      if (seller.status === 'cancelled') continue;
      const own = seller.lines.map((line) => ({ ...line, title: line.titleForSeller }));
      for (const { user, role } of seller.enterprise.memberships) {
        if (role !== 'owner' && role !== 'orders') continue;
        const reader = locale(user.locale);
        const link = `${config().SITE_URL}/${reader}/studio/orders/${seller.number}`;
        await queueMail(tx, {
          cause: `seller_order:${seller.id}:paid:${user.id}`,
          template: 'seller_new_order',
          recipient: user.email,
          locale: reader,
          params: orderMail(seller.number, link, own, seller, reader),
          orderId,
        });
      }
    }
  });
}

/** Tells the buyer that a parcel is on its way, with what is in it and its tracking number. */
export async function mailShipment(shipmentId: string): Promise<void> {
  const { sellerOrder: seller, ...shipment } = await prisma().shipment.findUniqueOrThrow({
    where: { id: shipmentId },
    include: { lines: { include: { orderLine: true } }, sellerOrder: { include: { order: true } } },
  });
  const { order } = seller;
  const lines = shipment.lines.map(({ orderLine, quantity }) => ({
    ...orderLine,
    quantity,
    totalMinor: orderLine.unitPriceMinor * BigInt(quantity),
    title: orderLine.titleForBuyer,
  }));
  // Delivery was paid once, for all parcels together: only the goods of this one are listed.
  const goods = lines.reduce((sum, line) => sum + line.totalMinor, 0n);
  const amounts = { currency: seller.currency, shippingMinor: 0n, taxMinor: 0n, totalMinor: goods };
  await transaction((tx) =>
    queueMail(tx, {
      cause: `shipment:${shipment.id}`,
      template: 'order_shipped',
      recipient: order.email,
      locale: locale(order.locale),
      params: {
        ...orderMail(order.number, buyersLink(order), lines, amounts, locale(order.locale)),
        carrier: shipment.carrier,
        trackingNumber: shipment.trackingNumber,
      },
      orderId: order.id,
    }),
  );
}
