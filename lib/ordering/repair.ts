import type { Actor } from '#lib/core/actor.ts';
import type { ReconciliationRun } from '#lib/db/generated/client.ts';
import { type Repairs, reconcile } from '#lib/payments/index.ts';
import { sendTransfer } from '#lib/payouts/index.ts';
import { confirmPayment } from './payment.ts';
import { applyStripeObject } from './stripe-objects.ts';

/** What puts right what a lost webhook left behind. */
const repairs: Repairs = {
  payment: confirmPayment,
  transfer: sendTransfer,
  object: async (type, id) => {
    if (type !== 'payout') await applyStripeObject(type, id);
  },
};

/** Compares Stripe with our rows and the ledger and repairs what can be; for the clock and for finance's button. */
export function reconcilePayments(actor: Actor): Promise<ReconciliationRun> {
  return reconcile(actor, repairs);
}
