import { DomainError } from '#lib/core/errors.ts';
import { divideHalfEven } from '#lib/core/money.ts';

/** An exact number: n / d in lowest terms, d above zero. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export const nought: Fraction = { n: 0n, d: 1n };

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b);
}

/** n / d in lowest terms. */
export function fraction(n: bigint, d = 1n): Fraction {
  if (d === 0n) throw new RangeError('division by zero');
  const by = gcd(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / by, d: d / by };
}

/** A share of basis points (1/10,000). */
export function ofBasisPoints(points: number): Fraction {
  return fraction(BigInt(points), 10_000n);
}

const shape = /^(?<n>\d{1,15})(?:[.,](?<decimals>\d{1,9}))?(?:\/(?<d>\d{1,15})|(?<percent>%))?$/;

/**
 * A share or rate as people write it: "1/8", "12.5 %", "12,5%", "0.125", "174". Exact: nothing is rounded. Throws `royalties.not_a_fraction`
 * for anything else, below zero too.
 */
export function parseFraction(text: string, field?: string): Fraction {
  const { n, decimals = '', d, percent } = shape.exec(text.normalize('NFKC').replace(/\s/gu, ''))?.groups ?? {};
  if (n === undefined || (d !== undefined && (decimals !== '' || BigInt(d) === 0n)))
    throw new DomainError('royalties.not_a_fraction', { text: text.slice(0, 40) }, field);
  return fraction(BigInt(n + decimals), 10n ** BigInt(decimals.length) * BigInt(d ?? 1) * (percent ? 100n : 1n));
}

/** The one way a fraction is stored: "1/8", and "3" for a whole number. */
export function fractionText({ n, d }: Fraction): string {
  return d === 1n ? n.toString() : `${n}/${d}`;
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.n, a.d * b.d);
}

/** An amount times a fraction, exact. */
export function timesWhole(a: Fraction, amount: bigint): Fraction {
  return fraction(a.n * amount, a.d);
}

/** Below zero, zero or above, as a is less than, equal to or more than b. */
export function compare(a: Fraction, b: Fraction): bigint {
  return a.n * b.d - b.n * a.d;
}

/** The nearest whole number, ties to even. */
export function rounded({ n, d }: Fraction): bigint {
  return divideHalfEven(n, d);
}
