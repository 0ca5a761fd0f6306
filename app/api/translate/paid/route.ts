import { config } from '#lib/core/config.ts';
import { log } from '#lib/core/log.ts';
import { isLocale } from '#lib/languages/index.ts';
import { confirmPayment } from '#lib/ordering/index.ts';
import { orderOfPayment, settleTranslationPayment } from '#lib/translations/index.ts';

/**
 * Where the payment page sends the customer of a translation back to. The payment is read from Stripe and booked at once, so that the job's
 * page tells the truth even when the webhook is late; it shows itself to nobody, and only ever leads on.
 */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const paymentId = query.get('payment') ?? '';
  const asked = query.get('locale') ?? '';
  const locale = isLocale(asked) ? asked : 'en';
  const found = await orderOfPayment(paymentId);
  if (!found) return Response.redirect(`${config().SITE_URL}/${locale}/studio/translations`, 303);
  if (found.checkoutSessionId)
    await confirmPayment(found.checkoutSessionId)
      .then(() => settleTranslationPayment(paymentId))
      .catch((error: unknown) => log.warn({ err: error }, 'payment not read at return'));
  return Response.redirect(`${config().SITE_URL}/${locale}/translate/jobs/${found.number}?paid=1`, 303);
}
