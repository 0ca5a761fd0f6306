import { z } from 'zod';
import { now } from '#lib/core/clock.ts';
import { humanNumber } from '#lib/core/ids.ts';
import type { RoyaltyStatement } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { endedPeriods, type Period } from './calendar.ts';
import { type PeriodStep, reckon, total, type WorkReport } from './engine.ts';
import { daysOf, holdersOf, type RoyaltyLicence, termsForLicence } from './licence.ts';
import { linesOf, type StatementLine } from './lines.ts';
import { type Group, groupsOf, reportsOf } from './receipts.ts';
import { moveStatement } from './states.ts';
import { hashOf, rulesOf } from './terms.ts';

const text = z.string().regex(/^-?\d+$/);
const inputsSchema = z.array(z.object({ receipts: text, units: text, deductions: text, listValue: text }));

function stored(reports: readonly WorkReport[]) {
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

function isFinal(statement: RoyaltyStatement | undefined): statement is RoyaltyStatement {
  return statement?.status === 'accepted' || statement?.status === 'paid';
}

/** What a statement says of its money, with its lines: what is stored, and what is shown before anything is. */
export interface Reckoned {
  readonly period: Period;
  readonly inputs: readonly WorkReport[];
  readonly step: PeriodStep;
  readonly lines: readonly StatementLine[];
}

/**
 * Makes the statements of a licence anew, in the order of its periods, as far as something is reported without a gap. The caller has
 * locked the licence. What was accepted stays as it is and is reckoned with as it was; what waits for an answer follows its reports.
 */
export async function remakeStatements(tx: Tx, licence: RoyaltyLicence, today: string): Promise<void> {
  const terms = termsForLicence(licence);
  const rules = rulesOf(terms);
  const works = licence.deal.works.map((each) => each.workId);
  const { start, end } = daysOf(licence);
  const known = new Map(
    (await tx.royaltyStatement.findMany({ where: { licenceId: licence.id } })).map((each) => [each.period, each]),
  );
  const reported = new Set(
    (
      await tx.salesReport.findMany({
        where: { licenceId: licence.id, status: { not: 'replaced' } },
        select: { period: true },
      })
    ).map((report) => report.period),
  );
  const history: { period: Period; inputs: WorkReport[]; groups: Group[] | null }[] = [];
  for (const period of endedPeriods(terms.calendar.every, start, end, today)) {
    const statement = known.get(period.key);
    if (isFinal(statement)) {
      history.push({ period, inputs: restored(statement.inputs), groups: null });
      continue;
    }
    if (!reported.has(period.key)) break;
    const groups = await groupsOf(tx, licence.id, period, rules.currency);
    history.push({ period, inputs: reportsOf(works, groups), groups });
  }
  const steps = reckon(
    rules,
    history.map(({ inputs }) => inputs),
  );
  for (const [at, { period, inputs, groups }] of history.entries()) {
    const step = steps[at];
    if (!groups || !step) continue;
    const releasedFrom = history[at - rules.reserve.periods]?.period.key ?? '';
    const lines = linesOf({ terms, rules, works, groups, step, releasedFrom, holders: holdersOf(licence) });
    await write(tx, licence, known.get(period.key), { period, inputs, step, lines });
  }
  const kept = new Set(history.map(({ period }) => period.key));
  const gone = [...known.values()].filter((each) => each.status === 'draft' && !kept.has(each.period));
  await tx.royaltyStatement.deleteMany({ where: { id: { in: gone.map((each) => each.id) } } });
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

async function write(
  tx: Tx,
  licence: RoyaltyLicence,
  statement: RoyaltyStatement | undefined,
  made: Reckoned,
): Promise<void> {
  const money = columnsOf(made.step);
  const hash = hashOf([made.lines, Object.entries(money).map(([name, value]) => [name, `${value}`])]);
  const content = { ...money, hash, inputs: stored(made.inputs), lines: [...made.lines] };
  if (!statement) {
    await tx.royaltyStatement.create({
      data: {
        ...content,
        number: humanNumber('ASR', now()),
        licenceId: licence.id,
        period: made.period.key,
        startsOn: new Date(made.period.start),
        endsOn: new Date(made.period.end),
        currency: termsForLicence(licence).currency,
        createdAt: now(),
      },
    });
  } else if (statement.hash !== hash) {
    await tx.royaltyStatement.update({
      where: { id: statement.id },
      data: { ...content, ...(statement.status === 'draft' ? {} : { revision: { increment: 1 } }) },
    });
  }
}

/** Sends a period's statement to the holder. Throws `royalties.wrong_state`. */
export async function sendStatement(tx: Tx, licenceId: string, period: string): Promise<RoyaltyStatement | null> {
  const statement = await tx.royaltyStatement.findFirst({ where: { licenceId, period } });
  if (!statement) return null;
  await moveStatement(tx, statement, 'sent', { sentAt: now() });
  return statement;
}
