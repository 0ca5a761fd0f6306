import { timingSafeEqual } from 'node:crypto';
import type { Actor } from '#lib/core/actor.ts';
import { person } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';

const whole = {
  sellerOrders: {
    orderBy: { number: 'asc' },
    include: {
      enterprise: true,
      lines: {
        include: { downloads: true, commission: { include: { milestones: { orderBy: { position: 'asc' } } } } },
      },
      shipments: true,
      transfers: true,
    },
  },
  payments: { orderBy: { createdAt: 'desc' } },
  events: { orderBy: { createdAt: 'asc' } },
} as const satisfies Prisma.OrderInclude;

export type WholeOrder = Prisma.OrderGetPayload<{ include: typeof whole }>;

function hasKey(order: { accessTokenHash: string }, key: string | undefined): boolean {
  return key !== undefined && timingSafeEqual(Buffer.from(hashToken(key)), Buffer.from(order.accessTokenHash));
}

/**
 * An order for the one who bought it (signed in, or with the key of the link in the mail) or for staff. Anyone else learns only that
 * there is nothing to see: `ordering.unknown`.
 */
export async function readOrder(actor: Actor, number: string, key: string | undefined): Promise<WholeOrder> {
  const order = await prisma().order.findUnique({ where: { number }, include: whole });
  if (!order || !(hasKey(order, key) || may(actor, 'order.view', order))) throw new DomainError('ordering.unknown');
  return order;
}

const bought = { sellerOrder: { include: { order: true } } } as const satisfies Prisma.OrderLineInclude;
export type BoughtLine = Prisma.OrderLineGetPayload<{ include: typeof bought }>;

/** Whether this is the one who bought: signed in, or with the key of the link in the mail. Staff is not. */
export function isBuyer(
  actor: Actor,
  order: { buyerId: string | null; accessTokenHash: string },
  key: string | undefined,
): boolean {
  return hasKey(order, key) || may(actor, 'review.write', order);
}

/** A line of an order, for the one who bought it alone. Throws `ordering.unknown` for everybody else. */
export async function boughtLine(
  tx: Tx,
  actor: Actor,
  orderLineId: string,
  key: string | undefined,
): Promise<BoughtLine> {
  const line = await tx.orderLine.findUnique({ where: { id: orderLineId }, include: bought });
  if (!line || !isBuyer(actor, line.sellerOrder.order, key)) throw new DomainError('ordering.unknown');
  return line;
}

const listed = {
  sellerOrders: { include: { lines: true, enterprise: { select: { displayName: true } } } },
} as const satisfies Prisma.OrderInclude;
export type ListedOrder = Prisma.OrderGetPayload<{ include: typeof listed }>;

/** The person's own orders, newest first. */
export async function ordersOfBuyer(actor: Actor, cursor?: string): Promise<Page<ListedOrder>> {
  const { userId } = person(actor);
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().order.findMany({
    where: {
      buyerId: userId,
      ...(at && id ? { OR: [{ placedAt: { lt: at } }, { placedAt: at, id: { lt: id } }] } : {}),
    },
    include: listed,
    orderBy: [{ placedAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, (last) => encodeCursor([last.placedAt, last.id]));
}

const withCommission = {
  include: { commission: { include: { milestones: { orderBy: { position: 'asc' } } } } },
} as const satisfies Prisma.SellerOrder$linesArgs;

const forSeller = {
  order: { include: { reservations: { include: { place: true } } } },
  lines: withCommission,
  shipments: true,
  transfers: true,
  enterprise: true,
} as const satisfies Prisma.SellerOrderInclude;
export type SellerOrderView = Prisma.SellerOrderGetPayload<{ include: typeof forSeller }>;

/** An enterprise's orders, newest first; unpaid ones are not its business yet. */
export async function ordersOfEnterprise(
  actor: Actor,
  enterpriseId: string,
  cursor?: string,
): Promise<Page<SellerOrderView>> {
  authorize(actor, 'seller_order.view', { enterpriseId });
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().sellerOrder.findMany({
    where: {
      enterpriseId,
      status: { notIn: ['awaiting_payment', 'cancelled'] },
      ...(at && id ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] } : {}),
    },
    include: forSeller,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, (last) => encodeCursor([last.createdAt, last.id]));
}

/** An enterprise's paid orders that wait to be sent, the longest waiting first. */
export async function ordersToSend(actor: Actor, enterpriseId: string): Promise<SellerOrderView[]> {
  authorize(actor, 'seller_order.view', { enterpriseId });
  return prisma().sellerOrder.findMany({
    where: { enterpriseId, status: { in: ['paid', 'accepted'] } },
    include: forSeller,
    orderBy: { createdAt: 'asc' },
    take: limits.page,
  });
}

/** One of an enterprise's orders. Throws `ordering.unknown` for everybody who may not see it. */
export async function readSellerOrder(actor: Actor, number: string): Promise<SellerOrderView> {
  const sellerOrder = await prisma().sellerOrder.findUnique({ where: { number }, include: forSeller });
  if (!sellerOrder || !may(actor, 'seller_order.view', sellerOrder)) throw new DomainError('ordering.unknown');
  return sellerOrder;
}
