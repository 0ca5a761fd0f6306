import {
  applyImport,
  catchUpImports,
  catchUpSearch,
  closeBegunEvents,
  followReductions,
  followSchedules,
  forgetRemovedPictures,
  readImport,
} from '#lib/catalogue/index.ts';
import { inviteReviews } from '#lib/community/index.ts';
import { guest } from '#lib/core/actor.ts';
import { tellOfCertificates } from '#lib/enterprises/index.ts';
import { personOfUser } from '#lib/identity/index.ts';
import { forgetVisitors } from '#lib/insights/index.ts';
import type { Topic, Topics } from '#lib/jobs/index.ts';
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
  applyStripeEvent,
  catchUpPayments,
  expireOrders,
  mailPaidOrder,
  mailShipment,
  provideDownloads,
} from '#lib/ordering/index.ts';
import { sendTransfer } from '#lib/payments/index.ts';

type Handlers = { readonly [T in Topic]: (payload: Topics[T]) => Promise<void> };

/** What is done when something was announced. Each handler may run more than once for the same announcement. */
const byTopic: Handlers = {
  'order.paid': async ({ orderId }) => {
    await provideDownloads(orderId);
    await mailPaidOrder(orderId);
  },
  'seller_order.handed_over': ({ sellerOrderId }) => sendTransfer(sellerOrderId),
  'seller_order.shipped': ({ sellerOrderId }) => mailShipment(sellerOrderId),
  'stripe.event': ({ eventId }) => applyStripeEvent(eventId),
  'import.read': ({ runId, reading }) => readImport(runId, reading),
  'import.apply': async ({ runId, userId }) => applyImport((await personOfUser(userId)) ?? guest, runId),
  'variant.back': ({ variantId }) => tellBackInStock(variantId),
  'email.queued': ({ emailId }) => sendMail(emailId),
};

export const handlers = byTopic as Readonly<Record<string, (payload: object) => Promise<void>>>;

/** What the clock does. */
export const recurring: Readonly<Record<string, { cron: string; run: () => Promise<void> }>> = {
  'orders.expire': { cron: '* * * * *', run: expireOrders },
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
  'payments.catch_up': { cron: '* * * * *', run: catchUpPayments },
  'uploads.clear': { cron: '17 * * * *', run: clearUploads },
  'pictures.prepare': { cron: '* * * * *', run: preparePictures },
  'pictures.forget': { cron: '47 * * * *', run: forgetRemovedPictures },
};
