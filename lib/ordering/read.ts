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
        orderBy: { id: 'asc' },
        include: {
          downloads: true,
          commission: {
            include: { milestones: { orderBy: { position: 'asc' } }, changes: { orderBy: { number: 'asc' } } },
          },
        },
      },
      shipments: { include: { lines: true }, orderBy: { shippedAt: 'asc' } },
      transfers: true,
      refunds: { orderBy: { createdAt: 'asc' } },
      returns: { include: { lines: true, pictures: true }, orderBy: { askedAt: 'asc' } },
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
  orderBy: { id: 'asc' },
  include: {
    commission: {
      include: { milestones: { orderBy: { position: 'asc' } }, changes: { orderBy: { number: 'asc' } } },
    },
  },
} as const satisfies Prisma.SellerOrder$linesArgs;

const forSeller = {
  order: {
    include: {
      reservations: { include: { place: true } },
      payments: { where: { disputes: { some: {} } }, include: { disputes: true } },
    },
  },
  lines: withCommission,
  shipments: { include: { lines: true }, orderBy: { shippedAt: 'asc' } },
  transfers: true,
  refunds: { orderBy: { createdAt: 'asc' } },
  returns: {
    include: { lines: { include: { orderLine: true } }, pictures: { orderBy: { position: 'asc' } } },
    orderBy: { askedAt: 'asc' },
  },
  evidence: { include: { files: { orderBy: { id: 'asc' } } } },
  enterprise: true,
} as const satisfies Prisma.SellerOrderInclude;
export type SellerOrderView = Prisma.SellerOrderGetPayload<{ include: typeof forSeller }>;

/** The parts of a seller's desk, by what is to be done; `returns` are those that wait for an answer or a parcel. */
export const orderTabs = ['to_accept', 'to_send', 'on_way', 'returns', 'done', 'given_up'] as const;
export type OrderTab = (typeof orderTabs)[number];

const inTab: Readonly<Record<OrderTab, Prisma.SellerOrderWhereInput>> = {
  to_accept: { status: 'paid' },
  to_send: { status: 'accepted' },
  on_way: { status: 'shipped' },
  returns: { returns: { some: { status: { in: ['asked', 'sent'] } } } },
  done: { status: { in: ['delivered', 'provided', 'completed'] } },
  // What was given up before it was paid never was the seller's business.
  given_up: { OR: [{ status: 'refunded' }, { status: 'cancelled', order: { paidAt: { not: null } } }] },
};

const anyTab: Prisma.SellerOrderWhereInput = {
  status: { not: 'awaiting_payment' },
  NOT: { status: 'cancelled', order: { paidAt: null } },
};

/** By number, or by the buyer's address or name. */
function wordsOf(search: string): Prisma.SellerOrderWhereInput {
  const contains = search.trim().slice(0, limits.searchQuery);
  if (contains === '') return {};
  const like = { contains, mode: 'insensitive' } as const;
  return {
    OR: [
      { number: like },
      // The column ignores case by itself; asking for it again would leave its index aside.
      { order: { email: contains } },
      { order: { shipTo: { path: ['name'], string_contains: contains, mode: 'insensitive' } } },
    ],
  };
}

export interface OrderSearch {
  readonly tab?: OrderTab | undefined;
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
}

/** An enterprise's orders, newest first; unpaid ones are not its business yet. */
export async function ordersOfEnterprise(
  actor: Actor,
  enterpriseId: string,
  { tab, search = '', cursor }: OrderSearch = {},
): Promise<Page<SellerOrderView>> {
  authorize(actor, 'seller_order.view', { enterpriseId });
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const before = at && id ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] } : {};
  const rows = await prisma().sellerOrder.findMany({
    where: { AND: [{ enterpriseId }, tab ? inTab[tab] : anyTab, wordsOf(search), before] },
    include: forSeller,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, (last) => encodeCursor([last.createdAt, last.id]));
}

/** How many orders wait in the parts of a desk in which something is to be done. */
export async function ordersWaiting(actor: Actor, enterpriseId: string): Promise<Partial<Record<OrderTab, number>>> {
  authorize(actor, 'seller_order.view', { enterpriseId });
  const waiting = ['to_accept', 'to_send', 'returns'] as const;
  const counts = await Promise.all(
    waiting.map((tab) => prisma().sellerOrder.count({ where: { AND: [{ enterpriseId }, inTab[tab]] } })),
  );
  return Object.fromEntries(waiting.map((tab, at) => [tab, counts[at] ?? 0]));
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
