import type { Tx } from '#lib/db/index.ts';
import type { ReportLine } from './report-file.ts';

/** Writes many lines as one parameter: a parameter for each cell would take longer than all the rest. */
export async function insertLines(tx: Tx, reportId: string, lines: readonly ReportLine[]): Promise<void> {
  if (lines.length === 0) return;
  const json = JSON.stringify(lines, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : typeof value === 'string' ? value.toWellFormed() : value,
  );
  await tx.$executeRaw`
    insert into sales_report_line (report_id, row, work_id, product, "right", territory, currency, units, receipts_minor, deductions_minor, list_minor)
    select ${reportId}::uuid, row, "workId", product, "right", territory, currency, units, "receiptsMinor", "deductionsMinor", "listMinor"
    from jsonb_to_recordset(${json}::jsonb) as l(row int, "workId" uuid, product text, "right" text, territory text, currency text,
      units int, "receiptsMinor" bigint, "deductionsMinor" bigint, "listMinor" bigint)`;
}
