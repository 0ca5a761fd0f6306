import { applyImport, catchUpImports, closeBegunEvents, readImport } from '#lib/catalogue/index.ts';
import { guest } from '#lib/core/actor.ts';
import { personOfUser } from '#lib/identity/index.ts';
import type { Topic, Topics } from '#lib/jobs/index.ts';
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
  'email.queued': ({ emailId }) => sendMail(emailId),
};

export const handlers = byTopic as Readonly<Record<string, (payload: object) => Promise<void>>>;

/** What the clock does. */
export const recurring: Readonly<Record<string, { cron: string; run: () => Promise<void> }>> = {
  'orders.expire': { cron: '* * * * *', run: expireOrders },
  'events.close': { cron: '* * * * *', run: closeBegunEvents },
  'imports.catch_up': { cron: '* * * * *', run: catchUpImports },
  'payments.catch_up': { cron: '* * * * *', run: catchUpPayments },
};
