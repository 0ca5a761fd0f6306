import {
  applyTransfer,
  markProcessed,
  objectOfEvent,
  pendingEvent,
  type StripeObjectType,
} from '#lib/payments/index.ts';
import { followPayoutEvent } from '#lib/payouts/index.ts';
import { applyDispute } from './dispute.ts';
import { applyCharge, applyRefund } from './follow-refund.ts';
import { confirmPayment } from './payment.ts';

const apply = {
  'checkout.session': confirmPayment,
  charge: applyCharge,
  refund: applyRefund,
  dispute: applyDispute,
  transfer: applyTransfer,
} as const satisfies Record<StripeObjectType, (id: string) => Promise<void>>;

/** Reads one of Stripe's objects afresh and brings everything of ours in line with it. Events and reconciliation call it, as often as they like. */
export async function applyStripeObject(type: StripeObjectType, id: string): Promise<void> {
  await apply[type](id);
}

/** Works on a stored webhook event that has not been worked on yet. */
export async function applyStripeEvent(eventId: string): Promise<void> {
  const event = await pendingEvent(eventId);
  if (!event) return;
  const type = objectOfEvent(event.type);
  if (type && event.objectId) await applyStripeObject(type, event.objectId);
  else if (event.objectId) await followPayoutEvent(eventId, event.type, event.objectId);
  await markProcessed(eventId);
}
