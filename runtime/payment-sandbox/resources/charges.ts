import type { Stripe } from 'stripe';
import type { Instrument } from '../cards.ts';
import { chargeFee } from '../currency.ts';
import { newId } from '../ids.ts';
import { page } from '../listing.ts';
import { get, post, type Route } from '../routes.ts';
import type { Unit } from '../store.ts';
import { move } from './balance.ts';

/** Charged money is available after two days, as for many European accounts. */
const settlementSeconds = 2 * 24 * 3_600;

interface Paid {
  readonly intent: Stripe.PaymentIntent;
  readonly instrument: Instrument;
  readonly authenticated: boolean;
  readonly email: string | null;
}

function cardDetails(
  instrument: Extract<Instrument, { type: 'card' }>,
  authenticated: boolean,
): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: null,
    authorization_code: null,
    brand: instrument.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: instrument.country,
    electronic_commerce_indicator: null,
    exp_month: instrument.expMonth,
    exp_year: instrument.expYear,
    fingerprint: null,
    funding: 'credit',
    installments: null,
    last4: instrument.last4,
    mandate: null,
    network: instrument.brand,
    network_transaction_id: null,
    regulated_status: 'unregulated',
    three_d_secure: authenticated
      ? {
          authentication_flow: 'challenge',
          electronic_commerce_indicator: '05',
          exemption_indicator: null,
          result: 'authenticated',
          result_reason: null,
          transaction_id: null,
          version: '2.2.0',
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  };
}

function methodDetails(instrument: Instrument, authenticated: boolean): Stripe.Charge.PaymentMethodDetails {
  switch (instrument.type) {
    case 'card':
      return { type: 'card', card: cardDetails(instrument, authenticated) };
    case 'alipay':
      return { type: 'alipay', alipay: { fingerprint: null, transaction_id: newId('alipay', 16) } };
    case 'wechat_pay':
      return { type: 'wechat_pay', wechat_pay: { fingerprint: null, transaction_id: newId('wechat', 16) } };
    case 'p24':
      return {
        type: 'p24',
        p24: { bank: instrument.bank, reference: newId('P24', 12), verified_name: instrument.name },
      };
    case 'blik':
      return { type: 'blik', blik: { buyer_id: null } };
  }
}

function charge(unit: Unit, { intent, instrument, authenticated, email }: Paid): Stripe.Charge {
  return {
    id: newId(instrument.type === 'card' ? 'ch' : 'py'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email, name: instrument.name, phone: null, tax_id: null },
    calculated_statement_descriptor:
      instrument.type === 'card' ? (intent.statement_descriptor_suffix ?? 'PAYMENT SANDBOX') : null,
    captured: false,
    created: unit.context.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: newId('pm'),
    payment_method_details: methodDetails(instrument, authenticated),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'pending',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}

/** Takes the money: the charge with its movement of the balance, announced. */
export function succeed(unit: Unit, paid: Paid): Stripe.Charge {
  const { now } = unit.context;
  const { instrument } = paid;
  const made = charge(unit, paid);
  const atOnce =
    instrument.type === 'card' &&
    instrument.scenario.outcome === 'succeeds' &&
    instrument.scenario.availableAtOnce === true;
  const movement = move(unit, {
    type: instrument.type === 'card' ? 'charge' : 'payment',
    amount: made.amount,
    currency: made.currency,
    source: made.id,
    description: made.description,
    fee: chargeFee(made.amount, made.currency),
    availableOn: atOnce ? now : now + settlementSeconds,
  });
  const settled: Stripe.Charge = {
    ...made,
    amount_captured: made.amount,
    balance_transaction: movement.id,
    captured: true,
    paid: true,
    status: 'succeeded',
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      risk_score: 20,
      seller_message: 'Payment complete.',
      type: 'authorized',
    },
  };
  unit.put('charge', settled);
  unit.emit('charge.succeeded', settled);
  return settled;
}

export interface Refusal {
  readonly code: string;
  readonly declineCode: string | null;
  readonly message: string;
}

/** The bank says no: a failed charge, announced. */
export function fail(unit: Unit, paid: Paid, { code, declineCode, message }: Refusal): Stripe.Charge {
  const failed: Stripe.Charge = {
    ...charge(unit, paid),
    failure_code: code,
    failure_message: message,
    status: 'failed',
    outcome: {
      advice_code: 'try_again_later',
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'declined_by_network',
      reason: declineCode ?? code,
      risk_level: 'normal',
      risk_score: 20,
      seller_message: 'The bank did not return any further details with this decline.',
      type: 'issuer_declined',
    },
  };
  unit.put('charge', failed);
  unit.emit('charge.failed', failed);
  return failed;
}

export const chargeRoutes: readonly Route[] = [
  get('/v1/charges', (reader, { params }) =>
    page(reader, 'charge', params, { url: '/v1/charges', fields: ['payment_intent', 'transfer_group', 'customer'] }),
  ),
  get('/v1/charges/:id', (reader, { id }) => reader.get('charge', id())),
  post('/v1/charges/:id', async (unit, { id, params }) => {
    const before = await unit.lock('charge', id());
    const after = unit.put('charge', {
      ...before,
      metadata: params.metadata(before.metadata),
      description: params.text('description') ?? before.description,
    });
    unit.emit('charge.updated', after, { previous: { metadata: before.metadata, description: before.description } });
    return after;
  }),
  get('/v1/charges/:id/refunds', (reader, { id, params }) =>
    page(reader, 'refund', params, { url: `/v1/charges/${id()}/refunds`, fixed: { charge: id() } }),
  ),
];
