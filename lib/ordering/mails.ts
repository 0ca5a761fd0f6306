import { config } from '#lib/core/config.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';
import { type Locale, locale } from '#lib/languages/index.ts';
import { type Mail, type OrderMail, queueMail, queueMails } from '#lib/notifications/index.ts';
import { buyersLink } from './news.ts';

interface MailedLine {
  readonly kind: string;
  readonly quantity: number;
  readonly totalMinor: bigint;
  readonly discountMinor: bigint;
}

interface MailedAmounts {
  readonly currency: string;
  readonly shippingMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
  /** What vouchers took off goods and delivery. */
  readonly discountMinor: bigint;
}

function orderMail(
  number: string,
  link: string,
  lines: (MailedLine & { title: string })[],
  amounts: MailedAmounts,
  codes: readonly string[],
  reader: Locale,
): OrderMail {
  const format = (minor: bigint) => formatMoney(money(minor, amounts.currency), reader);
  // Everything at its own price, and then what vouchers took off: the rows add up to the total.
  const offGoods = lines.reduce((sum, line) => sum + line.discountMinor, 0n);
  const delivery = amounts.shippingMinor + amounts.discountMinor - offGoods;
  return {
    number,
    link,
    lines: lines.map((line) => ({
      title: line.title,
      quantity: line.quantity,
      amount: format(line.totalMinor + line.discountMinor),
    })),
    shipping: delivery > 0n ? format(delivery) : '',
    discount: amounts.discountMinor > 0n ? format(-amounts.discountMinor) : '',
    vouchers: codes.join(', '),
    tax: amounts.taxMinor > 0n ? format(amounts.taxMinor) : '',
    total: format(amounts.totalMinor),
    hasDownloads: lines.some((line) => line.kind === 'download'),
    hasTickets: lines.some((line) => line.kind === 'ticket'),
    hasFilms: lines.some((line) => line.kind === 'stream'),
  };
}

interface Redeemed {
  readonly redemptions: readonly {
    readonly voucher: { readonly code: string; readonly enterpriseId: string | null };
  }[];
}

/** The codes that came off an order; to a seller, its own and the platform's. */
function codesOf({ redemptions }: Redeemed, enterpriseId?: string): string[] {
  return redemptions
    .filter(({ voucher }) => !enterpriseId || !voucher.enterpriseId || voucher.enterpriseId === enterpriseId)
    .map(({ voucher }) => voucher.code);
}

/** The receipt to the buyer and the news to each seller's people who handle orders, each in their own language. */
export async function mailPaidOrder(orderId: string): Promise<void> {
  const order = await prisma().order.findUniqueOrThrow({
    where: { id: orderId },
    include: {
      redemptions: { include: { voucher: true }, orderBy: { createdAt: 'asc' } },
      sellerOrders: { include: { lines: true, enterprise: { include: { memberships: { include: { user: true } } } } } },
    },
  });
  // Paid when it was too late: the buyer was told that it is given back.
  if (order.sellerOrders.every((seller) => seller.status === 'cancelled')) return;
  const lines = order.sellerOrders
    .flatMap((seller) => seller.lines)
    .map((line) => ({ ...line, title: line.titleForBuyer }));
  const mails: Mail<'order_paid' | 'seller_new_order'>[] = [];
  mails.push({
    cause: `order:${orderId}:paid:buyer`,
    template: 'order_paid',
    recipient: order.email,
    locale: locale(order.locale),
    params: orderMail(order.number, buyersLink(order), lines, order, codesOf(order), locale(order.locale)),
    orderId,
  });
  for (const seller of order.sellerOrders) {
    if (seller.status === 'cancelled') continue;
    const own = seller.lines.map((line) => ({ ...line, title: line.titleForSeller }));
    for (const { user, role } of seller.enterprise.memberships) {
      if (role !== 'owner' && role !== 'orders') continue;
      const reader = locale(user.locale);
      const link = `${config().SITE_URL}/${reader}/studio/orders/${seller.number}`;
      mails.push({
        cause: `seller_order:${seller.id}:paid:${user.id}`,
        template: 'seller_new_order',
        recipient: user.email,
        locale: reader,
        params: orderMail(seller.number, link, own, seller, codesOf(order, seller.enterpriseId), reader),
        orderId,
      });
    }
  }
  await queueMails(prisma(), mails);
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
    discountMinor: 0n,
    title: orderLine.titleForBuyer,
  }));
  // Delivery was paid once, for all parcels together: only the goods of this one are listed.
  const goods = lines.reduce((sum, line) => sum + line.totalMinor, 0n);
  const amounts = { currency: seller.currency, shippingMinor: 0n, taxMinor: 0n, totalMinor: goods, discountMinor: 0n };
  await queueMail(prisma(), {
    cause: `shipment:${shipment.id}`,
    template: 'order_shipped',
    recipient: order.email,
    locale: locale(order.locale),
    params: {
      ...orderMail(order.number, buyersLink(order), lines, amounts, [], locale(order.locale)),
      carrier: shipment.carrier,
      trackingNumber: shipment.trackingNumber,
    },
    orderId: order.id,
  });
}
