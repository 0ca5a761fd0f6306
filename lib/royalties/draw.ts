import { z } from 'zod';
import { type PeriodStep, reckon, total, type WorkReport } from './engine.ts';
import { linesOf, type StatementLine } from './lines.ts';
import { type OwnedWork, portionsOf } from './owners.ts';
import type { Group } from './receipts.ts';
import { hashOf, type RoyaltyTerms, rulesOf } from './terms.ts';

const text = z.string().regex(/^-?\d+$/);
const inputsSchema = z.array(z.object({ receipts: text, units: text, deductions: text, listValue: text }));

/** What each work reported, as a statement keeps it. */
export function stored(reports: readonly WorkReport[]) {
  return reports.map(({ receipts, units, deductions, listValue }) => ({
    receipts: `${receipts}`,
    units: `${units}`,
    deductions: `${deductions}`,
    listValue: `${listValue}`,
  }));
}

/** What a statement kept of its reports. */
export function restored(inputs: unknown): WorkReport[] {
  return inputsSchema.parse(inputs).map(({ receipts, units, deductions, listValue }) => ({
    receipts: BigInt(receipts),
    units: BigInt(units),
    deductions: BigInt(deductions),
    listValue: BigInt(listValue),
  }));
}

/** A period's statement, drawn up: what is kept of it. */
export interface Drawn {
  readonly inputs: ReturnType<typeof stored>;
  readonly lines: readonly StatementLine[];
  readonly money: ReturnType<typeof columnsOf>;
  readonly hash: string;
}

interface Frame {
  readonly terms: RoyaltyTerms;
  readonly works: readonly OwnedWork[];
}

/** A period of a licence's history; without groups its statement stands already and is only reckoned with. */
export interface Past {
  readonly key: string;
  readonly inputs: readonly WorkReport[];
  readonly groups: readonly Group[] | null;
}

/** Draws up the statements of a history, in its order; null for those that stand. Pure: the same history gives the same statements. */
export function drawUp({ terms, works }: Frame, history: readonly Past[]): (Drawn | null)[] {
  const rules = rulesOf(terms);
  const steps = reckon(
    rules,
    history.map(({ inputs }) => inputs),
    portionsOf(
      works.map(({ workId }) => workId),
      terms,
    ),
  );
  return history.map(({ groups, inputs }, at) => {
    const step = steps[at];
    if (!groups || !step) return null;
    const releasedFrom = history[at - rules.reserve.periods]?.key ?? '';
    const lines = linesOf({ terms, rules, works, groups, step, releasedFrom });
    const money = columnsOf(step);
    const hash = hashOf([lines, Object.entries(money).map(([name, value]) => [name, `${value}`])]);
    return { inputs: stored(inputs), lines, money, hash };
  });
}

/** The money of a statement, by its columns. */
export function columnsOf({ works, pools, guarantee, gross, withholding, payable }: PeriodStep) {
  const ofWorks = (pick: (work: (typeof works)[number]) => bigint) => total(works.map(pick));
  const ofPools = (pick: (pool: (typeof pools)[number]) => bigint) => total(pools.map(pick));
  return {
    units: ofWorks((work) => work.report.units),
    receiptsMinor: ofWorks((work) => work.report.receipts),
    deductionsMinor: ofWorks((work) => work.allowed),
    baseMinor: ofWorks((work) => work.base),
    royaltyMinor: ofWorks((work) => work.royalty),
    heldMinor: ofWorks((work) => work.held),
    releasedMinor: ofWorks((work) => work.released),
    carriedInMinor: ofPools((pool) => pool.carriedIn),
    recoupedMinor: ofPools((pool) => pool.recouped),
    unrecoupedMinor: ofPools((pool) => pool.unrecouped),
    restMinor: ofPools((pool) => pool.rest),
    carriedMinor: ofPools((pool) => pool.carried),
    topUpMinor: guarantee?.topUp ?? 0n,
    grossMinor: gross,
    withholdingMinor: withholding,
    payableMinor: payable,
  };
}
