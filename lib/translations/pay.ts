import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { minute, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { money } from '#lib/core/money.ts';
import { id } from '#lib/core/validation.ts';
import type { Payment, TranslationJob, TranslationOrder } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { type Locale, localeName, locale as localeOf, translator } from '#lib/languages/index.ts';
import { confirmPayment } from '#lib/ordering/index.ts';
import { closeCheckout, openCheckout } from '#lib/payments/index.ts';

export const payOrderSchema = z.object({ orderId: id });

/** Stripe keeps a payment page open for 30 minutes at the least. */
const openFor = 31 * minute;

interface Prepared {
  readonly order: TranslationOrder & { readonly jobs: readonly TranslationJob[] };
  readonly payment: Payment;
}

/** An order whose payment nobody else opens or gives up until the transaction ends. Throws `translations.unknown` for other people's. */
export async function lockOrder(tx: Tx, orderId: string): Promise<Prepared['order']> {
  await tx.$queryRaw`select id from translation_order where id = ${orderId}::uuid for update`;
  const order = await tx.translationOrder.findUnique({
    where: { id: orderId },
    include: { jobs: { orderBy: { createdAt: 'asc' } } },
  });
  if (!order) throw new DomainError('translations.unknown');
  return order;
}

/**
 * Opens the payment page of an order. Twice opens the same page; one whose time is over is closed before there is another, so that nobody
 * pays twice. Throws `translations.paid_already`, `translations.being_paid`, `translations.not_now`.
 */
export async function payTranslation(
  actor: Actor,
  { orderId }: z.output<typeof payOrderSchema>,
  reader: Locale = localeOf(person(actor).locale),
): Promise<{ url: string }> {
  await closeLeft(actor, orderId);
  const prepared = await transaction((tx) => prepare(tx, actor, orderId));
  const { payment } = prepared;
  if (payment.checkoutUrl) return { url: payment.checkoutUrl };
  const url = await openCheckout(await requestFor(actor, prepared, reader));
  if (url) return { url };
  // Its time was over before a page was made (the server had died): the next try makes another.
  await prisma().payment.updateMany({ where: { id: payment.id, status: 'open' }, data: { status: 'expired' } });
  throw new DomainError('translations.try_again');
}

function requirePayer(actor: Actor, { enterpriseId }: TranslationOrder): void {
  authorize(actor, 'translation.order', { enterpriseId });
}

async function prepare(tx: Tx, actor: Actor, orderId: string): Promise<Prepared> {
  const order = await lockOrder(tx, orderId);
  requirePayer(actor, order);
  if (order.status === 'paid') throw new DomainError('translations.paid_already');
  if (order.status !== 'awaiting_payment') throw new DomainError('translations.not_now', { status: 'cancelled' });
  const open = await tx.payment.findFirst({
    where: { translationOrderId: orderId, status: { in: ['open', 'processing', 'succeeded'] } },
  });
  if (open && open.status !== 'open') throw new DomainError('translations.being_paid');
  const payment =
    open ??
    (await tx.payment.create({
      data: {
        translationOrderId: orderId,
        amountMinor: order.netMinor + order.taxMinor,
        currency: order.currency,
        createdAt: now(),
      },
    }));
  return { order, payment };
}

/** A page whose time is over is closed; where it was paid at that moment, that is taken. */
async function closeLeft(actor: Actor, orderId: string): Promise<void> {
  const order = await transaction((tx) => lockOrder(tx, orderId));
  requirePayer(actor, order);
  const open = await prisma().payment.findFirst({ where: { translationOrderId: orderId, status: 'open' } });
  if (!open || open.createdAt.getTime() + openFor - minute >= now().getTime()) return;
  await closePage(open);
}

/** Closes a payment's page, so that it cannot be paid any more; what Stripe says of it is taken in. */
export async function closePage(open: Payment): Promise<void> {
  if (open.checkoutSessionId) {
    await closeCheckout(open.checkoutSessionId);
    await confirmPayment(open.checkoutSessionId);
  } else await prisma().payment.updateMany({ where: { id: open.id, status: 'open' }, data: { status: 'expired' } });
}

async function requestFor(actor: Actor, { order, payment }: Prepared, reader: Locale) {
  const t = await translator(reader, 'translation_jobs');
  const items = order.jobs.map((job) => ({
    name: t('payment_item', {
      from: localeName(job.fromLocale, reader),
      to: localeName(job.toLocale, reader),
      words: job.words,
    }),
    quantity: 1,
    unitAmount: money(job.netMinor + job.taxMinor, order.currency),
  }));
  return {
    paymentId: payment.id,
    transferGroup: order.id,
    email: person(actor).email,
    locale: reader,
    currency: currency(order.currency),
    items,
    successUrl: `${config().SITE_URL}/api/translate/paid?payment=${payment.id}&locale=${reader}`,
    cancelUrl: `${config().SITE_URL}/${reader}/translate/jobs/${order.jobs[0]?.number ?? ''}?left=1`,
    expiresAt: new Date(payment.createdAt.getTime() + openFor),
    metadata: { translation: order.number },
  };
}
