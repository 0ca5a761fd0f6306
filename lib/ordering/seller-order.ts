import { type Actor, actorId } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import type { OrderLine, Prisma, SellerOrderStatus } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { isDisputed } from '#lib/payments/index.ts';
import { orderStanding, sellerStanding } from './standing.ts';
import { canHandle, orderTransitions, requireMove, sellerOrderTransitions } from './states.ts';

const worked = {
  order: true,
  lines: { orderBy: { id: 'asc' } },
  shipments: { orderBy: { shippedAt: 'asc' } },
} as const satisfies Prisma.SellerOrderInclude;

/** An enterprise's part of an order as operations work on it: locked, with its lines and parcels. */
export type WorkedOrder = Prisma.SellerOrderGetPayload<{ include: typeof worked }>;

/** Locks the order and then this part of it, so that everybody who moves one queues. Throws `ordering.unknown`. */
export async function lockSellerOrder(tx: Tx, sellerOrderId: string): Promise<WorkedOrder> {
  await tx.$queryRaw`
    select o.id from orders o where o.id = (select order_id from seller_order where id = ${sellerOrderId}::uuid) for no key update`;
  await tx.$queryRaw`select id from seller_order where id = ${sellerOrderId}::uuid for no key update`;
  return readWorked(tx, sellerOrderId);
}

/** Stripe gives nothing back of a payment that a bank is asked about: nobody may be promised it. Throws `ordering.disputed`. */
export function requireUndisputed({ order }: WorkedOrder): void {
  if (order.status === 'disputed') throw new DomainError('ordering.disputed');
}

/** The same, read again after it was changed; the caller holds the lock. */
export async function readWorked(tx: Tx, sellerOrderId: string): Promise<WorkedOrder> {
  const sellerOrder = await tx.sellerOrder.findUnique({ where: { id: sellerOrderId }, include: worked });
  if (!sellerOrder) throw new DomainError('ordering.unknown');
  return sellerOrder;
}

/** Writes what happened to an enterprise's part into the order's timeline. */
export async function note(
  tx: Tx,
  actor: Actor,
  sellerOrder: { readonly id: string; readonly orderId: string },
  kind: string,
  data: Prisma.InputJsonObject = {},
): Promise<void> {
  await tx.orderEvent.create({
    data: { orderId: sellerOrder.orderId, sellerOrderId: sellerOrder.id, kind, actorId: actorId(actor), data },
  });
}

/** Moves a part along its table, with what belongs to the step, and writes it into the timeline. Throws `ordering.not_possible_now`. */
export async function move(
  tx: Tx,
  actor: Actor,
  sellerOrder: WorkedOrder,
  to: SellerOrderStatus,
  data: Prisma.SellerOrderUpdateInput = {},
): Promise<WorkedOrder> {
  if (!canHandle(sellerOrder.status, to))
    throw new DomainError('ordering.not_possible_now', { from: sellerOrder.status, to });
  await tx.sellerOrder.update({ where: { id: sellerOrder.id }, data: { ...data, status: to } });
  await note(tx, actor, sellerOrder, to);
  return readWorked(tx, sellerOrder.id);
}

/**
 * Brings a part and its order in line with the facts: what went back, what a bank is asked about, what the parts came to. The caller
 * holds the lock of `lockSellerOrder`.
 */
export async function followFacts(
  tx: Tx,
  sellerOrder: { readonly id: string; readonly orderId: string },
): Promise<void> {
  const part = await tx.sellerOrder.findUniqueOrThrow({ where: { id: sellerOrder.id }, include: { shipments: true } });
  const status = sellerStanding({ ...part, parcels: part.shipments });
  if (status !== part.status) {
    requireMove(sellerOrderTransitions, part.status, status);
    await tx.sellerOrder.update({ where: { id: part.id }, data: { status } });
  }
  await followOrder(tx, sellerOrder.orderId);
}

/** The order's own state from those of its parts. */
export async function followOrder(tx: Tx, orderId: string): Promise<void> {
  const order = await tx.order.findUniqueOrThrow({ where: { id: orderId }, include: { sellerOrders: true } });
  const status = orderStanding({
    status: order.status,
    disputed: await isDisputed(tx, orderId),
    totalMinor: order.totalMinor,
    sellers: order.sellerOrders,
  });
  if (status === order.status) return;
  requireMove(orderTransitions, order.status, status);
  await tx.order.update({ where: { id: orderId }, data: { status } });
}

const wholeNumber = /^\d{1,4}$/;

/**
 * The quantities of a form, by line: its fields are called quantity:<line>. Null where it has none, which means all. Throws
 * `ordering.bad_quantity` at the field.
 */
export function quantitiesIn(form: Readonly<Record<string, unknown>>): ReadonlyMap<string, number> | null {
  const fields = Object.entries(form).filter(([name]) => name.startsWith('quantity:'));
  if (fields.length === 0) return null;
  return new Map(
    fields.map(([name, value]) => {
      const typed = String(value).trim() || '0';
      if (!wholeNumber.test(typed) || Number(typed) > limits.quantity)
        throw new DomainError('ordering.bad_quantity', { limit: limits.quantity }, name);
      return [name.slice('quantity:'.length), Number(typed)];
    }),
  );
}

export interface Some {
  readonly line: OrderLine;
  readonly quantity: number;
}

/**
 * Which lines are meant, with how many: as the form says, or all that `most` allows. Throws `ordering.bad_quantity` at a field that
 * asks for more, and `ordering.nothing_chosen`.
 */
export function chosen(
  lines: readonly OrderLine[],
  quantities: ReadonlyMap<string, number> | null,
  most: (line: OrderLine) => number,
): Some[] {
  const some = lines
    .map((line) => ({ line, quantity: quantities ? (quantities.get(line.id) ?? 0) : most(line) }))
    .filter(({ quantity }) => quantity > 0);
  for (const { line, quantity } of some)
    if (quantity > most(line))
      throw new DomainError('ordering.bad_quantity', { limit: most(line) }, `quantity:${line.id}`);
  if (some.length === 0) throw new DomainError('ordering.nothing_chosen');
  return some;
}
