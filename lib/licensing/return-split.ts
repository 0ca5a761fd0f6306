import type { Currency } from '#lib/core/currency.ts';
import { divideHalfEven, money, split } from '#lib/core/money.ts';

/** What is left of one holder's share of a due. */
export interface ShareLeft {
  readonly shareId: string;
  readonly enterpriseId: string;
  readonly shareMinor: bigint;
  readonly withholdingMinor: bigint;
  readonly commissionMinor: bigint;
}

/** What is left to give back of a due that was paid. */
export interface DueLeft {
  readonly currency: Currency;
  readonly taxMinor: bigint;
  readonly shares: readonly ShareLeft[];
}

/** What goes back, part by part. */
export interface ReturnParts extends DueLeft {
  /** What the licensee gets. */
  readonly amountMinor: bigint;
  readonly netMinor: bigint;
  readonly withholdingMinor: bigint;
  readonly commissionMinor: bigint;
}

const total = (parts: readonly ShareLeft[], pick: 'shareMinor' | 'withholdingMinor' | 'commissionMinor') =>
  parts.reduce((sum, part) => sum + part[pick], 0n);

/** The money that arrived for a share: what was withheld of it never did. */
function arrived({ shareMinor, withholdingMinor }: Pick<ShareLeft, 'shareMinor' | 'withholdingMinor'>): bigint {
  return shareMinor - withholdingMinor;
}

/** What a holder has of a share: what arrived, less the commission. */
export function earnedOf(share: Omit<ShareLeft, 'shareId' | 'enterpriseId'>): bigint {
  return arrived(share) - share.commissionMinor;
}

/** The money that is left to give back. */
export function moneyLeft({ taxMinor, shares }: DueLeft): bigint {
  return shares.reduce((sum, share) => sum + arrived(share), taxMinor);
}

function withSums(parts: DueLeft): ReturnParts {
  return {
    ...parts,
    amountMinor: moneyLeft(parts),
    netMinor: total(parts.shares, 'shareMinor'),
    withholdingMinor: total(parts.shares, 'withholdingMinor'),
    commissionMinor: total(parts.shares, 'commissionMinor'),
  };
}

/**
 * What each side gives back of an amount: holders and tax office by largest remainder, in proportion to what is left of each; the
 * commission, and what was withheld, as the holder's money does. All that goes back of a due adds up to what was paid, and the last
 * takes exactly the rest. Throws RangeError above what is left.
 */
export function splitReturn(left: DueLeft, amountMinor: bigint): ReturnParts {
  const whole = moneyLeft(left);
  if (amountMinor <= 0n || amountMinor > whole) throw new RangeError('above what is left');
  if (amountMinor === whole) return withSums(left);
  const parts = split(money(amountMinor, left.currency), [left.taxMinor, ...left.shares.map(arrived)]);
  const of = (at: number) => parts[at]?.minor ?? 0n;
  const shares = left.shares.map((share, at): ShareLeft => {
    const back = of(at + 1);
    const weight = arrived(share);
    const withholdingMinor = weight === 0n ? 0n : (share.withholdingMinor * back) / weight;
    return {
      ...share,
      shareMinor: back + withholdingMinor,
      withholdingMinor,
      commissionMinor: weight === 0n ? 0n : divideHalfEven(share.commissionMinor * back, weight),
    };
  });
  return withSums({ currency: left.currency, taxMinor: of(0), shares });
}

/** What is left after something went back. */
export function without(left: DueLeft, back: Pick<DueLeft, 'taxMinor' | 'shares'>): DueLeft {
  return {
    ...left,
    taxMinor: left.taxMinor - back.taxMinor,
    shares: left.shares.map((share) => {
      const gone = back.shares.filter(({ shareId }) => shareId === share.shareId);
      return {
        ...share,
        shareMinor: share.shareMinor - total(gone, 'shareMinor'),
        withholdingMinor: share.withholdingMinor - total(gone, 'withholdingMinor'),
        commissionMinor: share.commissionMinor - total(gone, 'commissionMinor'),
      };
    }),
  };
}
