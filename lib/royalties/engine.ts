import { type Fraction, fraction, rounded, timesWhole } from './fraction.ts';
import { splitByWeights } from './split.ts';
import type { Rules } from './terms.ts';
import { earnedIn, type Life, live, type Slice, unborn } from './tiers.ts';

/** What a period's report says of one work, in the licence's currency. */
export interface WorkReport {
  readonly receipts: bigint;
  readonly units: bigint;
  /** As claimed; at most the cap is allowed. */
  readonly deductions: bigint;
  /** Pieces times their list price; for royalties of a retail or wholesale price. */
  readonly listValue: bigint;
}

/** What one work earned in a period, before anything is held against the advance. */
export interface WorkStep {
  readonly report: WorkReport;
  readonly allowed: bigint;
  readonly net: bigint;
  /** What the rate is of. */
  readonly base: bigint;
  readonly slices: readonly Slice[];
  /** The royalty of the whole life before and after, each rounded once. */
  readonly before: bigint;
  readonly after: bigint;
  readonly royalty: bigint;
  readonly held: bigint;
  readonly released: bigint;
}

/** One account of recoupment: a work's own, or that of all works of the deal together. */
export interface PoolStep {
  readonly carriedIn: bigint;
  readonly earned: bigint;
  readonly recouped: bigint;
  readonly unrecouped: bigint;
  readonly rest: bigint;
  readonly carried: bigint;
}

export interface PeriodStep {
  readonly works: readonly WorkStep[];
  readonly pools: readonly PoolStep[];
  /** At the end of a guarantee period: what counted towards it, and what is missing. */
  readonly guarantee: { readonly amount: bigint; readonly counted: bigint; readonly topUp: bigint } | null;
  readonly gross: bigint;
  readonly withholding: bigint;
  readonly payable: bigint;
}

/** The sum of a list of amounts. */
export function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((a, b) => a + b, 0n);
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

const most = (a: bigint, b: bigint) => (a > b ? a : b);

/**
 * All of a licence's periods, one after the other: each holds a report for each work. The same reports always give the same statements. Works that
 * do not share their advance have each their portion of it.
 */
export function reckon(
  rules: Rules,
  periods: readonly (readonly WorkReport[])[],
  portions: readonly Fraction[] = (periods[0] ?? []).map(() => fraction(1n)),
): PeriodStep[] {
  const count = periods[0]?.length ?? 0;
  const works = Array.from({ length: count }, (_, at) =>
    workSteps(
      rules,
      periods.map((period) => need(period[at])),
    ),
  );
  const pooled = rules.crossCollateralised || count <= 1;
  const earnings = periods.map((_, at) => works.map((steps) => gain(need(steps[at]))));
  const pools = pooled
    ? [poolSteps(rules.advance, earnings.map(total))]
    : splitByWeights(rules.advance, portions).map((advance, work) =>
        poolSteps(
          advance,
          earnings.map((period) => need(period[work])),
        ),
      );
  const steps: PeriodStep[] = [];
  for (let at = 0; at < periods.length; at++) {
    const own = pools.map((pool) => need(pool[at]));
    const guarantee = guaranteed(rules, steps, own);
    const gross = total(own.map((pool) => pool.rest)) + (guarantee?.topUp ?? 0n);
    const withholding = rounded(timesWhole(rules.withholding, gross));
    const step = { works: works.map((work) => need(work[at])), pools: own, guarantee, gross, withholding };
    steps.push({ ...step, payable: gross - withholding });
  }
  return steps;
}

/**
 * How much of a period's gross each work brought: what its own account has left, or of one account for all as each earned; of what a guarantee
 * is topped up by its portion.
 */
export function grossByWork({ works, pools, guarantee }: PeriodStep, portions: readonly Fraction[]): bigint[] {
  const rests =
    pools.length === works.length
      ? pools.map((pool) => pool.rest)
      : splitByWeights(
          total(pools.map((pool) => pool.rest)),
          works.map((work) => fraction(most(gain(work), 0n))),
        );
  const added = splitByWeights(guarantee?.topUp ?? 0n, portions);
  return rests.map((rest, at) => rest + need(added[at]));
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('every period reports every work');
  return value;
}

function gain({ royalty, held, released }: WorkStep): bigint {
  return royalty - held + released;
}

function workSteps(rules: Rules, reports: readonly WorkReport[]): WorkStep[] {
  const steps: WorkStep[] = [];
  let life: Life = unborn;
  for (const report of reports) {
    const allowed = allowedDeductions(rules, report);
    const net = report.receipts - allowed;
    const base = baseOf(rules, report, net);
    const { after, slices } = live(rules, life, { base, units: report.units });
    const royalty = earnedIn(after) - earnedIn(life);
    const { periods } = rules.reserve;
    steps.push({
      report,
      allowed,
      net,
      base,
      slices,
      before: earnedIn(life),
      after: earnedIn(after),
      royalty,
      held: reserved(rules, royalty, steps),
      released: periods === 0 ? 0n : (steps.at(-periods)?.held ?? 0n),
    });
    life = after;
  }
  return steps;
}

function allowedDeductions({ deductionCap }: Rules, { receipts, deductions }: WorkReport): bigint {
  return least(deductions, rounded(timesWhole(deductionCap, most(receipts, 0n))));
}

function baseOf({ base }: Rules, { receipts, units, listValue }: WorkReport, net: bigint): bigint {
  return {
    net_receipts: net,
    gross_receipts: receipts,
    retail_price: listValue,
    wholesale_price: listValue,
    unit: units,
  }[base];
}

/** Held of a period's royalty; with a cap never more than it in all. What is released in the same period makes room first. */
function reserved({ reserve }: Rules, royalty: bigint, before: readonly WorkStep[]): bigint {
  if (royalty <= 0n) return 0n;
  const held = rounded(timesWhole(reserve.rate, royalty));
  if (reserve.cap === null) return held;
  const standing = reserve.periods <= 1 ? [] : before.slice(1 - reserve.periods);
  return least(held, most(0n, reserve.cap - total(standing.map((step) => step.held))));
}

function poolSteps(advance: bigint, earnings: readonly bigint[]): PoolStep[] {
  const steps: PoolStep[] = [];
  for (const gained of earnings) {
    const last = steps.at(-1);
    const carriedIn = last?.carried ?? 0n;
    const open = last?.unrecouped ?? advance;
    const earned = gained + carriedIn;
    const recouped = earned < 0n ? 0n : least(earned, open);
    const rest = earned < 0n ? 0n : earned - recouped;
    steps.push({ carriedIn, earned, recouped, unrecouped: open - recouped, rest, carried: least(earned, 0n) });
  }
  return steps;
}

function guaranteed(
  { guarantee }: Rules,
  before: readonly PeriodStep[],
  own: readonly PoolStep[],
): PeriodStep['guarantee'] {
  if (!guarantee || (before.length + 1) % guarantee.everyPeriods !== 0) return null;
  const earlier = guarantee.everyPeriods === 1 ? [] : before.slice(1 - guarantee.everyPeriods);
  const counted = total([...earlier.flatMap((step) => step.pools), ...own].map((pool) => pool.recouped + pool.rest));
  return { amount: guarantee.amount, counted, topUp: most(0n, guarantee.amount - counted) };
}
