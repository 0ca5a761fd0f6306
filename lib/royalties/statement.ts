import { now } from '#lib/core/clock.ts';
import { humanNumber } from '#lib/core/ids.ts';
import type { RoyaltyStatement } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { endedPeriods, type Period } from './calendar.ts';
import { type Drawn, drawUp, type Past, restored } from './draw.ts';
import { daysOf, type RoyaltyLicence, termsForLicence } from './licence.ts';
import { ownedWorks } from './owners.ts';
import { groupsOf, reportsOf } from './receipts.ts';
import { moveStatement } from './states.ts';

function isFinal(statement: RoyaltyStatement | undefined): statement is RoyaltyStatement {
  return statement?.status === 'accepted' || statement?.status === 'paid';
}

/**
 * Makes the statements of a licence anew, in the order of its periods, as far as something is reported without a gap. The caller has
 * locked the licence. What was accepted stays as it is and is reckoned with as it was; what waits for an answer follows its reports.
 */
export async function remakeStatements(tx: Tx, licence: RoyaltyLicence, today: string): Promise<void> {
  const terms = termsForLicence(licence);
  const works = ownedWorks(licence);
  const ids = works.map((each) => each.workId);
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
  const history: (Past & { readonly period: Period })[] = [];
  for (const period of endedPeriods(terms.calendar.every, start, end, today)) {
    const statement = known.get(period.key);
    if (isFinal(statement)) {
      history.push({ key: period.key, period, inputs: restored(statement.inputs), groups: null });
      continue;
    }
    if (!reported.has(period.key)) break;
    const groups = await groupsOf(tx, licence.id, period, terms.currency);
    history.push({ key: period.key, period, inputs: reportsOf(ids, groups), groups });
  }
  for (const [at, drawn] of drawUp({ terms, works }, history).entries()) {
    const period = history[at]?.period;
    if (drawn && period) await write(tx, licence, known.get(period.key), period, drawn);
  }
  const kept = new Set(history.map(({ key }) => key));
  const gone = [...known.values()].filter((each) => each.status === 'draft' && !kept.has(each.period));
  await tx.royaltyStatement.deleteMany({ where: { id: { in: gone.map((each) => each.id) } } });
}

async function write(
  tx: Tx,
  licence: RoyaltyLicence,
  statement: RoyaltyStatement | undefined,
  period: Period,
  { money, hash, inputs, lines }: Drawn,
): Promise<void> {
  const content = { ...money, hash, inputs, lines: [...lines] };
  if (!statement) {
    await tx.royaltyStatement.create({
      data: {
        ...content,
        number: humanNumber('ASR', now()),
        licenceId: licence.id,
        period: period.key,
        startsOn: new Date(period.start),
        endsOn: new Date(period.end),
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
