import { DomainError } from '#lib/core/errors.ts';
import { compare, type Fraction, fraction, nought, plus } from './fraction.ts';

/**
 * Splits an amount between joint holders by the largest remainder, ties to the earlier share; a negative amount splits as its opposite.
 * The parts add up to the whole, always. Throws `royalties.shares` where the shares are not one whole (99.99 % is none).
 */
export function splitByShares(amount: bigint, shares: readonly Fraction[]): bigint[] {
  if (shares.some((share) => share.n < 0n) || compare(shares.reduce(plus, nought), fraction(1n)) !== 0n)
    throw new DomainError('royalties.shares');
  return splitByWeights(amount, shares);
}

/** The same by weights that need not add up to one. All of nothing goes to the first. */
export function splitByWeights(amount: bigint, weights: readonly Fraction[]): bigint[] {
  const common = weights.reduce((d, weight) => d * weight.d, 1n);
  const whole = weights.map(({ n, d }) => (n * common) / d);
  const total = whole.reduce((a, b) => a + b, 0n);
  if (total === 0n) return weights.map((_, at) => (at === 0 ? amount : 0n));
  const sign = amount < 0n ? -1n : 1n;
  const size = amount * sign;
  const parts = whole.map((weight, at) => ({ at, part: (size * weight) / total, rest: (size * weight) % total }));
  const left = Number(size - parts.reduce((sum, { part }) => sum + part, 0n));
  const first = [...parts].sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  for (const part of first.slice(0, left)) part.part += 1n;
  return parts.map(({ part }) => part * sign);
}
