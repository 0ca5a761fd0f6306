import { isoDay, now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { termsSchema } from '#lib/rights/index.ts';
import { dueOn, endedPeriods, type Period } from './calendar.ts';
import { insertLines } from './insert-lines.ts';
import { daysOf, lockLicence, type RoyaltyLicence, termsForLicence } from './licence.ts';
import type { ReportLine } from './report-file.ts';
import { remakeStatements, sendStatement } from './statement.ts';
import { tellOf } from './tell.ts';

interface Sold {
  readonly work_id: string | null;
  readonly title: string;
  readonly country: string;
  readonly currency: string;
  readonly units: number;
  /** Without tax. */
  readonly net: bigint;
}

/** What was paid in a period for listings of the licensee that name the licence. */
function sales(tx: Tx, licence: RoyaltyLicence, { start, end }: Period): Promise<Sold[]> {
  return tx.$queryRaw<Sold[]>`
    select li.work_id, l.title_for_seller as title, o.country, o.currency, sum(l.quantity)::int as units,
      sum(l.total_minor - l.tax_minor)::bigint as net
    from listing li join order_line l on l.listing_id = li.id join seller_order s on s.id = l.seller_order_id join orders o on o.id = s.order_id
    where li.licence_id = ${licence.id}::uuid and li.enterprise_id = ${licence.deal.licenseeId}::uuid
      and o.paid_at >= ${start}::date and o.paid_at < ${end}::date
    group by 1, 2, 3, 4 order by 2, 3, 4 limit ${limits.reportRows}`;
}

/** What was paid back in the period, whenever it was bought. */
function refunds(tx: Tx, licence: RoyaltyLicence, { start, end }: Period): Promise<Sold[]> {
  return tx.$queryRaw<Sold[]>`
    select li.work_id, l.title_for_seller as title, o.country, o.currency, sum(b.quantity)::int as units,
      sum(b.amount_minor - b.tax_minor)::bigint as net
    from listing li join order_line l on l.listing_id = li.id join refund_line b on b.order_line_id = l.id join refund r on r.id = b.refund_id
      join seller_order s on s.id = l.seller_order_id join orders o on o.id = s.order_id
    where li.licence_id = ${licence.id}::uuid and li.enterprise_id = ${licence.deal.licenseeId}::uuid and r.status = 'succeeded'
      and r.settled_at >= ${start}::date and r.settled_at < ${end}::date
    group by 1, 2, 3, 4 order by 2, 3, 4 limit ${limits.reportRows}`;
}

function linesOf(licence: RoyaltyLicence, sold: readonly Sold[], back: readonly Sold[]): ReportLine[] {
  const works = licence.deal.works.map((each) => each.workId);
  const [right = 'all'] = termsSchema.parse(licence.terms).scope.rights.include;
  const [firstWork = ''] = works;
  const line = (row: Sold, at: number, sign: 1 | -1): ReportLine => {
    const net = row.net * BigInt(sign);
    return {
      row: at,
      workId: row.work_id && works.includes(row.work_id) ? row.work_id : firstWork,
      product: row.title.slice(0, limits.shortText),
      right,
      territory: row.country,
      currency: currency(row.currency),
      units: row.units * sign,
      receiptsMinor: net,
      deductionsMinor: 0n,
      listMinor: net,
    };
  };
  return [
    ...sold.map((row, at) => line(row, at + 1, 1)),
    ...back.map((row, at) => line(row, sold.length + at + 1, -1)),
  ];
}

/**
 * Writes down what the platform itself sold under a licence in a period that has ended, once. The caller has locked the licence. True: there
 * was something, and it was not there yet.
 */
export async function takePlatformSales(tx: Tx, licence: RoyaltyLicence, period: Period): Promise<boolean> {
  const known = await tx.salesReport.count({
    where: { licenceId: licence.id, period: period.key, source: 'platform' },
  });
  if (known > 0) return false;
  const lines = linesOf(licence, await sales(tx, licence, period), await refunds(tx, licence, period));
  if (lines.length === 0) return false;
  const report = await tx.salesReport.create({
    data: {
      licenceId: licence.id,
      period: period.key,
      startsOn: new Date(period.start),
      endsOn: new Date(period.end),
      source: 'platform',
      status: 'submitted',
      lineCount: lines.length,
      createdAt: now(),
      submittedAt: now(),
    },
  });
  await insertLines(tx, report.id, lines);
  return true;
}

/**
 * Reports what the platform's own orders say, for every licence that a listing names and every period that has ended; again and again, and
 * each period once. Where the licensee has added nothing until the report was due, the platform's own report is sent as it is.
 */
export async function reportPlatformSales(): Promise<void> {
  const today = isoDay(now());
  const licences = await prisma().licence.findMany({
    where: { listings: { some: {} } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of licences) await transaction(async (tx) => reportOwn(tx, await lockLicence(tx, id), today));
}

async function reportOwn(tx: Tx, licence: RoyaltyLicence, today: string): Promise<void> {
  const { calendar } = termsForLicence(licence);
  const { start, end } = daysOf(licence);
  const periods = endedPeriods(calendar.every, start, end, today);
  const sent = await tx.royaltyStatement.findMany({ where: { licenceId: licence.id, status: { not: 'draft' } } });
  const open = periods.filter(({ key }) => sent.every((each) => each.period !== key));
  for (const period of open) await takePlatformSales(tx, licence, period);
  await remakeStatements(tx, licence, today);
  for (const period of open) {
    const reports = await tx.salesReport.findMany({ where: { licenceId: licence.id, period: period.key } });
    const alone = reports.length > 0 && reports.every((report) => report.source === 'platform');
    if (!alone || dueOn(calendar, period) > today || !(await sendStatement(tx, licence.id, period.key))) break;
    const statement = await tx.royaltyStatement.findFirstOrThrow({
      where: { licenceId: licence.id, period: period.key },
    });
    await tellOf(tx, licence, 'holder', 'sent', statement);
  }
}
