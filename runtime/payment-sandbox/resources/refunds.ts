import type { Stripe } from 'stripe';
import { invalid, refused } from '../errors.ts';
import { newId } from '../ids.ts';
import { page } from '../listing.ts';
import type { Params } from '../params.ts';
import { get, post, type Route } from '../routes.ts';
import type { Reader, Unit } from '../store.ts';
import { move } from './balance.ts';

/** Bank methods take a moment before the refund is through. */
const pendingSeconds = 3;

async function chargeToRefund(unit: Unit, params: Params): Promise<Stripe.Charge> {
  const chargeId = params.text('charge');
  const intentId = params.text('payment_intent');
  if (chargeId !== undefined) return unit.lock('charge', chargeId, 'charge');
  if (intentId === undefined)
    throw invalid('One of the following params should be provided for this request: payment_intent or charge.', {
      code: 'parameter_missing',
    });
  const intent = await unit.get('payment_intent', intentId, 'payment_intent');
  if (intent.status !== 'succeeded' || typeof intent.latest_charge !== 'string') {
    throw invalid(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      param: 'payment_intent',
    });
  }
  return unit.lock('charge', intent.latest_charge, 'charge');
}

/**
 * Whether a bank has the money: while it decides, and for good where it decided for the buyer. What was won back can be refunded, though
 * the charge stays marked as disputed. Stripe refuses what "has been charged back" (https://docs.stripe.com/error-codes#charge-disputed),
 * which a dispute that was won or withdrawn no longer is.
 */
async function isChargedBack(unit: Unit, charge: Stripe.Charge): Promise<boolean> {
  if (!charge.disputed) return false;
  const { data } = await unit.list('dispute', { filters: { charge: charge.id }, limit: 100 });
  return data.some(({ status }) => status !== 'won');
}

async function requireRefundable(unit: Unit, charge: Stripe.Charge, amount: number): Promise<void> {
  const left = charge.amount - charge.amount_refunded;
  if (!charge.paid) throw refused(`Charge ${charge.id} has not been paid.`, { param: 'charge' });
  if (await isChargedBack(unit, charge))
    throw refused(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
      param: 'charge',
    });
  if (left === 0)
    throw refused(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
      param: 'charge',
    });
  if (amount > left)
    throw refused(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: 'amount',
    });
}

function destinationOf(charge: Stripe.Charge): Stripe.Refund.DestinationDetails {
  switch (charge.payment_method_details?.type) {
    case 'alipay':
      return { type: 'alipay', alipay: {} };
    case 'wechat_pay':
      return { type: 'wechat_pay', wechat_pay: {} };
    case 'p24':
      return { type: 'p24', p24: { reference: null, reference_status: 'pending' } };
    case 'blik':
      return { type: 'blik', blik: { network_decline_code: null, reference: null, reference_status: 'pending' } };
    default:
      return {
        type: 'card',
        card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      };
  }
}

function build(unit: Unit, charge: Stripe.Charge, amount: number, params: Params): Stripe.Refund {
  const isCard = charge.payment_method_details?.type === 'card';
  return {
    id: newId(isCard ? 're' : 'pyr'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: unit.context.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: destinationOf(charge),
    metadata: params.metadata(),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.oneOf('reason', ['duplicate', 'fraudulent', 'requested_by_customer']) ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status:
      charge.payment_method_details?.type === 'p24' || charge.payment_method_details?.type === 'blik'
        ? 'pending'
        : 'succeeded',
    transfer_reversal: null,
  } satisfies Stripe.Refund;
}

async function create(unit: Unit, params: Params): Promise<Stripe.Refund> {
  const charge = await chargeToRefund(unit, params);
  const amount = params.integer('amount', { min: 1 }) ?? charge.amount - charge.amount_refunded;
  const made = build(unit, charge, amount, params);
  params.done();
  await requireRefundable(unit, charge, amount);
  const type = charge.payment_method_details?.type === 'card' ? 'refund' : 'payment_refund';
  const movement = move(unit, {
    type,
    amount: -amount,
    currency: charge.currency,
    source: made.id,
    description: 'REFUND FOR CHARGE',
  });
  // The card …5126 takes the refund and sends it back a moment later: https://docs.stripe.com/testing#refunds
  const comesBack = charge.payment_method_details?.card?.last4 === '5126';
  const due = made.status === 'pending' || comesBack ? unit.context.now + pendingSeconds : null;
  const refund = unit.put('refund', { ...made, balance_transaction: movement.id }, { due });
  const refunded = charge.amount_refunded + amount;
  const after = unit.put('charge', { ...charge, amount_refunded: refunded, refunded: refunded === charge.amount });
  unit.emit('refund.created', refund);
  unit.emit('charge.refunded', after, {
    previous: { amount_refunded: charge.amount_refunded, refunded: charge.refunded },
  });
  return refund;
}

/** The bank's word on a refund that was under way. */
export async function settleRefund(unit: Unit, id: string): Promise<void> {
  const seen = await unit.get('refund', id);
  if (typeof seen.charge !== 'string') return;
  const charge = await unit.lock('charge', seen.charge);
  const before = await unit.lock('refund', id);
  if (charge.payment_method_details?.card?.last4 !== '5126') {
    const after = unit.put('refund', { ...before, status: 'succeeded' });
    unit.emit('refund.updated', after, { previous: { status: before.status } });
    return;
  }
  const movement = move(unit, {
    type: 'refund_failure',
    amount: before.amount,
    currency: before.currency,
    source: id,
    description: 'REFUND FAILURE',
  });
  const after = unit.put('refund', {
    ...before,
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
    failure_balance_transaction: movement.id,
  });
  unit.put('charge', { ...charge, amount_refunded: charge.amount_refunded - before.amount, refunded: false });
  unit.emit('refund.updated', after, { previous: { status: before.status } });
  unit.emit('refund.failed', after);
}

const list = (reader: Reader, { params }: { params: Params }) =>
  page(reader, 'refund', params, { url: '/v1/refunds', fields: ['charge', 'payment_intent'] });

export const refundRoutes: readonly Route[] = [
  get('/v1/refunds', list),
  post('/v1/refunds', (unit, { params }) => create(unit, params)),
  get('/v1/refunds/:id', (reader, { id }) => reader.get('refund', id())),
  post('/v1/refunds/:id', async (unit, { id, params }) => {
    const before = await unit.lock('refund', id());
    const after: Stripe.Refund = { ...before, metadata: params.metadata(before.metadata) };
    unit.put('refund', after, { due: after.status === 'pending' ? unit.context.now + pendingSeconds : null });
    unit.emit('refund.updated', after, { previous: { metadata: before.metadata } });
    return after;
  }),
];
