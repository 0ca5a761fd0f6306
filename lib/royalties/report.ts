import { createHash } from 'node:crypto';
import { z } from 'zod';
import { writeWorkbook } from '#lib/catalogue/index.ts';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { byteOrderMark, csvRecord } from '#lib/core/csv.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import type { SalesReport } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { grantedLeaves, hierarchies, termsSchema } from '#lib/rights/index.ts';
import { audit } from '#lib/trust/index.ts';
import { closeDisputes } from './answer.ts';
import { endedPeriods, type Period, periodOf } from './calendar.ts';
import { insertLines } from './insert-lines.ts';
import { daysOf, lockLicence, openLicence, type RoyaltyLicence, termsForLicence } from './licence.ts';
import { takePlatformSales } from './platform.ts';
import { type ReportFrame, type ReportLine, readReport, reportColumns } from './report-file.ts';
import { remakeStatements, sendStatement } from './statement.ts';
import { tellOf } from './tell.ts';

const periodKey = z.string().regex(/^\d{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$/, { error: 'choose' });
export const uploadReportSchema = z.object({ number: z.string().max(40), period: periodKey, file: z.unknown() });
export const nothingSoldSchema = z.object({ number: z.string().max(40), period: periodKey });
export const reportIdSchema = z.object({ number: z.string().max(40), reportId: id });

/** The period of a licence by its key, when it has ended. Throws `royalties.unknown_period` and `royalties.period_runs`. */
function reportable(licence: RoyaltyLicence, key: string): Period {
  const { every } = termsForLicence(licence).calendar;
  const { start, end } = daysOf(licence);
  const today = isoDay(now());
  const found = endedPeriods(every, start, end, today).find((period) => period.key === key);
  if (found) return found;
  const running = periodOf(every, today).key === key;
  throw new DomainError(running ? 'royalties.period_runs' : 'royalties.unknown_period', { period: key }, 'period');
}

/** What a file may say under a licence: what it has ever given, as it was signed. */
export function frameOf(licence: RoyaltyLicence, period: string): ReportFrame {
  const scope = grantedLeaves(licence.grants);
  const leaves = new Set(scope.rights);
  const groups = hierarchies.rights.groups.filter((group) =>
    hierarchies.rights.leavesOf(group).every((leaf) => leaves.has(leaf)),
  );
  const terms = termsForLicence(licence);
  const own = termsSchema.parse(licence.terms).scope.rights.include;
  return {
    period,
    works: new Map(licence.deal.works.map(({ work }) => [work.id, work.slug])),
    rights: new Set(own.length === 1 && leaves.size === 1 ? own : [...leaves, ...groups, ...own]),
    territories: new Set(scope.territories),
    currency: currency(terms.currency),
    needsPrice: terms.base === 'retail_price' || terms.base === 'wholesale_price',
  };
}

/**
 * The licensee hands in a file of sales: it is read whole or refused whole, and its statement is drawn up for the licensee to look at; the
 * holder sees nothing yet. A file for a disputed period replaces the one before at once and goes to the holder. Throws `royalties.unknown`
 * for a foreign licence, `royalties.unknown_period`, `royalties.period_runs`, `royalties.earlier_missing`, `royalties.reported_already`,
 * `royalties.same_file`, and what `readReport` throws.
 */
export async function uploadReport(
  actor: Actor,
  input: { readonly number: string; readonly period: string },
  fileName: string,
  bytes: Uint8Array,
): Promise<void> {
  const { licence } = await openLicence(actor, input.number, 'royalty.report', 'licensee');
  const period = reportable(licence, input.period);
  const lines = await readReport(bytes, frameOf(licence, period.key));
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  await keepReport(
    actor,
    licence.id,
    period,
    { source: 'upload', fileName: fileName.slice(0, limits.shortText), fileHash },
    lines,
  );
}

/** The licensee says that nothing (more) was sold in a period: goes to the holder at once. Throws as `uploadReport`. */
export async function reportNothing(actor: Actor, input: z.output<typeof nothingSoldSchema>): Promise<void> {
  const { licence } = await openLicence(actor, input.number, 'royalty.report', 'licensee');
  const period = reportable(licence, input.period);
  await keepReport(actor, licence.id, period, { source: 'nothing', fileName: '', fileHash: null }, []);
}

interface Kept {
  readonly source: 'upload' | 'nothing';
  readonly fileName: string;
  readonly fileHash: string | null;
}

async function keepReport(
  actor: Actor,
  licenceId: string,
  period: Period,
  kept: Kept,
  lines: readonly ReportLine[],
): Promise<void> {
  try {
    await transaction(async (tx) => {
      const licence = await lockLicence(tx, licenceId);
      const corrects = await makeRoom(tx, licence, period);
      const atOnce = corrects || kept.source === 'nothing';
      const report = await tx.salesReport.create({
        data: {
          ...kept,
          licenceId,
          period: period.key,
          startsOn: new Date(period.start),
          endsOn: new Date(period.end),
          status: 'checked',
          lineCount: lines.length,
          submittedById: actorId(actor),
          createdAt: now(),
        },
      });
      await insertLines(tx, report.id, lines);
      await takePlatformSales(tx, licence, period);
      await remakeStatements(tx, licence, isoDay(now()));
      if (atOnce) await submit(tx, actor, licence, report);
    });
  } catch (error) {
    if (hasSqlState(error, '23505', 'P2002')) throw new DomainError('royalties.same_file', {}, 'file');
    throw error;
  }
}

/** Whether a report for the period corrects a disputed one, which it replaces. Throws where there is no room for it. */
async function makeRoom(tx: Tx, licence: RoyaltyLicence, period: Period): Promise<boolean> {
  const { start, end } = daysOf(licence);
  const before = endedPeriods(termsForLicence(licence).calendar.every, start, end, period.start);
  const statements = await tx.royaltyStatement.findMany({ where: { licenceId: licence.id, status: { not: 'draft' } } });
  const missing = before.find(({ key }) => statements.every((each) => each.period !== key));
  if (missing) throw new DomainError('royalties.earlier_missing', { period: missing.key }, 'period');
  const known = statements.find((each) => each.period === period.key);
  if (known && known.status !== 'disputed')
    throw new DomainError('royalties.reported_already', { period: period.key }, 'period');
  const own = { licenceId: licence.id, period: period.key, source: { not: 'platform' as const } };
  if (!known) {
    const waiting = await tx.salesReport.count({ where: { ...own, status: { not: 'replaced' } } });
    if (waiting > 0) throw new DomainError('royalties.waits_already', { period: period.key }, 'period');
    return false;
  }
  await tx.salesReport.updateMany({ where: { ...own, status: 'submitted' }, data: { status: 'replaced' } });
  return true;
}

async function submit(tx: Tx, actor: Actor, licence: RoyaltyLicence, report: SalesReport): Promise<void> {
  await tx.salesReport.update({ where: { id: report.id }, data: { status: 'submitted', submittedAt: now() } });
  const before = await sendStatement(tx, licence.id, report.period);
  const statement = await tx.royaltyStatement.findFirst({ where: { licenceId: licence.id, period: report.period } });
  await audit(tx, actor, {
    action: 'royalty.report',
    subjectType: 'licence',
    subjectId: licence.id,
    data: { period: report.period, source: report.source, lines: report.lineCount },
  });
  if (!statement) return;
  await closeDisputes(tx, statement.id, actorId(actor));
  await tellOf(tx, licence, 'holder', before?.status === 'disputed' ? 'corrected' : 'sent', statement);
}

async function checkedReport(tx: Tx, licenceId: string, reportId: string): Promise<SalesReport> {
  const report = await tx.salesReport.findFirst({ where: { id: reportId, licenceId } });
  if (!report) throw new DomainError('royalties.unknown');
  if (report.status !== 'checked') throw new DomainError('royalties.sent_already');
  return report;
}

/** The licensee sends what it has looked at to the holder. Throws `royalties.sent_already`. */
export async function submitReport(actor: Actor, input: z.output<typeof reportIdSchema>): Promise<void> {
  const opened = await openLicence(actor, input.number, 'royalty.report', 'licensee');
  await transaction(async (tx) => {
    const licence = await lockLicence(tx, opened.licence.id);
    await submit(tx, actor, licence, await checkedReport(tx, licence.id, input.reportId));
  });
}

/** The licensee takes a report back before it was sent; nothing of it stays. Throws `royalties.sent_already`. */
export async function discardReport(actor: Actor, input: z.output<typeof reportIdSchema>): Promise<void> {
  const opened = await openLicence(actor, input.number, 'royalty.report', 'licensee');
  await transaction(async (tx) => {
    const licence = await lockLicence(tx, opened.licence.id);
    const report = await checkedReport(tx, licence.id, input.reportId);
    await tx.salesReport.delete({ where: { id: report.id } });
    await remakeStatements(tx, licence, isoDay(now()));
  });
}

/** An empty report for a period of a licence; a workbook says in a second sheet what each column takes. */
export async function reportTemplate(
  actor: Actor,
  number: string,
  period: string,
  format: 'csv' | 'xlsx',
  help: { readonly name: string; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] },
): Promise<Uint8Array> {
  const { licence } = await openLicence(actor, number);
  const frame = frameOf(licence, periodKey.safeParse(period).data ?? '');
  const header = reportColumns.filter(
    (column) => (column !== 'work' || frame.works.size > 1) && (column !== 'price' || frame.needsPrice),
  );
  const [work = ''] = frame.works.values();
  const [right = ''] = frame.rights;
  const [territory = ''] = termsSchema
    .parse(licence.terms)
    .scope.territories.include.filter((code) => frame.territories.has(code));
  const cells: Readonly<Record<string, string>> = {
    period: frame.period,
    work,
    right,
    territory,
    currency: frame.currency,
  };
  const first = header.map((column) => cells[column] ?? '');
  if (format === 'csv') return Buffer.from(byteOrderMark + csvRecord(header) + csvRecord(first));
  return writeWorkbook([{ name: 'report', header, rows: [first] }, help]);
}
