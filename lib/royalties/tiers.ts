import { type Fraction, fraction, nought, plus, rounded, times } from './fraction.ts';
import type { Rules } from './terms.ts';

type Tiers = Rules['tiers'];

/** One step of the arithmetic: so much of the base, at this rate. `from` and `to` are of what moves up the tiers. */
export interface Slice {
  readonly from: bigint;
  readonly to: bigint;
  readonly amount: Fraction;
  readonly rate: Fraction;
  readonly royalty: Fraction;
}

function positive(x: bigint): bigint {
  return x > 0n ? x : 0n;
}

/** The rate of the tier that holds x (x ≤ upTo); below the first tier it is the first's. */
function rateAt(tiers: Tiers, x: bigint): Fraction {
  return tiers.find(({ upTo }) => upTo === null || x <= upTo)?.rate ?? nought;
}

/** The stretches of (a, b] by tier, for a ≤ b; what lies below zero is of the first. */
function stretches(tiers: Tiers, a: bigint, b: bigint): { from: bigint; to: bigint; rate: Fraction }[] {
  let begins = a < 0n ? a : 0n;
  return tiers.flatMap(({ upTo, rate }) => {
    const from = begins > a ? begins : a;
    const to = upTo === null || upTo > b ? b : upTo;
    begins = upTo ?? begins;
    return to > from ? [{ from, to, rate }] : [];
  });
}

/** Where a licence's life stands: its base and its pieces, and what they have earned, exactly. Read it by `earnedIn`. */
export interface Life {
  readonly base: bigint;
  readonly units: bigint;
  readonly royalty: Fraction;
}

export const unborn: Life = { base: 0n, units: 0n, royalty: nought };

/** A period's base and pieces added to a life, with the slices that show how. Adding in parts comes to the same. */
export function live(
  rules: Rules,
  before: Life,
  added: { base: bigint; units: bigint },
): { after: Life; slices: Slice[] } {
  const base = before.base + added.base;
  const units = before.units + added.units;
  const mixed = rules.tierBy === 'units' && rules.base !== 'unit';
  const [from, to] = rules.tierBy === 'units' ? [before.units, units] : [before.base, base];
  const slices =
    rules.mode === 'retroactive'
      ? wholeSlice(rules.tiers, to, mixed ? base : to)
      : mixed
        ? spread(rules.tiers, from, to, added.base)
        : moved(rules.tiers, positive(from), positive(to));
  const start = rules.mode === 'retroactive' ? nought : before.royalty;
  const royalty = slices.reduce((sum, each) => plus(sum, each.royalty), start);
  return { after: { base, units, royalty }, slices };
}

function slice(from: bigint, to: bigint, amount: Fraction, rate: Fraction): Slice {
  return { from, to, amount, rate, royalty: times(amount, rate) };
}

/** Retroactive: the whole life at the rate it has reached. */
function wholeSlice(tiers: Tiers, reached: bigint, of: bigint): Slice[] {
  return of <= 0n ? [] : [slice(0n, reached, fraction(of), rateAt(tiers, reached))];
}

/** Marginal: what lies between, each stretch at its own rate; backwards where more came back than went out. */
function moved(tiers: Tiers, from: bigint, to: bigint): Slice[] {
  const back = to < from;
  const parts = stretches(tiers, back ? to : from, back ? from : to);
  return parts.map((part) => slice(part.from, part.to, fraction((part.to - part.from) * (back ? -1n : 1n)), part.rate));
}

/** Marginal by pieces with a rate of money: the period's base is spread evenly over its pieces. Without pieces it is a correction at the rate reached. */
function spread(tiers: Tiers, from: bigint, to: bigint, base: bigint): Slice[] {
  if (base === 0n) return [];
  if (from === to) return [slice(from, to, fraction(base), rateAt(tiers, to))];
  const [low, high] = from < to ? [from, to] : [to, from];
  return stretches(tiers, low, high).map((part) =>
    slice(part.from, part.to, fraction(base * (part.to - part.from), high - low), part.rate),
  );
}

/** What a life has earned, rounded once; more returns than sales have earned nothing. */
export function earnedIn({ royalty }: Life): bigint {
  return royalty.n > 0n ? rounded(royalty) : 0n;
}
