/** What can be announced, with its payload. A topic's handler is in runtime/worker.ts and calls one operation. */
export interface Topics {
  'listing.submitted': { listingId: string };
  'listing.decided': { listingId: string; revisionId: string };
  'listing.changed': { listingId: string };
  'order.paid': { orderId: string };
  'order.expired': { orderId: string };
  'seller_order.handed_over': { sellerOrderId: string };
  'seller_order.shipped': { sellerOrderId: string };
  'stripe.event': { eventId: string };
  'email.queued': { emailId: string };
  'deal.moved': { dealId: string; event: string };
}

export type Topic = keyof Topics;
