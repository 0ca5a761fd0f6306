/** What can be announced, with its payload. A topic's handler is in runtime/jobs.ts and calls one operation. */
export interface Topics {
  'order.paid': { orderId: string };
  'seller_order.handed_over': { sellerOrderId: string };
  'shipment.sent': { shipmentId: string };
  'refund.asked': { refundId: string };
  'refund.succeeded': { refundId: string };
  'refund.came_back': { refundId: string };
  'transfer.reverse': { reversalId: string };
  'dispute.evidence': { disputeId: string };
  'dispute.lost': { lossId: string };
  'listing.files_added': { listingId: string };
  'payouts.account_ready': { enterpriseId: string };
  'stripe.event': { eventId: string };
  'import.read': { runId: string; reading: number };
  'import.apply': { runId: string; userId: string };
  'variant.back': { variantId: string };
  'contract.drafted': { draftId: string };
  'contract.signed': { contractId: string };
  'licence.signed': { licenceId: string };
  'licence_due.paid': { paymentId: string };
  'licence_due.released': { dueId: string };
  'translation_order.paid': { paymentId: string };
  'translation_order.disputed': { stripeId: string };
  'translation_order.booked': { orderId: string };
  'translation_job.settled': { jobId: string };
  'translation_job.accepted': { jobId: string };
  'translation_refund.moved': { refundId: string };
  'translation_refund.over': { refundId: string };
  'machine_run.go': { runId: string };
  'licence_due.booked': { dueId: string };
  'licence_due.disputed': { stripeId: string };
  'licence_refund.asked': { refundId: string; stripeId: string | null };
  'licence_refund.outside': { stripeId: string };
  'due_return.made': { returnId: string };
  /** Announced by the database itself (trigger `licence_moves_listings`). */
  'licence.moved': { licenceId: string; from: string; to: string; at: string };
  'email.queued': { emailId: string };
}

export type Topic = keyof Topics;
