import { type Money, money, split, subtract } from '#lib/core/money.ts';

/** What of a seller order the rules of payouts look at. */
export interface Earning {
  readonly totalMinor: bigint;
  readonly taxMinor: bigint;
  readonly commissionMinor: bigint;
  readonly currency: string;
  readonly lines: readonly {
    readonly id: string;
    readonly commission: {
      readonly milestones: readonly { readonly position: number; readonly amountMinor: bigint }[];
    } | null;
  }[];
}

export interface EarnedPart {
  readonly part: string;
  readonly amount: Money;
}

/** The name of the part of a transfer that a milestone is. */
export function milestonePart(orderLineId: string, position: number): string {
  return `${orderLineId}:${position}`;
}

/** What the enterprise earns with a seller order: everything but the tax and the platform's commission. */
export function earned({
  totalMinor,
  taxMinor,
  commissionMinor,
  currency,
}: Pick<Earning, 'totalMinor' | 'taxMinor' | 'commissionMinor' | 'currency'>): Money {
  return subtract(money(totalMinor - taxMinor, currency), money(commissionMinor, currency));
}

/**
 * The parts in which a seller order is paid: each milestone of commissioned work by its share of what the buyer paid, and everything
 * else as `whole`. They always add up to what is earned.
 */
export function partsOf(sellerOrder: Earning): EarnedPart[] {
  const share = earned(sellerOrder);
  const milestones = sellerOrder.lines.flatMap((line) =>
    (line.commission?.milestones ?? []).map(({ position, amountMinor }) => ({
      part: milestonePart(line.id, position),
      weight: amountMinor,
    })),
  );
  const rest = sellerOrder.totalMinor - milestones.reduce((sum, { weight }) => sum + weight, 0n);
  const named = [...milestones, ...(rest > 0n ? [{ part: 'whole', weight: rest }] : [])];
  if (named.length === 0 || share.minor === 0n) return [{ part: 'whole', amount: share }];
  const amounts = split(
    share,
    named.map(({ weight }) => weight),
  );
  return named.map(({ part }, at) => ({ part, amount: amounts[at] ?? money(0, share.currency) }));
}
