import { day } from '#lib/core/clock.ts';
import type { OrderStatus, SellerOrderStatus } from '#lib/db/generated/client.ts';

/** A bought thing as far as it matters for a review. */
export interface Purchase {
  readonly order: OrderStatus;
  readonly sellerOrder: SellerOrderStatus;
  /** The one who bought belongs to the enterprise that sold. */
  readonly own: boolean;
  readonly reviewed: boolean;
}

const handedOver: readonly SellerOrderStatus[] = ['shipped', 'delivered', 'provided', 'completed'];
const undone: readonly OrderStatus[] = ['cancelled', 'refunded'];

/** Why a purchase cannot be reviewed (the code of a sentence); null: it can. */
export function reviewRefusal({ order, sellerOrder, own, reviewed }: Purchase): string | null {
  if (undone.includes(order) || !handedOver.includes(sellerOrder)) return 'community.not_received';
  if (own) return 'community.own_listing';
  return reviewed ? 'community.reviewed_already' : null;
}

const editableFor = 14 * day;

/** Until when a review's author may change it. */
export function editableUntil(createdAt: Date): Date {
  return new Date(createdAt.getTime() + editableFor);
}

/** Why a review cannot be changed any more; null: it can. */
export function editRefusal(review: { createdAt: Date; hiddenAt: Date | null }, at: Date): string | null {
  if (review.hiddenAt) return 'community.hidden';
  return at < editableUntil(review.createdAt) ? null : 'community.too_late_to_edit';
}

/** How many reviews gave each number of stars, five first, with their share in whole per cent. */
export interface Step {
  readonly stars: number;
  readonly count: number;
  readonly percent: number;
}

export function spread(ratings: readonly { rating: number; count: number }[]): Step[] {
  const total = ratings.reduce((sum, each) => sum + each.count, 0);
  return [5, 4, 3, 2, 1].map((stars) => {
    const count = ratings.find((each) => each.rating === stars)?.count ?? 0;
    return { stars, count, percent: total > 0 ? Math.round((count * 100) / total) : 0 };
  });
}
