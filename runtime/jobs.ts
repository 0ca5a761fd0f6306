import {
  applyImport,
  catchUpImports,
  catchUpSearch,
  closeBegunEvents,
  followLicenceDays,
  followReductions,
  followSchedules,
  forgetRemovedPictures,
  readImport,
  tellOfMovedLicence,
} from '#lib/catalogue/index.ts';
import { inviteReviews } from '#lib/community/index.ts';
import { draftPdf, sealContract } from '#lib/contracts/index.ts';
import { guest, system } from '#lib/core/actor.ts';
import { limits } from '#lib/core/limits.ts';
import { tellOfCertificates } from '#lib/enterprises/index.ts';
import { personOfUser } from '#lib/identity/index.ts';
import { forgetVisitors } from '#lib/insights/index.ts';
import {
  catchUpInvoices,
  issueCreditNote,
  issueInvoiceAgain,
  issueInvoices,
  issueLossCreditNote,
} from '#lib/invoicing/index.ts';
import type { Topic, Topics } from '#lib/jobs/index.ts';
import { fillMemory } from '#lib/languages/index.ts';
import { closeDays, rollUp, verifyChain } from '#lib/ledger/index.ts';
import { freezeLicences, provideNewFiles } from '#lib/library/index.ts';
import {
  applyDueDispute,
  catchUpDuePapers,
  catchUpDueRefunds,
  catchUpDues,
  endDue,
  followDueRefund,
  noteReportNotices,
  openRenewals,
  paperOfDue,
  paperOfReturn,
  releasePaid,
  remindOfDues,
  remindOfExpiry,
  settlePayment,
  startLicence,
  startWaiting,
  suspendOverdue,
  takeOutsideDueRefund,
} from '#lib/licensing/index.ts';
import {
  sendAskAlerts,
  sendFollowDigests,
  sendSearchAlerts,
  tellBackInStock,
  tellNextInLine,
  tidyLists,
} from '#lib/lists/index.ts';
import { clearUploads, preparePictures } from '#lib/media/index.ts';
import { sendMail } from '#lib/notifications/index.ts';
import {
  acceptOverdueMilestones,
  applyStripeEvent,
  assumeDelivered,
  cancelUnaccepted,
  catchUpLosses,
  catchUpPayments,
  catchUpRefunds,
  completeOrders,
  expireOrders,
  mailPaidOrder,
  mailShipment,
  provideDownloads,
  reconcilePayments,
  sendEvidence,
  sendLateEvidence,
  sendRefund,
} from '#lib/ordering/index.ts';
import { catchUpReversals, sendReversal } from '#lib/payments/index.ts';
import {
  releaseReserves,
  sendOfDue,
  sendOfEnterprise,
  sendOfJob,
  sendOfSellerOrder,
  sendWaiting,
} from '#lib/payouts/index.ts';
import { followDealClock } from '#lib/rights/index.ts';
import { followPaidDues, remindOfReports, reportPlatformSales } from '#lib/royalties/index.ts';
import {
  applyTranslationDispute,
  catchUpRuns,
  catchUpTranslationPapers,
  followTranslationClock,
  followTranslationRefund,
  paperOfOrder,
  paperOfRefund,
  publishAccepted,
  refundOfJob,
  settleTranslationPayment,
  workOnRun,
} from '#lib/translations/index.ts';
import { closeWorkDay, followRelease, sendWorkDigests } from '#lib/workbench/index.ts';

type Handlers = { readonly [T in Topic]: (payload: Topics[T]) => Promise<void> };

/** What is done when something was announced. Each handler may run more than once for the same announcement. */
const byTopic: Handlers = {
  'order.paid': async ({ orderId }) => {
    await provideDownloads(orderId);
    await freezeLicences(orderId);
    await mailPaidOrder(orderId);
    await issueInvoices(orderId);
  },
  'shipment.sent': ({ shipmentId }) => mailShipment(shipmentId),
  'refund.asked': ({ refundId }) => sendRefund(refundId),
  'transfer.reverse': ({ reversalId }) => sendReversal(reversalId),
  'dispute.evidence': ({ disputeId }) => sendEvidence(disputeId),
  'dispute.lost': async ({ lossId }) => {
    await issueLossCreditNote(lossId);
  },
  'refund.came_back': async ({ refundId }) => {
    await issueInvoiceAgain(refundId);
  },
  'refund.succeeded': async ({ refundId }) => {
    await issueCreditNote(refundId);
  },
  'listing.files_added': ({ listingId }) => provideNewFiles(listingId),
  'seller_order.handed_over': ({ sellerOrderId }) => sendOfSellerOrder(sellerOrderId),
  'payouts.account_ready': ({ enterpriseId }) => sendOfEnterprise(enterpriseId),
  'stripe.event': ({ eventId }) => applyStripeEvent(eventId),
  'import.read': ({ runId, reading }) => readImport(runId, reading),
  'import.apply': async ({ runId, userId }) => applyImport((await personOfUser(userId)) ?? guest, runId),
  'variant.back': ({ variantId }) => tellBackInStock(variantId),
  'contract.drafted': async ({ draftId }) => {
    await draftPdf(draftId);
  },
  'contract.signed': async ({ contractId }) => {
    await sealContract(contractId);
  },
  'licence.signed': ({ licenceId }) => startLicence(licenceId),
  'licence_due.paid': ({ paymentId }) => settlePayment(paymentId),
  'licence_due.released': ({ dueId }) => sendOfDue(dueId),
  'translation_order.paid': ({ paymentId }) => settleTranslationPayment(paymentId),
  'translation_order.disputed': ({ stripeId }) => applyTranslationDispute(stripeId),
  'translation_order.booked': ({ orderId }) => paperOfOrder(orderId),
  'translation_job.settled': async ({ jobId }) => {
    await sendOfJob(jobId);
    await refundOfJob(jobId);
  },
  'translation_job.accepted': ({ jobId }) => publishAccepted(jobId),
  'translation_refund.moved': ({ refundId }) => followTranslationRefund(refundId),
  'translation_refund.over': ({ refundId }) => paperOfRefund(refundId),
  'machine_run.go': ({ runId }) => workOnRun(runId),
  'licence_due.booked': ({ dueId }) => paperOfDue(dueId),
  'licence_due.disputed': ({ stripeId }) => applyDueDispute(stripeId),
  'licence_refund.asked': ({ refundId, stripeId }) => followDueRefund(refundId, stripeId),
  'licence_refund.outside': ({ stripeId }) => takeOutsideDueRefund(stripeId),
  'due_return.made': ({ returnId }) => paperOfReturn(returnId),
  'licence.moved': (moved) => tellOfMovedLicence(moved),
  'email.queued': ({ emailId }) => sendMail(emailId),
};

export const handlers = byTopic as Readonly<Record<string, (payload: object) => Promise<void>>>;

/** A job answers nothing. */
const discard = (run: () => Promise<unknown>) => async () => {
  await run();
};

/** What the clock does. */
export const recurring: Readonly<Record<string, { cron: string; run: () => Promise<void> }>> = {
  'orders.expire': { cron: '* * * * *', run: () => expireOrders() },
  'events.close': { cron: '* * * * *', run: closeBegunEvents },
  'listings.schedule': { cron: '* * * * *', run: followSchedules },
  'prices.reduce': { cron: '* * * * *', run: followReductions },
  'imports.catch_up': { cron: '* * * * *', run: catchUpImports },
  'search.catch_up': { cron: '* * * * *', run: catchUpSearch },
  'certificates.tell': { cron: '17 6 * * *', run: tellOfCertificates },
  'searches.alert': { cron: '*/5 * * * *', run: sendSearchAlerts },
  'asks.alert': { cron: '*/5 * * * *', run: sendAskAlerts },
  'follows.digest': { cron: '7 * * * *', run: sendFollowDigests },
  'stock.next_in_line': { cron: '17 * * * *', run: tellNextInLine },
  'lists.tidy': { cron: '37 4 * * *', run: tidyLists },
  'reviews.invite': { cron: '20 * * * *', run: inviteReviews },
  'insights.forget': { cron: '5 * * * *', run: forgetVisitors },
  'orders.accept': { cron: '13 * * * *', run: cancelUnaccepted },
  'orders.deliver': { cron: '23 * * * *', run: assumeDelivered },
  'orders.complete': { cron: '33 * * * *', run: completeOrders },
  'refunds.catch_up': { cron: '* * * * *', run: () => catchUpRefunds(limits.jobOrders) },
  'reversals.catch_up': { cron: '* * * * *', run: () => catchUpReversals(limits.jobOrders) },
  'disputes.losses': { cron: '*/5 * * * *', run: catchUpLosses },
  'disputes.evidence': { cron: '43 * * * *', run: sendLateEvidence },
  'payments.catch_up': { cron: '* * * * *', run: catchUpPayments },
  'ledger.roll_up': { cron: '* * * * *', run: discard(rollUp) },
  'ledger.close_days': { cron: '* * * * *', run: discard(closeDays) },
  'ledger.verify': { cron: '40 3 * * *', run: discard(() => verifyChain(system('ledger'))) },
  'payments.reconcile': { cron: '25 * * * *', run: discard(() => reconcilePayments(system('reconcile'))) },
  'invoices.catch_up': { cron: '*/5 * * * *', run: catchUpInvoices },
  'milestones.accept': { cron: '*/10 * * * *', run: acceptOverdueMilestones },
  'payouts.send': { cron: '*/10 * * * *', run: sendWaiting },
  'payouts.release': { cron: '27 * * * *', run: releaseReserves },
  'deals.clock': { cron: '* * * * *', run: followDealClock },
  'royalties.platform': { cron: '27 3 * * *', run: reportPlatformSales },
  'royalties.remind': { cron: '23 6 * * *', run: remindOfReports },
  'licences.start': { cron: '*/5 * * * *', run: startWaiting },
  'licences.refunds': { cron: '* * * * *', run: catchUpDueRefunds },
  'licences.papers': { cron: '*/5 * * * *', run: catchUpDuePapers },
  'licences.settle': { cron: '* * * * *', run: catchUpDues },
  'licences.release': { cron: '*/5 * * * *', run: releasePaid },
  'licences.end': { cron: '3 * * * *', run: endDue },
  'licences.suspend': { cron: '*/5 * * * *', run: suspendOverdue },
  'licences.renew': { cron: '13 5 * * *', run: openRenewals },
  'licences.notice': { cron: '53 6 * * *', run: noteReportNotices },
  'licences.remind_dues': { cron: '33 6 * * *', run: remindOfDues },
  'licences.remind_expiry': { cron: '43 6 * * *', run: remindOfExpiry },
  'licences.days': { cron: '4 0 * * *', run: followLicenceDays },
  'royalties.follow': { cron: '*/5 * * * *', run: followPaidDues },
  'translations.papers': { cron: '*/5 * * * *', run: catchUpTranslationPapers },
  'translations.close_day': { cron: '50 23 * * *', run: closeWorkDay },
  'translations.digest': { cron: '11 7 * * 1', run: sendWorkDigests },
  'translations.renames': { cron: '* * * * *', run: followRelease },
  'translations.clock': { cron: '* * * * *', run: followTranslationClock },
  'machine_runs.catch_up': { cron: '* * * * *', run: catchUpRuns },
  'memory.fill': { cron: '*/10 * * * *', run: discard(fillMemory) },
  'uploads.clear': { cron: '17 * * * *', run: clearUploads },
  'pictures.prepare': { cron: '* * * * *', run: preparePictures },
  'pictures.forget': { cron: '47 * * * *', run: forgetRemovedPictures },
};
