import type { Actor } from '#lib/core/actor.ts';
import type { ReconciliationRun } from '#lib/db/generated/client.ts';
import { type Repairs, reconcile, sendTransfer } from '#lib/payments/index.ts';
import { confirmPayment } from './payment.ts';

/** What puts right what a lost webhook left behind. Other objects of Stripe's get their line here when an operation reads them again. */
const repairs: Repairs = { payment: confirmPayment, transfer: sendTransfer };

/** Compares Stripe with our rows and the ledger and repairs what can be; for the clock and for finance's button. */
export function reconcilePayments(actor: Actor): Promise<ReconciliationRun> {
  return reconcile(actor, repairs);
}
