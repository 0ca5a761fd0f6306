import { DomainError } from '#lib/core/errors.ts';
import type { OrderStatus, ReturnStatus, SellerOrderStatus } from '#lib/db/generated/client.ts';

/** The only place that knows how an order moves. After the payment it follows from the facts (`standing.ts`), whatever their order. */
export const orderTransitions = {
  draft: ['awaiting_payment', 'cancelled'],
  awaiting_payment: ['paid', 'payment_failed', 'cancelled'],
  payment_failed: ['awaiting_payment', 'paid', 'cancelled'],
  paid: ['completed', 'cancelled', 'refunded', 'partly_refunded', 'disputed'],
  completed: ['paid', 'cancelled', 'refunded', 'partly_refunded', 'disputed'],
  partly_refunded: ['paid', 'completed', 'cancelled', 'refunded', 'disputed'],
  // Money that arrives after the order was given up is not lost: it is paid, and what is gone meanwhile is refunded at once.
  cancelled: ['paid', 'refunded', 'partly_refunded', 'disputed'],
  // A refund may come back from the buyer's bank.
  refunded: ['paid', 'completed', 'cancelled', 'partly_refunded', 'disputed'],
  disputed: ['paid', 'completed', 'cancelled', 'refunded', 'partly_refunded'],
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
  // Where it stood before, when the refund comes back.
  refunded: ['paid', 'accepted', 'shipped', 'delivered', 'provided', 'completed'],
} as const satisfies Record<SellerOrderStatus, readonly SellerOrderStatus[]>;

/** How a buyer's wish to give something back moves. Staff may decide what was refused. */
export const returnTransitions = {
  asked: ['offered', 'accepted', 'refused', 'withdrawn'],
  offered: ['accepted', 'refused', 'refunded', 'withdrawn', 'asked'],
  accepted: ['sent', 'refunded', 'withdrawn'],
  sent: ['refunded'],
  refused: ['accepted'],
  refunded: [],
  withdrawn: [],
} as const satisfies Record<ReturnStatus, readonly ReturnStatus[]>;

export function canMove<S extends string>(table: Readonly<Record<S, readonly S[]>>, from: S, to: S): boolean {
  return table[from].includes(to);
}

/**
 * Whether goods or people may move a part there. What was given back in full stays refunded whatever still arrives or is pressed; only money
 * that comes back moves it (`followFacts`).
 */
export function canHandle(from: SellerOrderStatus, to: SellerOrderStatus): boolean {
  return from !== 'refunded' && canMove(sellerOrderTransitions, from, to);
}

/** Throws `ordering.not_possible_now` when the step is not in the table. */
export function requireMove<S extends string>(table: Readonly<Record<S, readonly S[]>>, from: S, to: S): void {
  if (!canMove(table, from, to)) throw new DomainError('ordering.not_possible_now', { from, to });
}
