export { type AccountFacts, accountFacts, capabilitiesFor, onboardingLink, openAccount } from './account.ts';
export { feePosting, refundBackPosting, refundPosting } from './books.ts';
export {
  type CheckoutItem,
  type CheckoutRequest,
  closeCheckout,
  openCheckout,
  type PaymentFacts,
  paymentFacts,
  recordFacts,
} from './checkout.ts';
export {
  type DisputeFacts,
  disputeFacts,
  type Evidence,
  type EvidenceField,
  evidenceFields,
  isDisputed,
  saleOfCharge,
  submitEvidence,
  uploadEvidence,
} from './dispute.ts';
export { endpointScopes, eventsOf, type Registered, registerEndpoints } from './endpoint.ts';
export { markProcessed, pendingEvent, receiveEvent } from './events.ts';
export { availableAtStripe, balanceAtStripe, type PayoutFacts, payOutToBank, payoutFacts } from './payout.ts';
export { type Repairs, readBalances, reconcile } from './reconcile.ts';
export { type ReconciledType, reconciledTypes } from './reconcile-list.ts';
export { type BalanceLine, type DifferenceKind, differenceKinds } from './reconcile-rules.ts';
export {
  type DifferenceLine,
  keepDifference,
  lastRun,
  listDifferences,
  resolveDifference,
  resolveDifferenceSchema,
} from './reconcile-store.ts';
export {
  type AskedRefund,
  askRefund,
  isMadeAfterAll,
  type RefundFacts,
  type RefusedRefund,
  refundFacts,
  refundsOfCharge,
  type SeenRefund,
} from './refund.ts';
export { applyTransfer, catchUpReversals, sendReversal } from './reversal.ts';
export { type PayOut, payOut } from './transfer.ts';
export { objectOfEvent, type StripeObjectType } from './webhook-events.ts';
