import { randomUUID } from 'node:crypto';
import { hashToken } from '#lib/core/ids.ts';
import type { OrderStatus, SellerOrderStatus } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { orderAccessToken } from '#lib/ordering/index.ts';

interface Bought {
  readonly status?: SellerOrderStatus;
  readonly order?: OrderStatus;
  readonly email?: string;
  readonly country?: string;
  readonly paidAt?: Date;
  readonly handedOverAt?: Date;
  readonly deliveredAt?: Date;
  readonly quantity?: number;
  /** The seller's own price and its currency. */
  readonly price?: bigint;
  readonly currency?: string;
}

/** A paid order of one line, in the state in which it stands, with the key of its link. */
export async function bought(
  listing: { readonly id: string; readonly enterpriseId: string },
  variantId: string,
  {
    status = 'delivered',
    order = 'paid',
    email = `${randomUUID()}@example.com`,
    country = 'PL',
    paidAt = new Date(),
    handedOverAt,
    deliveredAt,
    quantity = 1,
    price = 4_800n,
    currency = 'EUR',
  }: Bought = {},
) {
  const placementKey = randomUUID();
  const key = orderAccessToken(placementKey);
  const amounts = { subtotalMinor: price, shippingMinor: 0n, taxMinor: 0n, totalMinor: price, currency: 'EUR' };
  const made = await prisma().order.create({
    data: {
      ...amounts,
      number: `AS-${randomUUID().slice(0, 8)}`,
      placementKey,
      status: order,
      email,
      locale: 'pl',
      country,
      shipTo: { name: 'Anna Nowak' },
      accessTokenHash: hashToken(key),
      placedAt: paidAt,
      paidAt,
      expiresAt: paidAt,
      sellerOrders: {
        create: {
          ...amounts,
          number: `AS-${randomUUID().slice(0, 8)}-1`,
          enterpriseId: listing.enterpriseId,
          status,
          commissionMinor: price / 10n,
          taxRule: 'none',
          handedOverAt: handedOverAt ?? null,
          ...(deliveredAt
            ? { shipments: { create: { carrier: 'EMS', trackingNumber: 'EE1', shippedAt: paidAt, deliveredAt } } }
            : {}),
          lines: {
            create: {
              listingId: listing.id,
              variantId,
              kind: 'physical',
              quantity,
              sentQuantity: deliveredAt ? quantity : 0,
              unitPriceMinor: price,
              totalMinor: price * BigInt(quantity),
              taxMinor: 0n,
              taxRate: 0,
              sourcePriceMinor: price,
              sourceCurrency: currency,
              exchangeRate: 1,
              titleForBuyer: 'Talerz',
              titleForSeller: 'Чиния',
            },
          },
        },
      },
    },
    include: { sellerOrders: { include: { lines: true } } },
  });
  const orderLineId = made.sellerOrders[0]?.lines[0]?.id ?? '';
  return { id: made.id, orderLineId, key, number: made.number, email };
}
