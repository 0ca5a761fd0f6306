import type { Stripe } from 'stripe';
import { type CardInstrument, cardFor, testMethodCard } from '../cards.ts';
import { currencyCode, methodsFor, requireChargeable } from '../currency.ts';
import type { Engine } from '../engine.ts';
import { invalid, missing } from '../errors.ts';
import { newId } from '../ids.ts';
import { page } from '../listing.ts';
import type { Params } from '../params.ts';
import { pay } from '../paying.ts';
import { Failure, get, post, type Route } from '../routes.ts';
import type { Unit } from '../store.ts';

export interface NewIntent {
  readonly amount: number;
  readonly currency: string;
  readonly methodTypes: readonly string[];
  readonly customer: string | null;
  readonly receiptEmail: string | null;
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  readonly transferGroup: string | null;
  readonly statementDescriptorSuffix: string | null;
}

/** A payment intent that waits for a payment method; not yet kept. */
export function newIntent(unit: Unit, given: NewIntent): Stripe.PaymentIntent {
  const id = newId('pi');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: given.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: newId(`${id}_secret`),
    confirmation_method: 'automatic',
    created: unit.context.now,
    currency: given.currency,
    customer: given.customer,
    customer_account: null,
    description: given.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: given.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: [...given.methodTypes],
    payment_record: null,
    processing: null,
    receipt_email: given.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: given.statementDescriptorSuffix,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: given.transferGroup,
  } satisfies Stripe.PaymentIntent;
}

function testCard(unit: Unit, name: string): CardInstrument {
  const digits = testMethodCard(name);
  if (digits === undefined) throw missing('PaymentMethod', name, 'payment_method');
  return cardFor(digits, { month: 12, year: new Date(unit.context.now * 1_000).getUTCFullYear() + 4, name: null });
}

function confirm(
  unit: Unit,
  engine: Engine,
  intent: Stripe.PaymentIntent,
  method: string | undefined,
  returnUrl: string | undefined,
): Stripe.PaymentIntent | Failure {
  if (intent.status !== 'requires_payment_method' && intent.status !== 'requires_confirmation') {
    throw invalid(`You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`, {
      code: 'payment_intent_unexpected_state',
    });
  }
  if (method === undefined)
    throw invalid('You cannot confirm this PaymentIntent because it is missing a payment method.', {
      code: 'payment_intent_unexpected_state',
    });
  const authoriseUrl = (attempt: string) => `${engine.publicUrl}/authorise/${attempt}`;
  const outcome = pay(unit, { intent, session: null }, testCard(unit, method), {
    returnUrl: returnUrl ?? null,
    authoriseUrl,
  });
  return outcome.kind === 'refused' ? new Failure(402, outcome.error) : outcome.intent;
}

async function create(unit: Unit, engine: Engine, params: Params): Promise<Stripe.PaymentIntent | Failure> {
  const currency = currencyCode(params.required('currency'));
  const amount = params.requiredInteger('amount', { min: 1 });
  requireChargeable(amount, currency, 'amount');
  const customer = params.text('customer') ?? null;
  if (customer !== null) await unit.get('customer', customer, 'customer');
  const types = params.texts('payment_method_types', 20);
  params.object('automatic_payment_methods')?.boolean('enabled');
  const intent = newIntent(unit, {
    amount,
    currency,
    methodTypes: types.length > 0 ? types : methodsFor(currency),
    customer,
    receiptEmail: params.text('receipt_email', { max: 800 }) ?? null,
    description: params.text('description', { max: 1_000 }) ?? null,
    metadata: params.metadata(),
    transferGroup: params.text('transfer_group', { max: 255 }) ?? null,
    statementDescriptorSuffix: params.text('statement_descriptor_suffix', { max: 22 }) ?? null,
  });
  const method = params.text('payment_method');
  const returnUrl = params.text('return_url');
  const confirmNow = params.boolean('confirm') ?? false;
  params.done();
  unit.put('payment_intent', intent);
  unit.emit('payment_intent.created', intent);
  return confirmNow ? confirm(unit, engine, intent, method, returnUrl) : intent;
}

/** Calls a payment off; the caller has locked it. */
export function cancelIntent(
  unit: Unit,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Stripe.PaymentIntent {
  const after: Stripe.PaymentIntent = {
    ...intent,
    status: 'canceled',
    canceled_at: unit.context.now,
    cancellation_reason: reason,
    next_action: null,
  };
  unit.put('payment_intent', after);
  unit.emit('payment_intent.canceled', after);
  return after;
}

export const paymentIntentRoutes: readonly Route[] = [
  get('/v1/payment_intents', (reader, { params }) =>
    page(reader, 'payment_intent', params, { url: '/v1/payment_intents', fields: ['customer'] }),
  ),
  post('/v1/payment_intents', (unit, { params, engine }) => create(unit, engine, params)),
  get('/v1/payment_intents/:id', (reader, { id }) => reader.get('payment_intent', id())),
  post('/v1/payment_intents/:id', async (unit, { id, params }) => {
    const before = await unit.lock('payment_intent', id());
    return unit.put('payment_intent', {
      ...before,
      metadata: params.metadata(before.metadata),
      description: params.text('description', { max: 1_000 }) ?? before.description,
      transfer_group: params.text('transfer_group', { max: 255 }) ?? before.transfer_group,
    });
  }),
  post('/v1/payment_intents/:id/confirm', async (unit, { id, params, engine }) =>
    confirm(
      unit,
      engine,
      await unit.lock('payment_intent', id()),
      params.text('payment_method'),
      params.text('return_url'),
    ),
  ),
  post('/v1/payment_intents/:id/cancel', async (unit, { id, params }) => {
    const intent = await unit.lock('payment_intent', id());
    const reason =
      params.oneOf('cancellation_reason', ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']) ?? null;
    if (intent.status === 'succeeded' || intent.status === 'canceled') {
      throw invalid(`You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`, {
        code: 'payment_intent_unexpected_state',
      });
    }
    const sessions = await unit.list('checkout.session', { filters: { payment_intent: intent.id }, limit: 1 });
    if (sessions.data.length > 0) {
      throw invalid(
        'You cannot cancel this PaymentIntent because it belongs to a Checkout Session. Expire the Checkout Session instead.',
        { code: 'payment_intent_unexpected_state' },
      );
    }
    return cancelIntent(unit, intent, reason);
  }),
];
