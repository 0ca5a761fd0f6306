import type { ReconciledType, Seen } from './reconcile-list.ts';

/**
 * `unknown` we have no row of it, `state` our row is behind, `amount` another amount, `unbooked` the ledger says something else, `fee`
 * its fee is not booked, `reversed` another part came back, `missing` Stripe does not know what we have, `balance` what is there in all.
 */
export const differenceKinds = [
  'unknown',
  'state',
  'amount',
  'unbooked',
  'fee',
  'reversed',
  'missing',
  'balance',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

export interface Difference {
  readonly kind: DifferenceKind;
  readonly objectType: ReconciledType | 'balance';
  readonly objectId: string;
  readonly orderId: string | null;
  readonly currency: string;
  readonly stripeMinor: bigint | null;
  readonly oursMinor: bigint | null;
}

/** Our row of an object, whatever its kind. */
export interface Ours {
  readonly id: string;
  /** Under which ids it is booked, where they are several. */
  readonly bookedAs?: readonly string[];
  readonly orderId: string | null;
  /** Of a payment: the cause that books it, of an order or of a licence's due. */
  readonly booking?: string | null;
  readonly currency: string;
  readonly minor: bigint;
  readonly status: string;
  readonly reversedMinor: bigint;
  /** Of a payment: its page. Of a transfer: itself. */
  readonly repairId: string | null;
}

/** What the ledger moved at Stripe for an object; null where nothing says that it should be there. */
export interface Booked {
  readonly transactions: number;
  readonly clearingMinor: bigint;
  readonly feeMinor: bigint;
}

/** Whether our row says what Stripe says. Stripe's words on the left are its own, ours are the schema's. */
function behind(seen: Seen, ours: Ours): boolean {
  if (seen.type === 'charge')
    return seen.state === 'succeeded' && ['open', 'processing', 'failed', 'expired'].includes(ours.status);
  if (seen.type === 'refund') return (seen.state === 'canceled' ? 'failed' : seen.state) !== ours.status;
  if (seen.type === 'transfer') return ['due', 'failed', 'sending'].includes(ours.status);
  if (seen.type === 'dispute') return seen.state !== ours.status;
  return false;
}

/** What should have moved at Stripe by the ledger; null where the books do not say it by one object. */
function expected(seen: Seen): readonly bigint[] | null {
  if (seen.type === 'charge') return [seen.minor];
  if (seen.type === 'refund') return seen.state === 'succeeded' ? [-seen.minor] : null;
  // A reversal may be booked under the transfer's cause or under its own.
  if (seen.type === 'transfer') return [-seen.minor, seen.reversedMinor - seen.minor];
  return null;
}

/** How one object at Stripe differs from our row and the ledger: the first thing to put right. */
export function differenceOf(seen: Seen, ours: Ours | null, booked: Booked): Difference | null {
  if (seen.type === 'charge' && seen.state !== 'succeeded') return null;
  const at = {
    objectType: seen.type,
    objectId: seen.id,
    orderId: ours?.orderId ?? null,
    currency: seen.currency,
    stripeMinor: seen.minor,
    oursMinor: ours?.minor ?? null,
  } as const;
  if (seen.type === 'payout') {
    const left = ['paid', 'in_transit'].includes(seen.state);
    return left && booked.transactions === 0 ? { ...at, kind: 'unbooked' } : null;
  }
  if (!ours) return { ...at, kind: 'unknown' };
  if (seen.minor !== ours.minor || seen.currency !== ours.currency) return { ...at, kind: 'amount' };
  if (behind(seen, ours)) return { ...at, kind: 'state' };
  if (seen.type === 'transfer' && seen.reversedMinor !== ours.reversedMinor)
    return { ...at, kind: 'reversed', stripeMinor: seen.reversedMinor, oursMinor: ours.reversedMinor };
  if (seen.type === 'dispute' && booked.transactions === 0) return { ...at, kind: 'unbooked', oursMinor: 0n };
  const due = seen.type === 'charge' && !ours.booking ? null : expected(seen);
  if (due && !due.includes(booked.clearingMinor))
    return { ...at, kind: 'unbooked', stripeMinor: due[0] ?? null, oursMinor: booked.clearingMinor };
  if (seen.type === 'charge' && ours.booking && seen.feeMinor !== null && seen.feeMinor !== booked.feeMinor)
    return { ...at, kind: 'fee', stripeMinor: seen.feeMinor, oursMinor: booked.feeMinor };
  return null;
}

export interface BalanceLine {
  readonly currency: string;
  readonly stripe: string;
  readonly ledger: string;
}

/**
 * Currencies of which Stripe holds something else than the ledger says, twice by the same amount: money on its way differs once, what is
 * lost stays.
 */
export function standingDifferences(now: readonly BalanceLine[], before: readonly BalanceLine[]): Difference[] {
  const gap = (line: BalanceLine | undefined) => (line ? BigInt(line.stripe) - BigInt(line.ledger) : 0n);
  return now
    .filter((line) => gap(line) !== 0n && gap(before.find((each) => each.currency === line.currency)) === gap(line))
    .map((line) => ({
      kind: 'balance',
      objectType: 'balance',
      objectId: `balance:${line.currency}`,
      orderId: null,
      currency: line.currency,
      stripeMinor: BigInt(line.stripe),
      oursMinor: BigInt(line.ledger),
    }));
}
