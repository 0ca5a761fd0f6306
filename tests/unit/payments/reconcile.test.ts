import { describe, expect, test } from 'vitest';
import type { Seen } from '#lib/payments/reconcile-list.ts';
import { type Booked, differenceOf, type Ours, standingDifferences } from '#lib/payments/reconcile-rules.ts';

const charge: Seen = {
  type: 'charge',
  id: 'ch_1',
  currency: 'EUR',
  minor: 5_000n,
  state: 'succeeded',
  paymentIntentId: 'pi_1',
  chargeId: 'ch_1',
  feeMinor: 150n,
  reversedMinor: 0n,
  transferId: null,
};
const ours: Ours = {
  id: 'p',
  orderId: 'o',
  booking: 'order:o:paid',
  currency: 'EUR',
  minor: 5_000n,
  status: 'succeeded',
  reversedMinor: 0n,
  repairId: 'cs_1',
};
const booked: Booked = { transactions: 1, clearingMinor: 5_000n, feeMinor: 150n };

interface Case {
  readonly name: string;
  readonly seen?: Partial<Seen>;
  readonly ours?: Partial<Ours> | null;
  readonly booked?: Partial<Booked>;
  readonly kind: string | null;
}

const cases: readonly Case[] = [
  { name: 'a charge that agrees', kind: null },
  { name: 'a charge that failed', seen: { state: 'failed' }, ours: null, kind: null },
  { name: 'a charge of which we know nothing', ours: null, kind: 'unknown' },
  { name: 'a charge whose payment is still open here', ours: { status: 'open' }, kind: 'state' },
  { name: 'a charge whose payment was given up here', ours: { status: 'expired' }, kind: 'state' },
  { name: 'a charge of another amount', seen: { minor: 4_999n }, kind: 'amount' },
  { name: 'a charge in another currency', seen: { currency: 'PLN' }, kind: 'amount' },
  { name: 'a sale that is not booked', booked: { transactions: 0, clearingMinor: 0n }, kind: 'unbooked' },
  { name: 'a sale booked twice', booked: { clearingMinor: 10_000n }, kind: 'unbooked' },
  { name: 'a fee that is not booked', booked: { feeMinor: 0n }, kind: 'fee' },
  { name: 'a fee that Stripe has not told yet', seen: { feeMinor: null }, booked: { feeMinor: 0n }, kind: null },
  { name: 'a payment that was refunded since', ours: { status: 'partly_refunded' }, kind: null },
  {
    name: 'a licence paid for and not booked',
    ours: { orderId: null, booking: 'due:d:paid' },
    booked: { clearingMinor: 0n, feeMinor: 0n },
    kind: 'unbooked',
  },
  {
    name: 'a payment of neither an order nor a licence',
    ours: { orderId: null, booking: null },
    booked: { clearingMinor: 0n, feeMinor: 0n },
    kind: null,
  },
  {
    name: 'a refund that went through',
    seen: { type: 'refund' },
    booked: { clearingMinor: -5_000n },
    kind: null,
  },
  { name: 'a refund that waits here', seen: { type: 'refund' }, ours: { status: 'pending' }, kind: 'state' },
  { name: 'a refund that is not booked', seen: { type: 'refund' }, booked: { clearingMinor: 0n }, kind: 'unbooked' },
  {
    name: 'a refund that was called off at both ends',
    seen: { type: 'refund', state: 'canceled' },
    ours: { status: 'failed' },
    booked: { clearingMinor: 0n },
    kind: null,
  },
  {
    name: 'a transfer of which the answer was lost',
    seen: { type: 'transfer', state: 'paid' },
    ours: { status: 'due' },
    kind: 'state',
  },
  {
    name: 'a transfer that came back in part',
    seen: { type: 'transfer', state: 'paid', reversedMinor: 400n },
    ours: { status: 'paid' },
    booked: { clearingMinor: -5_000n },
    kind: 'reversed',
  },
  {
    name: 'a transfer whose return is booked under its own cause',
    seen: { type: 'transfer', state: 'paid', reversedMinor: 400n },
    ours: { status: 'partly_reversed', reversedMinor: 400n },
    booked: { clearingMinor: -4_600n },
    kind: null,
  },
  {
    name: 'a dispute that was decided',
    seen: { type: 'dispute', state: 'won' },
    ours: { status: 'under_review' },
    kind: 'state',
  },
  {
    name: 'a payout to the bank that is not booked',
    seen: { type: 'payout', state: 'paid' },
    ours: null,
    booked: { transactions: 0 },
    kind: 'unbooked',
  },
  {
    name: 'a payout that failed',
    seen: { type: 'payout', state: 'failed' },
    ours: null,
    booked: { transactions: 0 },
    kind: null,
  },
];

describe('a difference', () => {
  test.each(cases)('$name', (each) => {
    const row = each.ours === null ? null : { ...ours, ...each.ours };
    const found = differenceOf({ ...charge, ...each.seen }, row, { ...booked, ...each.booked });
    expect(found?.kind ?? null).toBe(each.kind);
  });

  test('of a balance is one that stays: money on its way differs once', () => {
    const line = (stripe: number, ledger: number) => ({
      currency: 'EUR',
      stripe: String(stripe),
      ledger: String(ledger),
    });
    expect(standingDifferences([line(500, 500)], [line(500, 400)])).toEqual([]);
    expect(standingDifferences([line(500, 400)], [])).toEqual([]);
    expect(standingDifferences([line(500, 400)], [line(300, 250)])).toEqual([]);
    expect(standingDifferences([line(500, 400)], [line(300, 200)])).toMatchObject([
      { kind: 'balance', objectId: 'balance:EUR', stripeMinor: 500n, oursMinor: 400n },
    ]);
  });
});
