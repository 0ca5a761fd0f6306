import { DomainError } from '#lib/core/errors.ts';
import type { OrderStatus, SellerOrderStatus } from '#lib/db/generated/client.ts';

/** The only place that knows how an order moves. */
export const orderTransitions = {
  draft: ['awaiting_payment', 'cancelled'],
  awaiting_payment: ['paid', 'payment_failed', 'cancelled'],
  payment_failed: ['awaiting_payment', 'paid', 'cancelled'],
  paid: ['completed', 'cancelled', 'refunded', 'partly_refunded', 'disputed'],
  completed: ['refunded', 'partly_refunded', 'disputed'],
  partly_refunded: ['refunded', 'completed', 'disputed'],
  // Money that arrives after the order was given up is not lost: it is paid, and then refunded by hand.
  cancelled: ['paid'],
  refunded: [],
  disputed: ['paid', 'completed', 'refunded'],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

/** The only place that knows how an enterprise's part of an order moves. */
export const sellerOrderTransitions = {
  awaiting_payment: ['paid', 'cancelled'],
  paid: ['accepted', 'provided', 'cancelled', 'refunded'],
  accepted: ['shipped', 'provided', 'cancelled', 'refunded'],
  shipped: ['delivered', 'completed', 'refunded'],
  delivered: ['completed', 'refunded'],
  provided: ['completed', 'refunded'],
  completed: ['refunded'],
  cancelled: ['paid'],
  refunded: [],
} as const satisfies Record<SellerOrderStatus, readonly SellerOrderStatus[]>;

export function canMove<S extends string>(table: Readonly<Record<S, readonly S[]>>, from: S, to: S): boolean {
  return table[from].includes(to);
}

/** Throws `ordering.not_possible_now` when the step is not in the table. */
export function requireMove<S extends string>(table: Readonly<Record<S, readonly S[]>>, from: S, to: S): void {
  if (!canMove(table, from, to)) throw new DomainError('ordering.not_possible_now', { from, to });
}
