import Stripe from 'stripe';
import { now } from '#lib/core/clock.ts';
import type { Currency } from '#lib/core/currency.ts';
import { type Money, money } from '#lib/core/money.ts';
import { type Payment, Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { callOnce } from './call.ts';
import { stripe } from './stripe.ts';

export interface CheckoutItem {
  readonly name: string;
  readonly quantity: number;
  readonly unitAmount: Money;
}

export interface CheckoutRequest {
  readonly paymentId: string;
  readonly transferGroup: string;
  readonly email: string;
  readonly locale: string;
  readonly currency: Currency;
  readonly items: readonly CheckoutItem[];
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly expiresAt: Date;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Languages of ours that Stripe's page has; others are left to the browser. https://docs.stripe.com/js/appendix/supported_locales */
const stripeLocales: Readonly<Record<string, Stripe.Checkout.SessionCreateParams.Locale>> = {
  en: 'en',
  'zh-CN': 'zh',
  bg: 'bg',
  pl: 'pl',
  cs: 'cs',
  sk: 'sk',
  hu: 'hu',
  ro: 'ro',
  hr: 'hr',
  sl: 'sl',
  el: 'el',
  et: 'et',
  lv: 'lv',
  lt: 'lt',
};

/** Stripe takes no page that would be closed in less than half an hour. A refusal is no answer to the key: it can be used again. */
function isTooLate(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.param === 'expires_at';
}

/**
 * Opens the hosted payment page for a payment and returns its address. Repeating it after a crash opens the same page. Null: none was
 * opened before, and it is too late now for one that is closed at `expiresAt`.
 */
export async function openCheckout(request: CheckoutRequest): Promise<string | null> {
  const params: Stripe.Checkout.SessionCreateParams = {
    mode: 'payment',
    client_reference_id: request.paymentId,
    customer_email: request.email,
    locale: stripeLocales[request.locale] ?? 'auto',
    line_items: request.items.map(({ name, quantity, unitAmount }) => ({
      quantity,
      price_data: {
        currency: request.currency.toLowerCase(),
        unit_amount: Number(unitAmount.minor),
        product_data: { name: name.slice(0, 250) },
      },
    })),
    payment_intent_data: { transfer_group: request.transferGroup, metadata: { ...request.metadata } },
    metadata: { ...request.metadata },
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.floor(request.expiresAt.getTime() / 1000),
  };
  const session = await callOnce(
    `checkout:${request.paymentId}`,
    'checkout.session',
    { paymentId: request.paymentId },
    (options) => stripe().checkout.sessions.create(params, options),
    ({ id, url }) => Prisma.sql`
      update payment set checkout_session_id = ${id}, checkout_url = ${url} where id = ${request.paymentId}::uuid`,
  ).catch((error: unknown) => {
    if (isTooLate(error)) return null;
    throw error;
  });
  return session && (session.url ?? request.cancelUrl);
}

/** What Stripe says of a payment now. */
export interface PaymentFacts {
  readonly status: 'open' | 'processing' | 'succeeded' | 'failed' | 'expired';
  readonly amount: Money;
  readonly paymentIntentId: string | null;
  readonly chargeId: string | null;
  readonly method: string | null;
  readonly fee: Money | null;
  readonly failureCode: string | null;
}

function statusOf(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): PaymentFacts['status'] {
  if (session.payment_status === 'paid') return 'succeeded';
  if (session.status === 'expired') return 'expired';
  if (intent?.status === 'processing') return 'processing';
  return session.status === 'complete' && intent?.last_payment_error ? 'failed' : 'open';
}

/** Reads the payment from Stripe afresh: events only say that something moved, never what is true now. */
export async function paymentFacts(sessionId: string): Promise<PaymentFacts> {
  const session = await stripe().checkout.sessions.retrieve(sessionId, {
    expand: ['payment_intent.latest_charge.balance_transaction'],
  });
  const intent = typeof session.payment_intent === 'object' ? session.payment_intent : null;
  const charge = intent && typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const settled = charge && typeof charge.balance_transaction === 'object' ? charge.balance_transaction : null;
  return {
    status: statusOf(session, intent),
    amount: money(session.amount_total ?? 0, (session.currency ?? '').toUpperCase()),
    paymentIntentId: intent?.id ?? null,
    chargeId: charge?.id ?? null,
    method: charge?.payment_method_details?.type ?? null,
    fee: settled ? money(settled.fee, settled.currency.toUpperCase()) : null,
    failureCode: intent?.last_payment_error?.decline_code ?? intent?.last_payment_error?.code ?? null,
  };
}

/**
 * Writes what Stripe says into the payment's row and keeps it locked until the transaction ends. Null: it has succeeded before, and
 * stays so; of several who hear of a success at the same moment one has the row.
 */
export async function recordFacts(tx: Tx, paymentId: string, facts: PaymentFacts): Promise<Payment | null> {
  const [payment] = await tx.payment.updateManyAndReturn({
    where: { id: paymentId, status: { not: 'succeeded' } },
    data: {
      status: facts.status,
      paymentIntentId: facts.paymentIntentId,
      chargeId: facts.chargeId,
      method: facts.method,
      feeMinor: facts.fee?.minor ?? null,
      failureCode: facts.failureCode,
      ...(facts.status === 'succeeded' ? { succeededAt: now() } : {}),
    },
  });
  return payment ?? null;
}

/** A page whose payment failed afterwards is done with: nobody can pay there, and Stripe refuses to expire it. */
function isClosed({ status }: PaymentFacts): boolean {
  return status === 'expired' || status === 'failed';
}

/** Closes the payment page, so that nothing can be paid any more. True: it is closed and unpaid. */
export async function closeCheckout(sessionId: string): Promise<boolean> {
  const facts = await paymentFacts(sessionId);
  if (isClosed(facts)) return true;
  if (facts.status !== 'open') return false;
  try {
    const session = await stripe().checkout.sessions.expire(sessionId);
    return session.status === 'expired';
  } catch {
    // Paid at this very moment: the caller reads the payment again.
    return isClosed(await paymentFacts(sessionId));
  }
}
