export { type Address, addressLines, addressSchema } from './address.ts';
export {
  addressBook,
  addressOf,
  makeDefaultAddress,
  readAddress,
  rememberAddress,
  removeAddress,
  type SavedAddress,
  saveAddress,
  saveAddressSchema,
  savedAddressSchema,
} from './address-book.ts';
export { type AddressField, type AddressForm, addressForm, type RegionWord } from './address-forms.ts';
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
export { type Business, type CartChoices, choicesOf, keepChoices } from './cart-choices.ts';
export { takeGuestCart, usableCart, waitsForPerson } from './cart-owner.ts';
export {
  type OfferedSteps,
  type QuotedCart,
  quoteCart,
  quoteVariant,
  readCart,
  type Stock,
  stepsOf,
  stockOf,
} from './cart-quote.ts';
export type { CartLineFull } from './cart-read.ts';
export { type CheckoutChoices, checkoutChoicesSchema, keepCheckoutChoices } from './checkout-choices.ts';
export { type ChinaCity, type ChinaProvince, chinaCities, chinaProvinces } from './china.ts';
export { type Brief, briefOf, questionsTo } from './commission.ts';
export { type ConsentKind, consentText, consentVersion } from './consents.ts';
export { disputesForStaff, openAmounts } from './dispute.ts';
export { bookDisputeOpened, closeDispute, followDispute, recordDispute, unaskedRefunds } from './dispute-books.ts';
export { catchUpLosses } from './dispute-loss.ts';
export { type DownloadFile, downloadLink, filesOfLines, openDownload } from './download.ts';
export { evidenceSchema, giveEvidence, sendEvidence, sendLateEvidence, writeEvidence } from './evidence.ts';
export { type EvidenceKind, evidenceFile, evidenceFileFields, evidenceKinds, keepEvidence } from './evidence-files.ts';
export { askAbout, catchUpRefunds, sendRefund } from './follow-refund.ts';
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
export { askChanges, askChangesSchema, changesLeft } from './milestone-changes.ts';
export {
  acceptMilestone,
  acceptMilestoneSchema,
  acceptOverdueMilestones,
  deliverMilestone,
  deliverMilestoneSchema,
} from './milestones.ts';
export { openPayment, orderAccessToken, type Placed, payAgain, payAgainSchema } from './open-payment.ts';
export {
  type Consignment,
  customsPapers,
  customsTerritory,
  type Paper,
  type ParcelPapers,
  papersOfOrder,
} from './papers.ts';
export { type Packed, type PackedParcel, parcelsOf } from './parcels.ts';
export { catchUpPayments, confirmPayment, expireOrders, saleEntries } from './payment.ts';
export { newPlacementKey, type PlaceOrder, placeOrder, placeOrderSchema } from './place.ts';
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
export { givenBack, type RefundReason } from './refund.ts';
export { previewRefund, refundSchema, refundSome } from './refund-some.ts';
export { type RefundParts, splitRefund, spread } from './refund-split.ts';
export { mayWatchIn, type Pass, type PassState, passState, rentalRules } from './rental.ts';
export { type Reordered, reorder, reorderSchema } from './reorder.ts';
export { reconcilePayments } from './repair.ts';
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
export { type DeliveryOption, type ShippingService, shippingServices } from './shipping.ts';
export { placedRates, quotedRates, type ShownRates } from './shown-rates.ts';
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
export {
  collecting,
  collects,
  inUnion,
  rateOn,
  serviceTaxRule,
  type TaxRule,
  taxRule,
  unionCountries,
  vatClass,
  vatClasses,
} from './tax.ts';
export { taxByCountry } from './tax-owed.ts';
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
export { checkVatNumber } from './vat-check.ts';
export { checkDigitsFit, readVatNumber, vatExample } from './vat-number.ts';
export { vatRatesAt } from './vat-rates.ts';
export { applyVoucher, dropVoucher, dropVoucherSchema, refusalError, useVoucherSchema } from './voucher-cart.ts';
export {
  saveVoucher,
  saveVoucherSchema,
  stopVoucher,
  type VoucherState,
  viewVoucher,
  voucherSchema,
  voucherState,
  vouchersOf,
} from './voucher-desk.ts';
export type { VoucherRow } from './voucher-read.ts';
export { giveBackVouchers } from './voucher-redeem.ts';
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
