import type { Stripe } from 'stripe';
import type { Instrument } from './cards.ts';
import { type ErrorBody, invalid } from './errors.ts';
import { newId } from './ids.ts';
import type { Attempt } from './objects.ts';
import { fail, type Refusal, succeed } from './resources/charges.ts';
import { dispute } from './resources/disputes.ts';
import { newIntent } from './resources/payment-intents.ts';
import type { Unit } from './store.ts';

/** What a payment is for: an intent, and the session it belongs to if a hosted page is used. Both are locked by the caller. */
export interface Payable {
  readonly intent: Stripe.PaymentIntent;
  readonly session: Stripe.Checkout.Session | null;
}

export type Outcome =
  | { readonly kind: 'paid'; readonly intent: Stripe.PaymentIntent; readonly session: Stripe.Checkout.Session | null }
  | { readonly kind: 'refused'; readonly error: ErrorBody }
  | { readonly kind: 'confirm'; readonly attempt: Attempt; readonly intent: Stripe.PaymentIntent };

const authenticationFailed: Refusal = {
  code: 'payment_intent_authentication_failure',
  declineCode: null,
  message: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};
const refusedByBuyer: Refusal = {
  code: 'payment_intent_payment_attempt_failed',
  declineCode: null,
  message: 'The customer did not approve the payment.',
};

/** The session's intent, made at the first try to pay, as Checkout does. The session is locked by the caller. */
export async function payableOf(unit: Unit, session: Stripe.Checkout.Session): Promise<Payable> {
  if (typeof session.payment_intent === 'string')
    return { intent: await unit.lock('payment_intent', session.payment_intent), session };
  const lines = await unit.get('sandbox.lines', `lines_${session.id}`);
  const intent = newIntent(unit, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'eur',
    methodTypes: session.payment_method_types,
    customer: typeof session.customer === 'string' ? session.customer : null,
    receiptEmail: lines.intent.receiptEmail,
    description: lines.intent.description,
    metadata: lines.intent.metadata,
    transferGroup: lines.intent.transferGroup,
    statementDescriptorSuffix: lines.intent.statementDescriptorSuffix,
  });
  unit.put('payment_intent', intent);
  unit.emit('payment_intent.created', intent);
  return { intent, session: putOpen(unit, { ...session, payment_intent: intent.id }) };
}

function putOpen(unit: Unit, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  return unit.put('checkout.session', session, { due: session.expires_at });
}

/** Tries to pay. `confirmed`: the buyer's confirmation (3-D Secure, wallet, bank) is taken as given. */
export function pay(
  unit: Unit,
  payable: Payable,
  instrument: Instrument,
  {
    confirmed = false,
    returnUrl = null,
    authoriseUrl,
  }: { confirmed?: boolean; returnUrl?: string | null; authoriseUrl: (attempt: string) => string },
): Outcome {
  const card = instrument.type === 'card' ? instrument.scenario : undefined;
  if (card?.outcome === 'declined') return refuse(unit, payable, instrument, card);
  const needsConfirmation = instrument.type !== 'card' || card?.authentication === true;
  if (needsConfirmation && !confirmed) return askForConfirmation(unit, payable, instrument, returnUrl, authoriseUrl);
  return settle(unit, payable, instrument);
}

function askForConfirmation(
  unit: Unit,
  { intent, session }: Payable,
  instrument: Instrument,
  returnUrl: string | null,
  authoriseUrl: (attempt: string) => string,
): Outcome {
  const attempt: Attempt = {
    id: newId('attempt'),
    object: 'sandbox.attempt',
    created: unit.context.now,
    session: session?.id ?? null,
    payment_intent: intent.id,
    instrument,
    return_url: returnUrl,
    status: 'pending',
  };
  const after: Stripe.PaymentIntent = {
    ...intent,
    status: 'requires_action',
    last_payment_error: null,
    payment_method: newId('pm'),
    next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url: authoriseUrl(attempt.id) } },
  };
  unit.put('sandbox.attempt', attempt);
  unit.put('payment_intent', after);
  unit.emit('payment_intent.requires_action', after);
  return { kind: 'confirm', attempt, intent: after };
}

/** The buyer has answered the confirmation step. A pending attempt that a later one has replaced counts for nothing. */
export function answerAttempt(unit: Unit, payable: Payable, attempt: Attempt, approved: boolean): Outcome {
  unit.put('sandbox.attempt', { ...attempt, status: approved ? 'approved' : 'refused' });
  if (approved) return settle(unit, payable, attempt.instrument);
  return refuse(
    unit,
    payable,
    attempt.instrument,
    attempt.instrument.type === 'card' ? authenticationFailed : refusedByBuyer,
  );
}

function settle(unit: Unit, { intent, session }: Payable, instrument: Instrument): Outcome {
  const email = session?.customer_details?.email ?? intent.receipt_email;
  const scenario =
    instrument.type === 'card' && instrument.scenario.outcome === 'succeeds' ? instrument.scenario : undefined;
  const charge = succeed(unit, { intent, instrument, authenticated: scenario?.authentication === true, email });
  const paid: Stripe.PaymentIntent = {
    ...intent,
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: charge.payment_method,
    status: 'succeeded',
  };
  unit.put('payment_intent', paid);
  unit.emit('payment_intent.succeeded', paid);
  const done = session && complete(unit, session, instrument.name, email);
  if (scenario?.disputed) dispute(unit, charge);
  return { kind: 'paid', intent: paid, session: done };
}

function complete(
  unit: Unit,
  session: Stripe.Checkout.Session,
  name: string | null,
  email: string | null,
): Stripe.Checkout.Session {
  const done: Stripe.Checkout.Session = {
    ...session,
    customer_details: {
      address: null,
      business_name: null,
      email,
      individual_name: null,
      name,
      phone: null,
      tax_exempt: 'none',
      tax_ids: [],
    },
    payment_status: 'paid',
    status: 'complete',
    url: null,
  };
  unit.put('checkout.session', done);
  unit.emit('checkout.session.completed', done);
  return done;
}

const refusedLater: Refusal = {
  code: 'payment_intent_payment_attempt_failed',
  declineCode: null,
  message: 'The payment failed.',
};

/** A bank that took its time refuses after the page was done, as with delayed methods: complete, unpaid, and never to be paid there. */
export async function refuseLater(unit: Unit, id: string, instrument: Instrument): Promise<Stripe.Checkout.Session> {
  const open = await unit.lock('checkout.session', id);
  if (open.status !== 'open' || open.expires_at <= unit.context.now)
    throw invalid('The session is not open.', { code: 'session_not_open' });
  const { intent, session } = await payableOf(unit, open);
  const done = unit.put('checkout.session', { ...(session ?? open), status: 'complete', url: null });
  unit.emit('checkout.session.completed', done);
  refuse(unit, { intent, session: done }, instrument, refusedLater);
  unit.emit('checkout.session.async_payment_failed', done);
  return done;
}

function refuse(unit: Unit, { intent, session }: Payable, instrument: Instrument, refusal: Refusal): Outcome {
  const reachedTheBank = refusal !== authenticationFailed && refusal !== refusedByBuyer;
  const charge = reachedTheBank
    ? fail(unit, { intent, instrument, authenticated: false, email: session?.customer_details?.email ?? null }, refusal)
    : undefined;
  const reason = {
    code: refusal.code,
    message: refusal.message,
    ...(refusal.declineCode === null ? {} : { decline_code: refusal.declineCode }),
    ...(charge ? { charge: charge.id } : {}),
  };
  const after: Stripe.PaymentIntent = {
    ...intent,
    last_payment_error: {
      ...reason,
      type: reachedTheBank ? 'card_error' : 'invalid_request_error',
      payment_method_type: instrument.type,
    },
    latest_charge: charge?.id ?? intent.latest_charge,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  };
  unit.put('payment_intent', after);
  unit.emit('payment_intent.payment_failed', after);
  return { kind: 'refused', error: { type: 'card_error', ...reason, payment_intent: after } };
}
