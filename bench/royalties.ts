import { randomUUID } from 'node:crypto';
import { prisma, transaction } from '#lib/db/index.ts';
import {
  type RoyaltyLicence,
  type RoyaltyTerms,
  remakeStatements,
  royaltyLicence,
  royaltyTermsOf,
} from '#lib/royalties/index.ts';
import { table } from './load.ts';

const lines = 100_000;
const rounds = 5;

/** Terms with everything in them, so that nothing is skipped. */
const terms: RoyaltyTerms = {
  ...royaltyTermsOf({ advanceMinor: '5000000', currency: 'EUR', royalty: 800 }),
  tiers: [
    { upTo: '10000000', rate: '2/25' },
    { upTo: '50000000', rate: '1/10' },
    { upTo: null, rate: '1/8' },
  ],
  guarantee: { minor: '1000000', everyPeriods: 1 },
  reserve: { rate: '1/10', periods: 2, capMinor: null },
  withholding: { rate: '1/10', instrument: '' },
};

async function anyLicence(): Promise<RoyaltyLicence> {
  const found = await prisma().licence.findFirstOrThrow({
    where: { status: 'active', startsOn: { lt: new Date('2026-07-01') }, statements: { none: {} }, royaltyTerms: null },
    orderBy: { startsOn: 'asc' },
  });
  await prisma().royaltyTermsRow.create({ data: { licenceId: found.id, terms, termsHash: 'bench' } });
  return prisma().licence.findUniqueOrThrow({ where: { id: found.id }, include: royaltyLicence });
}

/** One report of a hundred thousand lines in the licence's first quarter, in three currencies. */
async function fill(licence: RoyaltyLicence): Promise<void> {
  const id = randomUUID();
  const start = licence.startsOn;
  const first = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() - (start.getUTCMonth() % 3), 1));
  const end = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 3, 1));
  await prisma().salesReport.create({
    data: {
      id,
      licenceId: licence.id,
      period: `${first.getUTCFullYear()}-Q${first.getUTCMonth() / 3 + 1}`,
      startsOn: first,
      endsOn: end,
      source: 'upload',
      status: 'submitted',
      lineCount: lines,
      submittedAt: new Date(),
    },
  });
  const workId = licence.deal.works[0]?.workId ?? '';
  await prisma().$executeRaw`
    insert into sales_report_line (report_id, row, work_id, product, "right", territory, currency, units, receipts_minor, deductions_minor)
    select ${id}::uuid, n, ${workId}::uuid, 'Product ' || n, (array['toys','stationery','apparel'])[1 + n % 3],
      (array['CZ','SK','PL','HU','BG','RO'])[1 + n % 6], (array['EUR','CZK','PLN'])[1 + n % 3], 1 + n % 40, (100 + n % 9000) * (1 + n % 40), n % 700
    from generate_series(2, ${lines + 1}) n`;
}

/** A statement over a hundred thousand lines of report, drawn up and written, five times. */
export async function benchRoyalties(): Promise<void> {
  const licence = await anyLicence();
  await fill(licence);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await transaction((tx) => remakeStatements(tx, licence, '2100-01-01'));
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const statement = await prisma().royaltyStatement.findFirstOrThrow({ where: { licenceId: licence.id } });
  console.log(
    `\n${table([
      ['royalties', 'fastest', 'slowest', 'lines', 'royalty'],
      [
        'statement over the report',
        `${times[0]?.toFixed(0)} ms`,
        `${times.at(-1)?.toFixed(0)} ms`,
        String(lines),
        `${(Number(statement.royaltyMinor) / 100).toFixed(2)} EUR`,
      ],
    ])}`,
  );
}
