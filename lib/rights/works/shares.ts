import { DomainError } from '#lib/core/errors.ts';

/** An exact share of one whole, in lowest terms. */
export interface Share {
  readonly of: number;
  readonly in: number;
}

const largest = 1_000_000;

function greatestCommon(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommon(b, a % b);
}

/** A share as people write it: `1/3`, `33.34 %`, `33,34`, `50`. Null for what is none, or is not between nothing and all. */
export function readShare(text: string): Share | null {
  const bare = text.normalize('NFKC').replace(/\s/g, '');
  const fraction = /^(\d{1,7})\/(\d{1,7})$/.exec(bare);
  const percent = /^(\d{1,3})(?:[.,](\d{1,4}))?%?$/.exec(bare);
  const [above, below] = fraction
    ? [BigInt(fraction[1] ?? '0'), BigInt(fraction[2] ?? '0')]
    : percent
      ? [BigInt(`${percent[1]}${(percent[2] ?? '').padEnd(4, '0')}`), 1_000_000n]
      : [0n, 0n];
  if (above <= 0n || below <= 0n || above > below) return null;
  const common = greatestCommon(above, below);
  const share = { of: Number(above / common), in: Number(below / common) };
  return share.in <= largest ? share : null;
}

/** The sum of shares as an exact fraction. */
export function sumOfShares(shares: readonly Share[]): { above: bigint; below: bigint } {
  return shares.reduce(
    ({ above, below }, share) => {
      const next = { above: above * BigInt(share.in) + BigInt(share.of) * below, below: below * BigInt(share.in) };
      const common = greatestCommon(next.above, next.below);
      return { above: next.above / common, below: next.below / common };
    },
    { above: 0n, below: 1n },
  );
}

/** Throws `rights.shares_not_whole` unless shares are exactly one whole, with what they are in percent. */
export function requireWhole(shares: readonly Share[], field: string): void {
  const { above, below } = sumOfShares(shares);
  if (above === below) return;
  throw new DomainError('rights.shares_not_whole', { percent: percentText(above, below) }, field);
}

/** A fraction in percent, exact to four places, and said to be near where it is not exact. */
function percentText(above: bigint, below: bigint): string {
  const tenThousandths = (above * 1_000_000n) / below;
  const rest = (above * 1_000_000n) % below === 0n ? '' : '≈ ';
  const places = (tenThousandths % 10_000n).toString().padStart(4, '0').replace(/0+$/, '');
  return `${rest}${tenThousandths / 10_000n}${places ? `.${places}` : ''} %`;
}

/** A share as it is read: halves and thirds as fractions, the rest in percent. */
export function shareText({ of, in: below }: Share): string {
  if (below === 1) return '100 %';
  return (of * 10_000) % below === 0 ? percentText(BigInt(of), BigInt(below)) : `${of}/${below}`;
}
