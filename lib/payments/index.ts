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
export { sendTransfer } from './transfer.ts';
