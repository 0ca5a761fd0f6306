import type { WholeListing } from '#lib/catalogue/index.ts';
import type { SellerOrderView } from '#lib/ordering/index.ts';

type Tone = 'good' | 'waiting' | 'bad' | 'plain';

/** The tone of a listing's state, for its mark. */
export const listingTone = {
  draft: 'plain',
  in_review: 'waiting',
  scheduled: 'waiting',
  live: 'good',
  changes_requested: 'bad',
  refused: 'bad',
  archived: 'plain',
} as const satisfies Record<WholeListing['status'], Tone>;

/** The tone of an order's state as its seller sees it: what waits for the seller is marked as waiting. */
export const sellerOrderTone = {
  awaiting_payment: 'plain',
  paid: 'waiting',
  accepted: 'waiting',
  shipped: 'good',
  delivered: 'good',
  provided: 'good',
  completed: 'good',
  cancelled: 'bad',
  refunded: 'bad',
} as const satisfies Record<SellerOrderView['status'], Tone>;
