export {
  type CheckoutItem,
  type CheckoutRequest,
  closeCheckout,
  openCheckout,
  type PaymentFacts,
  paymentFacts,
  recordFacts,
} from './checkout.ts';
export { markProcessed, pendingEvent, receiveEvent } from './events.ts';
export { type Repairs, readBalances, reconcile } from './reconcile.ts';
export { type ReconciledType, reconciledTypes } from './reconcile-list.ts';
export { type BalanceLine, type DifferenceKind, differenceKinds } from './reconcile-rules.ts';
export {
  type DifferenceLine,
  lastRun,
  listDifferences,
  resolveDifference,
  resolveDifferenceSchema,
} from './reconcile-store.ts';
export { sendTransfer } from './transfer.ts';
