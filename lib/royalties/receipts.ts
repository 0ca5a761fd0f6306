import { type Currency, currency } from '#lib/core/currency.ts';
import { money } from '#lib/core/money.ts';
import type { Tx } from '#lib/db/index.ts';
import { convert, type Rates, ratesOn, rateText } from '#lib/exchange/index.ts';
import type { WorkReport } from './engine.ts';

/** What a period's reports say together of one work, right, territory and currency; also in the licence's own currency. */
export interface Group {
  readonly workId: string;
  readonly right: string;
  readonly territory: string;
  readonly currency: Currency;
  readonly units: bigint;
  readonly receipts: bigint;
  readonly list: bigint;
  readonly rate: string;
  readonly convertedReceipts: bigint;
  readonly convertedDeductions: bigint;
  readonly convertedList: bigint;
}

interface Row {
  readonly work_id: string;
  readonly right: string;
  readonly territory: string;
  readonly currency: string;
  readonly units: bigint;
  readonly receipts: bigint;
  readonly deductions: bigint;
  readonly list: bigint;
}

/** The groups of a period, added up by the database, and converted at the rates of its last day. */
export async function groupsOf(
  tx: Tx,
  licenceId: string,
  period: { start: string; end: string },
  to: Currency,
): Promise<Group[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select l.work_id, l."right", l.territory, l.currency, sum(l.units)::bigint as units, sum(l.receipts_minor)::bigint as receipts,
      sum(l.deductions_minor)::bigint as deductions, sum(l.list_minor)::bigint as list
    from sales_report r join sales_report_line l on l.report_id = r.id
    where r.licence_id = ${licenceId}::uuid and r.starts_on = ${period.start}::date and r.status <> 'replaced'
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`;
  const rates = rows.some((row) => row.currency !== to) ? await ratesOn(dayBefore(period.end)) : null;
  return rows.map((row) => groupOf(row, to, rates));
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function groupOf(row: Row, to: Currency, rates: Rates | null): Group {
  const from = currency(row.currency);
  const into = (minor: bigint) => (rates ? convert(money(minor, from), to, rates).minor : minor);
  return {
    workId: row.work_id,
    right: row.right,
    territory: row.territory,
    currency: from,
    units: row.units,
    receipts: row.receipts,
    list: row.list,
    rate: rates && from !== to ? rateText(from, to, rates) : '1',
    convertedReceipts: into(row.receipts),
    convertedDeductions: into(row.deductions),
    convertedList: into(row.list),
  };
}

/** What each of the works reports, in their order; one without sales reports nothing. */
export function reportsOf(works: readonly string[], groups: readonly Group[]): WorkReport[] {
  return works.map((workId) => {
    const own = groups.filter((group) => group.workId === workId);
    const sum = (pick: (group: Group) => bigint) => own.reduce((all, group) => all + pick(group), 0n);
    return {
      receipts: sum((group) => group.convertedReceipts),
      units: sum((group) => group.units),
      deductions: sum((group) => group.convertedDeductions),
      listValue: sum((group) => group.convertedList),
    };
  });
}
