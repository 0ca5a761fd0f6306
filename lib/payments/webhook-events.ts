/** What is acted on, and which of Stripe's objects each event is about. */
const objects = {
  'checkout.session.completed': 'checkout.session',
  'checkout.session.async_payment_succeeded': 'checkout.session',
  'checkout.session.async_payment_failed': 'checkout.session',
  'checkout.session.expired': 'checkout.session',
  'charge.refunded': 'charge',
  'refund.created': 'refund',
  'refund.updated': 'refund',
  'refund.failed': 'refund',
  'charge.dispute.created': 'dispute',
  'charge.dispute.updated': 'dispute',
  'charge.dispute.closed': 'dispute',
  'charge.dispute.funds_withdrawn': 'dispute',
  'charge.dispute.funds_reinstated': 'dispute',
  'transfer.reversed': 'transfer',
} as const satisfies Record<string, string>;

/** The kinds of Stripe's objects that move something here. */
export type StripeObjectType = (typeof objects)[keyof typeof objects];

const byType: ReadonlyMap<string, StripeObjectType> = new Map(Object.entries(objects));

/** Which object an event of this type is about; null where nothing here follows from it. */
export function objectOfEvent(type: string): StripeObjectType | null {
  return byType.get(type) ?? null;
}

/** The webhook endpoint's `enabled_events`: what a job acts on. Others that come all the same are kept for the record. */
export const webhookEvents: readonly string[] = [
  ...Object.keys(objects),
  'account.updated',
  'payout.created',
  'payout.updated',
  'payout.paid',
  'payout.failed',
  'payout.canceled',
];
