export { type Address, addressLines, addressSchema, postalExamples } from './address.ts';
export { type Bar, barOf } from './barred.ts';
export {
  cancelByBuyer,
  cancelByBuyerSchema,
  cancelBySeller,
  cancelBySellerSchema,
  cancellable,
  cancelUnaccepted,
} from './cancel.ts';
export { carrierNames, trackingLink } from './carrier.ts';
export {
  acknowledgePrices,
  addToCart,
  addToCartSchema,
  type BuyingTerms,
  cartCount,
  setQuantity,
  setQuantitySchema,
} from './cart.ts';
export {
  type CartLineFull,
  type OfferedSteps,
  type QuotedCart,
  quoteCart,
  quoteVariant,
  readCart,
  type Stock,
  stepsOf,
  stockOf,
} from './cart-quote.ts';
export { type Brief, briefOf, questionsTo } from './commission.ts';
export {
  disputesForStaff,
  evidenceSchema,
  giveEvidence,
  openAmounts,
  sendEvidence,
  sendLateEvidence,
} from './dispute.ts';
export { type DownloadFile, downloadLink, filesOfLines, openDownload } from './download.ts';
export {
  acceptOrder,
  assumeDelivered,
  completeOrders,
  confirmDelivery,
  confirmParcel,
  deliverWork,
  parcelSchema,
  provideDownloads,
  sellerOrderSchema,
  shipOrder,
  shipSchema,
  toSend,
} from './fulfil.ts';
export { mailPaidOrder, mailShipment } from './mails.ts';
export {
  hideMessage,
  hideMessageSchema,
  markRead,
  messageSchema,
  type Thread,
  threadsOf,
  unreadOf,
  writeMessage,
} from './message.ts';
export { type Consignment, customsPapers, customsTerritory, type Paper, papersOfOrder } from './papers.ts';
export { catchUpPayments, confirmPayment, expireOrders, saleEntries } from './payment.ts';
export {
  newPlacementKey,
  openPayment,
  orderAccessToken,
  type Placed,
  type PlaceOrder,
  placeOrder,
  placeOrderSchema,
} from './place.ts';
export { previewShipping } from './preview.ts';
export {
  type Problem,
  type Quote,
  type QuotedSeller,
  type QuoteItem,
  type QuoteSeller,
  quote,
  sellerShare,
} from './quote.ts';
export {
  type BoughtLine,
  boughtLine,
  isBuyer,
  type ListedOrder,
  type OrderTab,
  ordersOfBuyer,
  ordersOfEnterprise,
  ordersToSend,
  ordersWaiting,
  orderTabs,
  readOrder,
  readSellerOrder,
  type SellerOrderView,
  type WholeOrder,
} from './read.ts';
export { catchUpRefunds, type RefundReason, sendRefund } from './refund.ts';
export { previewRefund, refundSchema, refundSome } from './refund-some.ts';
export { mayWatchIn, type Pass, type PassState, passState, rentalRules } from './rental.ts';
export { type Reordered, reorder, reorderSchema } from './reorder.ts';
export {
  askReturn,
  askReturnSchema,
  declineOffer,
  type ReturnView,
  returnReasons,
  returnSchema,
  sendReturn,
  sendReturnSchema,
  takeOffer,
  withdrawReturn,
} from './return.ts';
export { answerReturn, answerReturnSchema, receiveReturn, receiveReturnSchema } from './return-answer.ts';
export { returnable, returnUntil } from './return-rules.ts';
export { quantitiesIn } from './seller-order.ts';
export {
  actForStaff,
  type Happening,
  orderForStaff,
  ordersForStaff,
  type StaffOrder,
  type StaffOrderInFull,
  staffActSchema,
  staffActs,
} from './staff.ts';
export { canMove, orderTransitions, returnTransitions, sellerOrderTransitions } from './states.ts';
export { applyStripeEvent, applyStripeObject } from './stripe-objects.ts';
export { inUnion, type TaxRule, vatClass } from './tax.ts';
export { newTicketCode, readTicketCode } from './ticket-code.ts';
export {
  type BoughtTicket,
  checkIn,
  checkInSchema,
  eventDoor,
  eventsOfEnterprise,
  ticketsOfLines,
  undoCheckIn,
  undoCheckInSchema,
} from './tickets.ts';
export {
  openWatch,
  passesOfLines,
  passFor,
  requirePlayable,
  startWatching,
  startWatchingSchema,
  viewedIn,
  type WholePass,
  watchLink,
} from './watch.ts';
