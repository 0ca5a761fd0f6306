import type { OrderStatus, SellerOrderStatus } from '#lib/db/generated/client.ts';

/** What has happened to an enterprise's part of a paid order. */
export interface SellerFacts {
  readonly status: SellerOrderStatus;
  readonly totalMinor: bigint;
  readonly refundedMinor: bigint;
  readonly acceptedAt: Date | null;
  readonly handedOverAt: Date | null;
  readonly completedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly parcels: readonly { readonly deliveredAt: Date | null }[];
}

/** Where a part stands but for its money. */
function handling(facts: SellerFacts): SellerOrderStatus {
  if (facts.completedAt) return 'completed';
  if (!facts.handedOverAt) return facts.acceptedAt ? 'accepted' : 'paid';
  if (facts.parcels.length === 0) return 'provided';
  return facts.parcels.every((parcel) => parcel.deliveredAt) ? 'delivered' : 'shipped';
}

/** Where a paid part stands: given back in full it reads refunded whatever else happened, never paid. */
export function sellerStanding(facts: SellerFacts): SellerOrderStatus {
  if (facts.status === 'awaiting_payment' || facts.status === 'cancelled') return facts.status;
  if (facts.refundedMinor === facts.totalMinor && facts.totalMinor > 0n) return 'refunded';
  return facts.status === 'refunded' ? handling(facts) : facts.status;
}

export interface OrderFacts {
  readonly status: OrderStatus;
  readonly disputed: boolean;
  readonly totalMinor: bigint;
  readonly sellers: readonly { readonly status: SellerOrderStatus; readonly refundedMinor: bigint }[];
}

const unpaid: readonly OrderStatus[] = ['draft', 'awaiting_payment', 'payment_failed'];

/** Where a paid order stands, from the facts of its parts alone. */
export function orderStanding({ status, disputed, totalMinor, sellers }: OrderFacts): OrderStatus {
  if (unpaid.includes(status)) return status;
  if (disputed) return 'disputed';
  const refunded = sellers.reduce((sum, seller) => sum + seller.refundedMinor, 0n);
  if (refunded > 0n && refunded === totalMinor) return 'refunded';
  const over = sellers.filter((seller) => seller.status === 'cancelled' || seller.status === 'refunded');
  if (over.length === sellers.length) return 'cancelled';
  if (refunded > 0n) return 'partly_refunded';
  const running = sellers.filter((seller) => !over.includes(seller));
  return running.every((seller) => seller.status === 'completed') ? 'completed' : 'paid';
}
