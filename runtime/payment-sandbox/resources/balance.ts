import type { Stripe } from 'stripe';
import { newId } from '../ids.ts';
import { page } from '../listing.ts';
import { get, type Route } from '../routes.ts';
import type { Reader, Unit } from '../store.ts';

const categories = {
  charge: 'charge',
  payment: 'charge',
  refund: 'refund',
  payment_refund: 'refund',
  refund_failure: 'refund_failure',
  transfer: 'transfer',
  transfer_refund: 'transfer_reversal',
  adjustment: 'dispute',
  payout: 'payout',
  payout_cancel: 'payout_reversal',
  payout_failure: 'payout_reversal',
} as const;

export interface Movement {
  readonly type: keyof typeof categories;
  /** Minor units; negative leaves the balance. */
  readonly amount: number;
  readonly currency: string;
  readonly source: string;
  readonly description: string | null;
  readonly fee?: number;
  /** Unix seconds; at once when absent. */
  readonly availableOn?: number;
  /** Whose balance; that of the call when absent. */
  readonly account?: string;
}

/** Writes one movement of a balance. */
export function move(
  unit: Unit,
  { type, amount, currency, source, description, fee = 0, availableOn, account = unit.context.account }: Movement,
): Stripe.BalanceTransaction {
  const { now } = unit.context;
  const movement = {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: availableOn ?? now,
    balance_type: 'payments',
    created: now,
    currency,
    description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency,
              description: type === 'adjustment' ? 'Dispute fee' : 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: amount - fee,
    reporting_category: categories[type],
    source,
    status: (availableOn ?? now) > now ? 'pending' : 'available',
    type,
  } satisfies Stripe.BalanceTransaction;
  return unit.put('balance_transaction', movement, { account });
}

interface Sum {
  readonly currency: string;
  readonly available: number;
  readonly pending: number;
}

/** An account's balance by currency in minor units: what is available now and what will be. */
export async function sums(reader: Reader): Promise<Sum[]> {
  const { rows } = await reader.db.query<{ currency: string; available: string; pending: string }>({
    name: 'balance',
    text: `SELECT data->>'currency' AS currency,
        coalesce(sum((data->>'net')::bigint) FILTER (WHERE (data->>'available_on')::bigint <= $2), 0) AS available,
        coalesce(sum((data->>'net')::bigint) FILTER (WHERE (data->>'available_on')::bigint > $2), 0) AS pending
      FROM ${reader.schema}.object WHERE type = 'balance_transaction' AND account = $1 GROUP BY 1 ORDER BY 1`,
    values: [reader.context.account, reader.context.now],
  });
  return rows.map(({ currency, available, pending }) => ({
    currency,
    available: Number(available),
    pending: Number(pending),
  }));
}

/** What an account may send or pay out in a currency now. Holds the account's balance until the transaction ends. */
export async function availableNow(unit: Unit, currency: string): Promise<number> {
  await unit.serialise(`balance ${unit.context.account}`);
  return (await sums(unit)).find((sum) => sum.currency === currency)?.available ?? 0;
}

/** What an account holds in a currency, available or not yet. Holds its balance until the transaction ends. */
export async function heldBy(unit: Unit, account: string, currency: string): Promise<number> {
  await unit.serialise(`balance ${account}`);
  const { rows } = await unit.db.query<{ held: string }>({
    name: 'held_by',
    text: `SELECT coalesce(sum((data->>'net')::bigint), 0) AS held FROM ${unit.schema}.object
      WHERE type = 'balance_transaction' AND account = $1 AND data->>'currency' = $2`,
    values: [account, currency],
  });
  return Number(rows[0]?.held ?? 0);
}

/** A pending movement becomes available by time alone: nothing is written for it. */
function asOfNow(movement: Stripe.BalanceTransaction, now: number): Stripe.BalanceTransaction {
  return movement.available_on <= now ? { ...movement, status: 'available' } : movement;
}

async function balance(reader: Reader): Promise<Stripe.Balance> {
  const all = await sums(reader);
  const amounts = (kind: 'available' | 'pending') => {
    const list = all.map((sum) => ({ amount: sum[kind], currency: sum.currency, source_types: { card: sum[kind] } }));
    return list.length > 0 ? list : [{ amount: 0, currency: 'eur', source_types: { card: 0 } }];
  };
  return { object: 'balance', available: amounts('available'), livemode: false, pending: amounts('pending') };
}

export const balanceRoutes: readonly Route[] = [
  get('/v1/balance', (reader) => balance(reader)),
  get('/v1/balance_transactions', async (reader, { params }) => {
    const list = await page(reader, 'balance_transaction', params, {
      url: '/v1/balance_transactions',
      fields: ['source', 'type', 'currency'],
    });
    return { ...list, data: list.data.map((movement) => asOfNow(movement, reader.context.now)) };
  }),
  get('/v1/balance_transactions/:id', async (reader, { id }) =>
    asOfNow(await reader.get('balance_transaction', id()), reader.context.now),
  ),
];
