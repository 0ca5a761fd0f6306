import type { Stripe } from 'stripe';
import { currencyCode } from '../currency.ts';
import { invalid, refused } from '../errors.ts';
import { newId } from '../ids.ts';
import { page } from '../listing.ts';
import type { Params } from '../params.ts';
import { get, post, type Route } from '../routes.ts';
import type { Unit } from '../store.ts';
import { availableNow, move } from './balance.ts';

/** A payout arrives after this many seconds: long enough to be seen on its way. */
const travelSeconds = 5;

async function create(unit: Unit, params: Params): Promise<Stripe.Payout> {
  const { account, now } = unit.context;
  const currency = currencyCode(params.required('currency'));
  const amount = params.requiredInteger('amount', { min: 1 });
  const description = params.text('description') ?? null;
  const statement = params.text('statement_descriptor', { max: 22 }) ?? null;
  const method = params.oneOf('method', ['standard']) ?? 'standard';
  const metadata = params.metadata();
  params.done();
  // Stripe pays forints out in whole ones: https://docs.stripe.com/currencies#special-cases
  if (currency === 'huf' && amount % 100 !== 0)
    throw invalid('HUF payouts must be evenly divisible by 100.', { param: 'amount' });
  if (account !== '' && !(await unit.get('account', account)).payouts_enabled) {
    throw refused('Payouts are not enabled for this account.', { code: 'payouts_not_allowed' });
  }
  if ((await availableNow(unit, currency)) < amount) {
    throw refused(
      'You have insufficient funds in your Stripe account for this transfer. Your available balance is too low.',
      { code: 'balance_insufficient' },
    );
  }
  const id = newId('po');
  const movement = move(unit, {
    type: 'payout',
    amount: -amount,
    currency,
    source: id,
    description: description ?? 'STRIPE PAYOUT',
  });
  const payout = {
    id,
    object: 'payout',
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: now + travelSeconds,
    automatic: false,
    balance_transaction: movement.id,
    created: now,
    currency,
    description,
    destination: account === '' ? null : `ba_${account.slice(5)}`,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata,
    method,
    original_payout: null,
    payout_method: null,
    reconciliation_status: 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: statement,
    status: 'pending',
    trace_id: null,
    type: 'bank_account',
  } satisfies Stripe.Payout;
  unit.put('payout', payout, { due: payout.arrival_date });
  unit.emit('payout.created', payout);
  return payout;
}

/** The payout has reached the bank. */
export async function arrive(unit: Unit, id: string): Promise<void> {
  const before = await unit.lock('payout', id);
  const after = unit.put('payout', {
    ...before,
    status: 'paid',
    trace_id: { status: 'supported', value: newId('trace', 12) },
  });
  unit.emit('payout.paid', after, { previous: { status: before.status } });
}

/** The bank has sent the payout back, perhaps days after it seemed to have arrived: the money is in the balance again. */
export async function bounce(unit: Unit, id: string): Promise<Stripe.Payout> {
  const before = await unit.lock('payout', id);
  if (before.status !== 'pending' && before.status !== 'paid')
    throw invalid(`A payout that is ${before.status} cannot be returned.`);
  const movement = move(unit, {
    type: 'payout_failure',
    amount: before.amount,
    currency: before.currency,
    source: id,
    description: 'REFUND FOR FAILED PAYOUT',
  });
  const after = unit.put('payout', {
    ...before,
    status: 'failed',
    failure_balance_transaction: movement.id,
    failure_code: 'account_closed',
    failure_message: 'The bank account has been closed.',
  });
  unit.emit('payout.failed', after, { previous: { status: before.status } });
  return after;
}

async function cancel(unit: Unit, id: string): Promise<Stripe.Payout> {
  const before = await unit.lock('payout', id);
  if (before.status !== 'pending')
    throw invalid(`Payouts can only be canceled while they are pending; this one is ${before.status}.`);
  const movement = move(unit, {
    type: 'payout_cancel',
    amount: before.amount,
    currency: before.currency,
    source: id,
    description: 'PAYOUT CANCELED',
  });
  const after = unit.put('payout', { ...before, status: 'canceled', failure_balance_transaction: movement.id });
  unit.emit('payout.canceled', after, { previous: { status: before.status } });
  return after;
}

export const payoutRoutes: readonly Route[] = [
  get('/v1/payouts', (reader, { params }) =>
    page(reader, 'payout', params, { url: '/v1/payouts', fields: ['status', 'destination'] }),
  ),
  post('/v1/payouts', (unit, { params }) => create(unit, params)),
  get('/v1/payouts/:id', (reader, { id }) => reader.get('payout', id())),
  post('/v1/payouts/:id', async (unit, { id, params }) => {
    const before = await unit.lock('payout', id());
    return unit.put(
      'payout',
      { ...before, metadata: params.metadata(before.metadata) },
      { due: before.status === 'pending' ? before.arrival_date : null },
    );
  }),
  post('/v1/payouts/:id/cancel', (unit, { id }) => cancel(unit, id())),
];
