import type { Stripe } from 'stripe';
import { currencyCode, methodsFor, requireChargeable } from '../currency.ts';
import type { Engine } from '../engine.ts';
import { invalid } from '../errors.ts';
import { newId } from '../ids.ts';
import { cursorOf, listOf, page } from '../listing.ts';
import type { SessionLines, WireLineItem } from '../objects.ts';
import type { Params } from '../params.ts';
import { get, post, type Route } from '../routes.ts';
import type { Unit } from '../store.ts';
import { cancelIntent } from './payment-intents.ts';

const maxLines = 100;
const dayLong = 24 * 3_600;
/** Stripe asks for 30 minutes; a little less is taken, as the call itself takes time. */
const shortest = 30 * 60 - 30;

function lineItem(unit: Unit, line: Params): WireLineItem {
  const data = line.object('price_data');
  if (!data)
    throw invalid(`You must specify ${line.name('price_data')}: the payment sandbox keeps no prices.`, {
      code: 'parameter_missing',
      param: line.name('price_data'),
    });
  const product = data.object('product_data');
  if (!product)
    throw invalid(`You must specify ${data.name('product_data')}.`, {
      code: 'parameter_missing',
      param: data.name('product_data'),
    });
  const currency = currencyCode(data.required('currency'));
  const unitAmount = data.requiredInteger('unit_amount');
  const quantity = line.integer('quantity', { min: 1, max: 999_999 }) ?? 1;
  const name = product.required('name', { max: 1_500 });
  product.text('description', { max: 5_000 });
  product.texts('images', 8);
  product.text('tax_code');
  const productId = newId('prod', 14);
  const price = {
    id: newId('price'),
    object: 'price',
    active: false,
    billing_scheme: 'per_unit',
    created: unit.context.now,
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: product.metadata(),
    nickname: null,
    product: productId,
    recurring: null,
    tax_behavior: data.oneOf('tax_behavior', ['exclusive', 'inclusive', 'unspecified']) ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount: unitAmount,
    unit_amount_decimal: String(unitAmount),
  } satisfies WireLineItem['price'];
  const amount = unitAmount * quantity;
  return {
    id: newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency,
    description: name,
    metadata: line.metadata(),
    price,
    quantity,
  };
}

function linesOf(unit: Unit, params: Params): { lines: WireLineItem[]; currency: string; total: number } {
  const lines = params.objects('line_items', maxLines).map((line) => lineItem(unit, line));
  const [first] = lines;
  if (!first) throw invalid('Missing required param: line_items.', { code: 'parameter_missing', param: 'line_items' });
  if (lines.some(({ currency }) => currency !== first.currency))
    throw invalid('All line items must have the same currency.', { param: 'line_items' });
  const total = lines.reduce((sum, { amount_total }) => sum + amount_total, 0);
  requireChargeable(total, first.currency, 'line_items');
  return { lines, currency: first.currency, total };
}

function expiry(params: Params, now: number): number {
  const given = params.integer('expires_at');
  if (given === undefined) return now + dayLong;
  if (given < now + shortest)
    throw invalid('The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.', {
      param: 'expires_at',
    });
  if (given > now + dayLong + 60)
    throw invalid('The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.', {
      param: 'expires_at',
    });
  return given;
}

const webAddress = /^https?:\/\/[^\s<>"]+$/;

async function customerOf(unit: Unit, params: Params): Promise<{ customer: string | null; email: string | null }> {
  const customer = params.text('customer') ?? null;
  const email = params.text('customer_email', { max: 800 }) ?? null;
  if (customer !== null && email !== null)
    throw invalid('You may only specify one of these parameters: customer, customer_email.');
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email))
    throw invalid(`Invalid email address: ${email}`, { code: 'email_invalid', param: 'customer_email' });
  if (customer === null) return { customer, email };
  return { customer, email: (await unit.get('customer', customer, 'customer')).email };
}

function methodTypes(params: Params, currency: string): string[] {
  const offered: readonly string[] = methodsFor(currency);
  const asked = params.texts('payment_method_types', 20);
  const excluded = params.texts('excluded_payment_method_types', 60);
  const wrong = asked.find((method) => !offered.includes(method));
  if (wrong !== undefined)
    throw invalid(`The payment method type "${wrong}" is invalid for ${currency} or not part of the payment sandbox.`, {
      param: 'payment_method_types',
    });
  return (asked.length > 0 ? asked : [...offered]).filter((method) => !excluded.includes(method));
}

function intentOf(params: Params): SessionLines['intent'] {
  const intent = params.object('payment_intent_data');
  return {
    transferGroup: intent?.text('transfer_group', { max: 255 }) ?? null,
    metadata: intent?.metadata() ?? {},
    description: intent?.text('description', { max: 1_000 }) ?? null,
    receiptEmail: intent?.text('receipt_email', { max: 800 }) ?? null,
    statementDescriptorSuffix: intent?.text('statement_descriptor_suffix', { max: 22 }) ?? null,
  };
}

/** What is the same in every new session of the sandbox: features it does not have, and the state it begins in. */
const beginning = {
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
  customer_account: null,
  discounts: [],
  invoice: null,
  invoice_creation: null,
  livemode: false,
  managed_payments: null,
  mode: 'payment',
  optional_items: null,
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_collection: 'if_required',
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_status: 'unpaid',
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  status: 'open',
  subscription: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  ui_mode: 'hosted_page',
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>;

interface NewSession {
  readonly currency: string;
  readonly total: number;
  readonly customer: string | null;
  readonly email: string | null;
  readonly methods: string[];
}

function build(
  engine: Engine,
  unit: Unit,
  params: Params,
  { currency, total, customer, email, methods }: NewSession,
): Stripe.Checkout.Session {
  const { now } = unit.context;
  const id = newId('cs_test', 58);
  return {
    ...beginning,
    id,
    object: 'checkout.session',
    amount_subtotal: total,
    amount_total: total,
    billing_address_collection: params.oneOf('billing_address_collection', ['auto', 'required']) ?? null,
    cancel_url: params.text('cancel_url', { pattern: webAddress }) ?? null,
    client_reference_id: params.text('client_reference_id', { max: 200 }) ?? null,
    created: now,
    currency,
    customer,
    customer_creation: customer === null ? (params.oneOf('customer_creation', ['if_required']) ?? 'if_required') : null,
    customer_details:
      email === null
        ? null
        : {
            address: null,
            business_name: null,
            email,
            individual_name: null,
            name: null,
            phone: null,
            tax_exempt: 'none',
            tax_ids: [],
          },
    customer_email: customer === null ? email : null,
    expires_at: expiry(params, now),
    integration_identifier: params.text('integration_identifier', { max: 200 }) ?? null,
    locale: params.text('locale', { pattern: /^(auto|[a-z]{2,3}(-[A-Z0-9]{2,3})?)$/ }) ?? null,
    metadata: params.metadata(),
    payment_method_types: methods,
    submit_type: params.oneOf('submit_type', ['auto', 'book', 'donate', 'pay']) ?? null,
    success_url: params.required('success_url', { pattern: webAddress }),
    url: `${engine.publicUrl}/pay/${id}`,
  } satisfies Stripe.Checkout.Session;
}

async function create(unit: Unit, engine: Engine, params: Params): Promise<Stripe.Checkout.Session> {
  const mode = params.required('mode');
  if (mode !== 'payment')
    throw invalid(`The payment sandbox knows the mode payment only, not ${mode.slice(0, 40)}.`, { param: 'mode' });
  params.oneOf('ui_mode', ['hosted_page', 'hosted']);
  const { lines, currency, total } = linesOf(unit, params);
  const { customer, email } = await customerOf(unit, params);
  const intent = intentOf(params);
  const session = build(engine, unit, params, {
    currency,
    total,
    customer,
    email,
    methods: methodTypes(params, currency),
  });
  params.done();
  unit.put('sandbox.lines', {
    id: `lines_${session.id}`,
    object: 'sandbox.lines',
    created: session.created,
    lines,
    intent,
  });
  return unit.put('checkout.session', session, { due: session.expires_at });
}

/** Ends an open session, by a call or because its time is over; its payment intent is called off. The caller has locked it. */
export async function expireSession(unit: Unit, session: Stripe.Checkout.Session): Promise<Stripe.Checkout.Session> {
  if (session.status !== 'open') {
    throw invalid(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    );
  }
  if (typeof session.payment_intent === 'string')
    cancelIntent(unit, await unit.lock('payment_intent', session.payment_intent), 'automatic');
  const after = unit.put('checkout.session', { ...session, status: 'expired', url: null });
  unit.emit('checkout.session.expired', after);
  return after;
}

const path = '/v1/checkout/sessions';

export const checkoutSessionRoutes: readonly Route[] = [
  get(path, (reader, { params }) =>
    page(reader, 'checkout.session', params, { url: path, fields: ['payment_intent', 'customer', 'status'] }),
  ),
  post(path, (unit, { params, engine }) => create(unit, engine, params)),
  get(`${path}/:id`, (reader, { id }) => reader.get('checkout.session', id())),
  post(`${path}/:id`, async (unit, { id, params }) => {
    const before = await unit.lock('checkout.session', id());
    return unit.put(
      'checkout.session',
      { ...before, metadata: params.metadata(before.metadata) },
      { due: before.status === 'open' ? before.expires_at : null },
    );
  }),
  post(`${path}/:id/expire`, async (unit, { id }) => expireSession(unit, await unit.lock('checkout.session', id()))),
  get(`${path}/:id/line_items`, async (reader, { id, params }) => {
    await reader.get('checkout.session', id());
    const { lines } = await reader.get('sandbox.lines', `lines_${id()}`);
    const { limit, startingAfter } = cursorOf(params);
    const from = startingAfter === undefined ? 0 : lines.findIndex((line) => line.id === startingAfter) + 1;
    return listOf(lines.slice(from, from + limit), `${path}/${id()}/line_items`, lines.length > from + limit);
  }),
];
