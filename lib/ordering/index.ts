export { type Address, addressLines, addressSchema, postalExamples } from './address.ts';
export { type Bar, barOf } from './barred.ts';
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
export { type DownloadFile, downloadLink, filesOfLines, openDownload } from './download.ts';
export {
  acceptOrder,
  confirmDelivery,
  deliverWork,
  provideDownloads,
  sellerOrderSchema,
  shipOrder,
  shipSchema,
} from './fulfil.ts';
export { mailPaidOrder, mailShipment } from './mails.ts';
export {
  acceptMilestone,
  acceptMilestoneSchema,
  acceptOverdueMilestones,
  deliverMilestone,
  deliverMilestoneSchema,
} from './milestones.ts';
export { type Consignment, customsPapers, customsTerritory, type Paper, papersOfOrder } from './papers.ts';
export { applyStripeEvent, catchUpPayments, confirmPayment, expireOrders, saleEntries } from './payment.ts';
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
  ordersOfBuyer,
  ordersOfEnterprise,
  ordersToSend,
  readOrder,
  readSellerOrder,
  type SellerOrderView,
  type WholeOrder,
} from './read.ts';
export { mayWatchIn, type Pass, type PassState, passState, rentalRules } from './rental.ts';
export { canMove, orderTransitions, sellerOrderTransitions } from './states.ts';
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
