import type { Actor } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { restored } from './draw.ts';
import { type PeriodStep, reckon, type WorkReport } from './engine.ts';
import { openLicence } from './licence.ts';
import { type RoyaltyTerms, rulesOf } from './terms.ts';

/** What somebody wonders about: so many pieces at so much each. */
export interface Supposed {
  readonly units: number;
  readonly priceMinor: bigint;
}

export interface WhatIf {
  readonly step: PeriodStep;
  /** Gross royalty over pieces, from none to twice as many, for a drawing. */
  readonly curve: readonly { readonly units: number; readonly royalty: bigint }[];
}

const points = 40;

function supposed(units: number, priceMinor: bigint): WorkReport {
  const receipts = BigInt(units) * priceMinor;
  return { receipts, units: BigInt(units), deductions: 0n, listValue: receipts };
}

/** What one more period would bring on top of those before: pure, and the same arithmetic as a statement's. */
export function whatIf(
  terms: RoyaltyTerms,
  { units, priceMinor }: Supposed,
  before: readonly WorkReport[] = [],
): WhatIf {
  const rules = rulesOf(terms);
  const history = before.map((report) => [report]);
  const last = (pieces: number) => {
    const step = reckon(rules, [...history, [supposed(pieces, priceMinor)]]).at(-1);
    if (!step) throw new Error('a period has a step');
    return step;
  };
  const most = Math.max(units * 2, points);
  const curve = Array.from({ length: points + 1 }, (_, at) => {
    const pieces = Math.round((most * at) / points);
    return { units: pieces, royalty: last(pieces).works[0]?.royalty ?? 0n };
  });
  return { step: last(units), curve };
}

/** What was reported under a licence so far, all works together, period by period: sent statements only. */
export async function reportedSoFar(actor: Actor, number: string): Promise<WorkReport[]> {
  const { licence } = await openLicence(actor, number);
  const statements = await prisma().royaltyStatement.findMany({
    where: { licenceId: licence.id, status: { not: 'draft' } },
    orderBy: { startsOn: 'asc' },
    select: { inputs: true },
  });
  return statements.map(({ inputs }) =>
    restored(inputs).reduce((all, work) => ({
      receipts: all.receipts + work.receipts,
      units: all.units + work.units,
      deductions: all.deductions + work.deductions,
      listValue: all.listValue + work.listValue,
    })),
  );
}
