import type { Stripe } from 'stripe';
import { currencyCode } from '../currency.ts';
import { invalid, refused } from '../errors.ts';
import { newId } from '../ids.ts';
import { listOf, page } from '../listing.ts';
import type { Params } from '../params.ts';
import { get, post, type Route } from '../routes.ts';
import type { Unit } from '../store.ts';
import { availableNow, heldBy, move } from './balance.ts';

async function requireDestination(unit: Unit, id: string): Promise<void> {
  const account = await unit.get('account', id, 'destination');
  if (account.capabilities?.transfers !== 'active') {
    throw refused(
      'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
      {
        code: 'insufficient_capabilities_for_transfer',
      },
    );
  }
}

/** What may still be sent of a charge; holds the charge until the transaction ends. */
async function leftOfSource(unit: Unit, charge: Stripe.Charge): Promise<number> {
  const { rows } = await unit.db.query<{ sent: string }>({
    name: 'sent_of_source',
    text: `SELECT coalesce(sum((data->>'amount')::bigint), 0) AS sent FROM ${unit.schema}.object WHERE type = 'transfer' AND data->>'source_transaction' = $1`,
    values: [charge.id],
  });
  return charge.amount - Number(rows[0]?.sent ?? 0);
}

/** Checks that the money is there; gives the moment it is available to the receiver (Unix seconds). */
async function requireFunds(
  unit: Unit,
  amount: number,
  currency: string,
  sourceId: string | undefined,
): Promise<{ availableOn: number; group: string | null }> {
  if (sourceId === undefined) {
    if ((await availableNow(unit, currency)) < amount) {
      throw refused(
        'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card.',
        { code: 'balance_insufficient' },
      );
    }
    return { availableOn: unit.context.now, group: null };
  }
  const charge = await unit.lock('charge', sourceId, 'source_transaction');
  if (!charge.paid)
    throw refused(`The source_transaction ${charge.id} has not succeeded.`, { param: 'source_transaction' });
  if (charge.currency !== currency)
    throw invalid(
      `The currency of source_transaction's balance transaction (${charge.currency}) must be the same as the transfer currency (${currency})`,
      { param: 'currency' },
    );
  if ((await leftOfSource(unit, charge)) < amount) {
    throw refused(
      `The transfer amount (${amount}) is greater than the amount that can still be transferred from source_transaction ${charge.id}.`,
      { code: 'transfer_source_balance_parameters_mismatch', param: 'amount' },
    );
  }
  const movement =
    typeof charge.balance_transaction === 'string'
      ? await unit.load('balance_transaction', charge.balance_transaction)
      : undefined;
  return {
    availableOn: movement?.available_on ?? unit.context.now,
    group: charge.transfer_group ?? `group_${String(charge.payment_intent)}`,
  };
}

/** The receiver's side: a payment on the connected account, with its movement there. */
function receive(unit: Unit, transfer: Stripe.Transfer, account: string, availableOn: number): Stripe.Charge {
  const id = newId('py');
  const { amount, currency, metadata } = transfer;
  const movement = move(unit, {
    type: 'payment',
    amount,
    currency,
    source: id,
    description: null,
    availableOn,
    account,
  });
  const payment = {
    id,
    object: 'charge',
    amount,
    amount_captured: amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: movement.id,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: null,
    captured: true,
    created: unit.context.now,
    currency,
    customer: null,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata,
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: null,
    payment_method: null,
    payment_method_details: { type: 'stripe_account', stripe_account: {} },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: transfer.id,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: transfer.transfer_group,
  } satisfies Stripe.Charge;
  return unit.put('charge', payment, { account });
}

async function create(unit: Unit, params: Params): Promise<Stripe.Transfer> {
  const currency = currencyCode(params.required('currency'));
  const destination = params.required('destination');
  const amount = params.requiredInteger('amount', { min: 1 });
  const source = params.text('source_transaction');
  const given = params.text('transfer_group', { max: 255 });
  const description = params.text('description') ?? null;
  const metadata = params.metadata();
  params.done();
  await requireDestination(unit, destination);
  const { availableOn, group } = await requireFunds(unit, amount, currency, source);
  const id = newId('tr');
  const movement = move(unit, { type: 'transfer', amount: -amount, currency, source: id, description, availableOn });
  const transfer = {
    id,
    object: 'transfer',
    amount,
    amount_reversed: 0,
    balance_transaction: movement.id,
    created: unit.context.now,
    currency,
    description,
    destination,
    livemode: false,
    metadata,
    reversals: listOf([], `/v1/transfers/${id}/reversals`),
    reversed: false,
    source_transaction: source ?? null,
    source_type: 'card',
    transfer_group: given ?? group,
  } satisfies Stripe.Transfer;
  const made: Stripe.Transfer = {
    ...transfer,
    destination_payment: receive(unit, transfer, destination, availableOn).id,
  };
  unit.put('transfer', made);
  unit.emit('transfer.created', made);
  return made;
}

/**
 * A transfer is taken back only from what the account still holds: https://docs.stripe.com/connect/separate-charges-and-transfers#reverse-transfers
 * Here what is still pending counts as held.
 */
async function requireHeld(unit: Unit, account: string, currency: string, amount: number): Promise<void> {
  if ((await heldBy(unit, account, currency)) < amount)
    throw refused('The connected account does not have sufficient funds for this reversal.', {
      code: 'balance_insufficient',
    });
}

async function reverse(unit: Unit, id: string, params: Params): Promise<Stripe.TransferReversal> {
  const before = await unit.lock('transfer', id);
  const left = before.amount - before.amount_reversed;
  const amount = params.integer('amount', { min: 1 }) ?? left;
  const description = params.text('description') ?? null;
  const metadata = params.metadata();
  params.done();
  if (left === 0)
    throw refused(`Transfer ${id} has already been fully reversed.`, { code: 'transfer_already_reversed' });
  if (amount > left)
    throw refused(`The reversal amount (${amount}) is greater than the unreversed amount on the transfer (${left}).`, {
      param: 'amount',
    });
  const reversalId = newId('trr');
  const { currency } = before;
  if (typeof before.destination === 'string') await requireHeld(unit, before.destination, currency, amount);
  const movement = move(unit, { type: 'transfer_refund', amount, currency, source: reversalId, description });
  if (typeof before.destination === 'string') {
    move(unit, {
      type: 'payment_refund',
      amount: -amount,
      currency,
      source: reversalId,
      description,
      account: before.destination,
    });
  }
  const reversal = {
    id: reversalId,
    object: 'transfer_reversal',
    amount,
    balance_transaction: movement.id,
    created: unit.context.now,
    currency,
    destination_payment_refund: null,
    metadata,
    source_refund: null,
    transfer: id,
  } satisfies Stripe.TransferReversal;
  unit.put('transfer_reversal', reversal);
  const data = [reversal, ...before.reversals.data].slice(0, 10);
  const amountReversed = before.amount_reversed + amount;
  const after: Stripe.Transfer = {
    ...before,
    amount_reversed: amountReversed,
    reversed: amountReversed === before.amount,
    reversals: { ...before.reversals, data, has_more: before.reversals.has_more || before.reversals.data.length >= 10 },
  };
  unit.put('transfer', after);
  unit.emit('transfer.reversed', after, {
    previous: { amount_reversed: before.amount_reversed, reversed: before.reversed },
  });
  return reversal;
}

export const transferRoutes: readonly Route[] = [
  get('/v1/transfers', (reader, { params }) =>
    page(reader, 'transfer', params, {
      url: '/v1/transfers',
      fields: ['destination', 'transfer_group'],
    }),
  ),
  post('/v1/transfers', (unit, { params }) => create(unit, params)),
  get('/v1/transfers/:id', (reader, { id }) => reader.get('transfer', id())),
  post('/v1/transfers/:id', async (unit, { id, params }) => {
    const before = await unit.lock('transfer', id());
    const after = unit.put('transfer', {
      ...before,
      metadata: params.metadata(before.metadata),
      description: params.text('description') ?? before.description,
    });
    unit.emit('transfer.updated', after, { previous: { metadata: before.metadata } });
    return after;
  }),
  get('/v1/transfers/:id/reversals', (reader, { id, params }) =>
    page(reader, 'transfer_reversal', params, { url: `/v1/transfers/${id()}/reversals`, fixed: { transfer: id() } }),
  ),
  post('/v1/transfers/:id/reversals', (unit, { id, params }) => reverse(unit, id(), params)),
  get('/v1/transfers/:id/reversals/:reversal', (reader, { id }) => reader.get('transfer_reversal', id('reversal'))),
];
