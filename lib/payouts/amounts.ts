/** What of a transfer leaves now, in minor units of its currency. */
export interface Amounts {
  readonly sent: bigint;
  readonly reserve: bigint;
  readonly recovered: bigint;
}

/** What decides it. */
export interface Books {
  /** What the part earned. */
  readonly amount: bigint;
  /** What the platform owes the enterprise in all in this currency; negative: the enterprise owes it. */
  readonly owed: bigint;
  /** What of that is owed for this transfer's own order. */
  readonly ownOrder: bigint;
  /** What is owed for this order and all others that are still to be sent. */
  readonly allOpen: bigint;
  /** Basis points kept back. */
  readonly reservePoints: number;
}

export function least(one: bigint, other: bigint): bigint {
  return other < one ? other : one;
}

const atLeastZero = (value: bigint) => (value > 0n ? value : 0n);

/**
 * How much of a transfer may leave: never more than its order still has (a refund may have taken some), and never so much that what is
 * owed for other orders would not be covered: what the enterprise owes from before is kept from this. Of the rest a new seller's
 * reserve stays for a while. What was refunded before is in none of the three.
 */
export function amountsOf({ amount, owed, ownOrder, allOpen, reservePoints }: Books): Amounts {
  const own = atLeastZero(least(amount, ownOrder));
  const others = atLeastZero(allOpen - own);
  const payable = atLeastZero(least(own, owed - others));
  const reserve = (payable * BigInt(reservePoints)) / 10_000n;
  return { sent: payable - reserve, reserve, recovered: own - payable };
}
