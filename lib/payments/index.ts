export { type AccountFacts, accountFacts, capabilitiesFor, onboardingLink, openAccount } from './account.ts';
export {
  type CheckoutItem,
  type CheckoutRequest,
  closeCheckout,
  openCheckout,
  type PaymentFacts,
  paymentFacts,
  recordFacts,
} from './checkout.ts';
export { endpointScopes, eventsOf, type Registered, registerEndpoints } from './endpoint.ts';
export { markProcessed, pendingEvent, receiveEvent } from './events.ts';
export { availableAtStripe, type PayoutFacts, payOutToBank, payoutFacts } from './payout.ts';
export { type PayOut, payOut } from './transfer.ts';
