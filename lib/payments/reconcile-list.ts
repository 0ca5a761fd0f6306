import type Stripe from 'stripe';
import { limits } from '#lib/core/limits.ts';
import { stripe } from './stripe.ts';

export const reconciledTypes = ['charge', 'refund', 'transfer', 'payout', 'dispute'] as const;
export type ReconciledType = (typeof reconciledTypes)[number];

/** An object of Stripe's as far as it is compared. */
export interface Seen {
  readonly type: ReconciledType;
  readonly id: string;
  readonly currency: string;
  readonly minor: bigint;
  readonly state: string;
  readonly paymentIntentId: string | null;
  readonly chargeId: string | null;
  /** Of a charge. */
  readonly feeMinor: bigint | null;
  /** Of a transfer. */
  readonly reversedMinor: bigint;
  readonly transferId: string | null;
}

/** A stretch of time by which Stripe's lists are asked for. */
export interface Window {
  readonly from: Date;
  readonly until: Date;
}

const idOf = (value: string | { readonly id: string } | null | undefined) =>
  typeof value === 'string' ? value : (value?.id ?? null);

const nothing = { paymentIntentId: null, chargeId: null, feeMinor: null, reversedMinor: 0n, transferId: null };

function common(object: { readonly id: string; readonly currency: string; readonly amount: number }) {
  return { ...nothing, id: object.id, currency: object.currency.toUpperCase(), minor: BigInt(object.amount) };
}

export function seenCharge(charge: Stripe.Charge): Seen {
  const settled = charge.balance_transaction;
  return {
    ...common(charge),
    type: 'charge',
    state: charge.status,
    chargeId: charge.id,
    paymentIntentId: idOf(charge.payment_intent),
    feeMinor: typeof settled === 'object' && settled ? BigInt(settled.fee) : null,
  };
}

export function seenRefund(refund: Stripe.Refund): Seen {
  return {
    ...common(refund),
    type: 'refund',
    state: refund.status ?? 'pending',
    chargeId: idOf(refund.charge),
    paymentIntentId: idOf(refund.payment_intent),
  };
}

export function seenTransfer(transfer: Stripe.Transfer): Seen {
  return {
    ...common(transfer),
    type: 'transfer',
    state: transfer.reversed ? 'reversed' : 'paid',
    chargeId: idOf(transfer.source_transaction),
    reversedMinor: BigInt(transfer.amount_reversed),
    transferId: transfer.metadata['transferId'] ?? null,
  };
}

export function seenPayout(payout: Stripe.Payout): Seen {
  return { ...common(payout), type: 'payout', state: payout.status };
}

export function seenDispute(dispute: Stripe.Dispute): Seen {
  return {
    ...common(dispute),
    type: 'dispute',
    state: dispute.status,
    chargeId: idOf(dispute.charge),
    paymentIntentId: idOf(dispute.payment_intent),
  };
}

/** The first of a list, up to the limit of a run; `cut` says that there was more. */
async function upTo<T, S>(list: AsyncIterable<T>, seen: (object: T) => S): Promise<{ items: S[]; cut: boolean }> {
  const items: S[] = [];
  for await (const object of list) {
    if (items.length === limits.reconciledObjects) return { items, cut: true };
    items.push(seen(object));
  }
  return { items, cut: false };
}

/** What Stripe lists as made in the window. Disputes are listed for as long as they may still be decided. */
export async function listSeen({ from, until }: Window): Promise<{ seen: Seen[]; cut: boolean }> {
  const seconds = (at: Date) => Math.floor(at.getTime() / 1_000);
  const created = { gte: seconds(from), lte: seconds(until) };
  const long = { gte: created.gte - 120 * 24 * 3_600, lte: created.lte };
  const api = stripe();
  const lists = [
    await upTo(api.charges.list({ created, limit: 100, expand: ['data.balance_transaction'] }), seenCharge),
    await upTo(api.refunds.list({ created, limit: 100 }), seenRefund),
    await upTo(api.transfers.list({ created, limit: 100 }), seenTransfer),
    await upTo(api.payouts.list({ created, limit: 100 }), seenPayout),
    await upTo(api.disputes.list({ created: long, limit: 100 }), seenDispute),
  ];
  return { seen: lists.flatMap(({ items }) => items), cut: lists.some(({ cut }) => cut) };
}

/** One object again; null where Stripe does not know it. */
export async function seeAgain(type: ReconciledType, id: string): Promise<Seen | null> {
  const api = stripe();
  const read = {
    charge: async () => seenCharge(await api.charges.retrieve(id, { expand: ['balance_transaction'] })),
    refund: async () => seenRefund(await api.refunds.retrieve(id)),
    transfer: async () => seenTransfer(await api.transfers.retrieve(id)),
    payout: async () => seenPayout(await api.payouts.retrieve(id)),
    dispute: async () => seenDispute(await api.disputes.retrieve(id)),
  } as const satisfies Record<ReconciledType, () => Promise<Seen>>;
  try {
    return await read[type]();
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) return null;
    throw error;
  }
}

/** What is at Stripe in each currency, available and on its way. */
export async function stripeBalances(): Promise<ReadonlyMap<string, bigint>> {
  const { available, pending } = await stripe().balance.retrieve();
  const sums = new Map<string, bigint>();
  for (const { currency, amount } of [...available, ...pending])
    sums.set(currency.toUpperCase(), (sums.get(currency.toUpperCase()) ?? 0n) + BigInt(amount));
  return sums;
}

/** The payment page that a payment intent came from: its id, and our payment's. */
export async function sessionOf(paymentIntentId: string): Promise<{ id: string; paymentId: string | null } | null> {
  const { data } = await stripe().checkout.sessions.list({ payment_intent: paymentIntentId, limit: 1 });
  const [session] = data;
  return session ? { id: session.id, paymentId: session.client_reference_id } : null;
}
