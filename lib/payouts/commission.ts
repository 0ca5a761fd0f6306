import type { Currency } from '#lib/core/currency.ts';
import { add, basisPoints, type Money, sum, zero } from '#lib/core/money.ts';
import { convert, type Rates } from '#lib/exchange/index.ts';

/** One rule of a plan. */
export interface CommissionTerm {
  /** The category it was made for; null: everything. */
  readonly category: string | null;
  /** That category and all below it. */
  readonly covers: ReadonlySet<string> | null;
  /** How far its category is from the root: the nearer rule counts. */
  readonly depth: number;
  readonly basisPoints: number;
  readonly fixed: Money;
  /** ISO day. */
  readonly validFrom: string;
}

export interface CommissionTerms {
  readonly terms: readonly CommissionTerm[];
}

export interface CommissionedLine {
  readonly category: string | null;
  /** Without tax, after what the seller gave off. */
  readonly net: Money;
}

/** One part of a commission, with all that explains it. */
export interface CommissionShare {
  readonly category: string | null;
  readonly basisPoints: number;
  readonly base: Money;
  readonly fixed: Money;
  readonly amount: Money;
}

/** A plan of one percentage for everything. */
export function flatTerms(points: number): CommissionTerms {
  return {
    terms: [
      {
        category: null,
        covers: null,
        depth: 0,
        basisPoints: points,
        fixed: { minor: 0n, currency: 'EUR' },
        validFrom: '0001-01-01',
      },
    ],
  };
}

/** The rule that counts for a category on a day: the nearest category first, then the latest day. */
function termFor({ terms }: CommissionTerms, category: string | null, day: string): CommissionTerm | undefined {
  const fitting = terms.filter(
    (term) => term.validFrom <= day && (term.covers === null || (category !== null && term.covers.has(category))),
  );
  return fitting.sort((a, b) => b.depth - a.depth || (a.validFrom < b.validFrom ? 1 : -1))[0];
}

/**
 * What the platform keeps of one seller order: lines under one rule together, their percentage rounded once, the rule's fixed amount
 * once an order. It never takes more than the goods bring.
 */
export function commissionOn(
  plan: CommissionTerms,
  lines: readonly CommissionedLine[],
  { currency, day, rates }: { currency: Currency; day: string; rates: Rates },
): CommissionShare[] {
  const groups = Map.groupBy(lines, (line) => termFor(plan, line.category, day));
  return [...groups].flatMap(([term, own]) => {
    if (!term) return [];
    const base = sum(
      own.map((line) => line.net),
      currency,
    );
    const fixed = base.minor > 0n ? convert(term.fixed, currency, rates) : zero(currency);
    const asked = add(basisPoints(base, term.basisPoints), fixed);
    const most = base.minor > 0n ? base : zero(currency);
    const amount = asked.minor > most.minor ? most : asked;
    return amount.minor === 0n ? [] : [{ category: term.category, basisPoints: term.basisPoints, base, fixed, amount }];
  });
}
