import { guest } from '#lib/core/actor.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import { confirmPayment, readOrder } from '#lib/ordering/index.ts';

/**
 * Where the payment page sends the buyer back to. The payment is read from Stripe at once, so that the order page tells the truth even
 * when the webhook is late; if Stripe does not answer, the page says that the payment is being confirmed.
 */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const number = query.get('order') ?? '';
  const key = query.get('key') ?? '';
  try {
    const order = await readOrder(guest, number, key);
    const sessionId = order.payments[0]?.checkoutSessionId;
    if (sessionId)
      await confirmPayment(sessionId).catch((error: unknown) => log.warn({ err: error }, 'payment not read at return'));
    return Response.redirect(
      `${config().SITE_URL}/${order.locale}/orders/${number}?key=${encodeURIComponent(key)}&thanks=1`,
      303,
    );
  } catch (error) {
    if (error instanceof DomainError) return Response.redirect(`${config().SITE_URL}/orders`, 303);
    throw error;
  }
}
