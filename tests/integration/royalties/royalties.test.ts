import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeWorkbook } from '#lib/catalogue/index.ts';
import { guest } from '#lib/core/actor.ts';
import { shiftClock } from '#lib/core/clock.ts';
import { DomainErrors } from '#lib/core/errors.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { recordRoyaltyPaid } from '#lib/licensing/index.ts';
import {
  acceptStatement,
  answerDispute,
  attachTaxCertificate,
  discardReport,
  disputeLine,
  everywhere,
  freezeRoyaltyTerms,
  licencesOf,
  overdueReports,
  portfolioOf,
  readStatement,
  remindOfReports,
  reportNothing,
  reportPlatformSales,
  reportsOfLicence,
  reportTemplate,
  royaltyTermsOf,
  submitReport,
  taxCertificate,
  uploadReport,
  withdrawDispute,
} from '#lib/royalties/index.ts';
import { bought } from '../bought.ts';
import { behind } from '../ledger/behind.ts';
import { makeEnterprise, makeListing, ownerOf, personOf, referenceData } from '../world.ts';
import { csv, makeLicence, type Parties } from './parties.ts';

beforeAll(referenceData);
const standAt = (day: string) => shiftClock(Date.parse(`${day}T12:00:00Z`) - Date.now());
beforeEach(() => standAt('2026-07-10'));
afterEach(() => shiftClock(0));

async function submitted(parties: Parties, period: string, ...rows: string[]) {
  await uploadReport(parties.licensee, { number: parties.number, period }, 'sales.csv', csv(...rows));
  const [report] = await reportsOfLicence(parties.licensee, parties.number);
  await submitReport(parties.licensee, { number: parties.number, reportId: report?.id ?? '' });
  return (await readStatement(parties.holder, parties.number, period)).statement;
}

const q1 = (parties: Parties, ...rows: string[]) =>
  submitted(parties, '2026-Q1', ...(rows.length > 0 ? rows : ['Bear,CZ,EUR,100,1000.00,0']));
const accept = async (parties: Parties, period: string) => {
  const { statement } = await readStatement(parties.holder, parties.number, period);
  await acceptStatement(parties.holder, { number: parties.number, period, hash: statement.hash });
};
const staff = () => personOf('00000000-0000-7000-8000-000000000001', { staffRoles: ['finance'] });

describe('a report of sales', () => {
  test('is a draft that the licensee alone sees, until it is sent', async () => {
    const parties = await makeLicence();
    await uploadReport(
      parties.licensee,
      { number: parties.number, period: '2026-Q1' },
      'q1.csv',
      csv('Bear,CZ,EUR,100,"1.000,00",0', 'Bear,SK,EUR,50,500,100'),
    );
    const mine = await readStatement(parties.licensee, parties.number, '2026-Q1');
    expect(mine.statement).toMatchObject({
      status: 'draft',
      receiptsMinor: 150_000n,
      deductionsMinor: 10_000n,
      royaltyMinor: 11_200n,
      recoupedMinor: 5_000n,
      payableMinor: 6_200n,
    });
    await expect(readStatement(parties.holder, parties.number, '2026-Q1')).rejects.toThrow('royalties.unknown');
    const [report] = await reportsOfLicence(parties.licensee, parties.number);
    await discardReport(parties.licensee, { number: parties.number, reportId: report?.id ?? '' });
    await expect(readStatement(parties.licensee, parties.number, '2026-Q1')).rejects.toThrow('royalties.unknown');
    const statement = await q1(parties);
    expect(statement).toMatchObject({ status: 'sent', payableMinor: 3_000n });
    await expect(
      discardReport(parties.licensee, {
        number: parties.number,
        reportId: (await reportsOfLicence(parties.licensee, parties.number))[0]?.id ?? '',
      }),
    ).rejects.toThrow('royalties.sent_already');
  });

  test('names every wrong cell by row and column, and nothing of it is kept', async () => {
    const parties = await makeLicence();
    const file = csv(
      'Bear,DE,EUR,100,1000,0',
      'Bear,CZ,EUR,many,1000,0',
      'Bear,CZ,XXX,1,1,0',
      'Bear,CZ,EUR,1,1.234,0',
      'Bear,CZ,EUR,1,10,-1',
      'Fox,CZ,EUR,1,10,0',
      'Fox,CZ,EUR,1,10,0',
      ',,,,,',
    );
    const failure = await uploadReport(
      parties.licensee,
      { number: parties.number, period: '2026-Q1' },
      'q1.csv',
      file,
    ).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DomainErrors);
    const all =
      failure instanceof DomainErrors
        ? failure.all.slice(1).map(({ code, params }) => [params['row'], params['column'], code])
        : [];
    expect(all).toEqual([
      [2, 'territory', 'royalties.cell_outside'],
      [3, 'units', 'royalties.cell_units'],
      [4, 'currency', 'royalties.cell_currency'],
      [5, 'receipts', 'royalties.cell_amount'],
      [6, 'deductions', 'royalties.cell_below_zero'],
      [8, 'product', 'royalties.cell_twice'],
    ]);
    expect(await prisma().salesReport.count({ where: { licenceId: parties.licenceId } })).toBe(0);
  });

  test.each<[string, string, Uint8Array, string]>([
    ['a period that runs', '2026-Q3', csv('Bear,CZ,EUR,1,1,0'), 'royalties.period_runs'],
    ['a period before the licence', '2025-Q4', csv('Bear,CZ,EUR,1,1,0'), 'royalties.unknown_period'],
    ['a period after a gap', '2026-Q2', csv('Bear,CZ,EUR,1,1,0'), 'royalties.earlier_missing'],
    ['other columns', '2026-Q1', Buffer.from('a,b\n1,2\n'), 'royalties.header_unknown'],
    ['no rows', '2026-Q1', csv(), 'royalties.no_rows'],
  ])('for %s is refused', async (_, period, file, code) => {
    const parties = await makeLicence();
    await expect(uploadReport(parties.licensee, { number: parties.number, period }, 'x.csv', file)).rejects.toThrow(
      code,
    );
  });

  test('twice is refused, by the rules and by the database', async () => {
    const parties = await makeLicence();
    await q1(parties);
    const again = (period: string) =>
      uploadReport(parties.licensee, { number: parties.number, period }, 'x.csv', csv('Bear,CZ,EUR,100,1000.00,0'));
    await expect(again('2026-Q1')).rejects.toThrow('royalties.reported_already');
    await expect(again('2026-Q2')).rejects.toThrow('royalties.same_file');
    const row = await prisma().salesReport.findFirstOrThrow({ where: { licenceId: parties.licenceId } });
    const { id: _, fileHash: __, ...copy } = row;
    await expect(prisma().salesReport.create({ data: copy })).rejects.toThrow(/sales_report_once|Unique/);
    await expect(
      prisma().salesReportLine.updateMany({ where: { reportId: row.id }, data: { units: 1 } }),
    ).rejects.toThrow(/do not change/);
    const twice = await Promise.allSettled([
      reportNothing(parties.licensee, { number: parties.number, period: '2026-Q2' }),
      reportNothing(parties.licensee, { number: parties.number, period: '2026-Q2' }),
    ]);
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('for a foreign licence reads as one that does not exist, whoever asks', async () => {
    const parties = await makeLicence();
    const other = await makeEnterprise();
    const stranger = ownerOf(other.user.id, other.enterprise.id);
    const file = csv('Bear,CZ,EUR,1,1,0');
    for (const actor of [stranger, guest, parties.holder]) {
      await expect(uploadReport(actor, { number: parties.number, period: '2026-Q1' }, 'x.csv', file)).rejects.toThrow(
        'royalties.unknown',
      );
    }
    const statement = await q1(parties);
    await expect(readStatement(stranger, parties.number, '2026-Q1')).rejects.toThrow('royalties.unknown');
    await expect(
      acceptStatement(parties.licensee, { number: parties.number, period: '2026-Q1', hash: statement.hash }),
    ).rejects.toThrow('royalties.unknown');
    await expect(
      acceptStatement(stranger, { number: parties.number, period: '2026-Q1', hash: statement.hash }),
    ).rejects.toThrow('royalties.unknown');
    expect((await licencesOf(stranger, 'licensee')).items).toEqual([]);
  });

  test('may be a workbook, in several currencies, and its template comes back as it went', async () => {
    const parties = await makeLicence({ advance: '0' });
    const template = await reportTemplate(parties.licensee, parties.number, '2026-Q1', 'csv', {
      name: 'help',
      header: [],
      rows: [],
    });
    expect(Buffer.from(template).toString()).toContain(
      'period,product,right,territory,currency,units,receipts,deductions',
    );
    const header = ['period', 'right', 'territory', 'currency', 'units', 'receipts'];
    const book = await writeWorkbook([
      {
        name: 'r',
        header,
        rows: [
          ['2026-Q1', 'toys', 'cz', 'CZK', '10', '2500'],
          ['2026-q1', 'toys', 'SK', 'EUR', '-1', '(10.00)'],
        ],
      },
    ]);
    await uploadReport(parties.licensee, { number: parties.number, period: '2026-Q1' }, 'q1.xlsx', book);
    const { lines, statement } = await readStatement(parties.licensee, parties.number, '2026-Q1');
    const czk = lines.find((line) => line.kind === 'receipts' && line.currency === 'CZK');
    expect(czk?.kind === 'receipts' && Number(czk.rate) > 0 && Number(czk.rate) < 1).toBe(true);
    expect(statement.units).toBe(9n);
    const summed = lines
      .flatMap((line) => (line.kind === 'receipts' ? [BigInt(line.converted)] : []))
      .reduce((a, b) => a + b, 0n);
    expect(statement.receiptsMinor).toBe(summed);
  });
});

describe('a statement', () => {
  test('that is accepted becomes a due, is booked once, and never changes again', async () => {
    const parties = await makeLicence();
    const statement = await q1(parties);
    const seen = { number: parties.number, period: '2026-Q1', hash: statement.hash };
    await expect(acceptStatement(parties.holder, { ...seen, hash: 'a'.repeat(64) })).rejects.toThrow(
      'royalties.stale_statement',
    );
    const both = await Promise.allSettled([
      acceptStatement(parties.holder, seen),
      acceptStatement(parties.holder, seen),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const dues = await prisma().licenceDue.findMany({ where: { licenceId: parties.licenceId, kind: 'royalty' } });
    expect(dues).toMatchObject([{ amountMinor: 3_000n, paidAt: null }]);
    await expect(
      prisma().royaltyStatement.update({ where: { id: statement.id }, data: { payableMinor: 1n } }),
    ).rejects.toThrow(/does not change|royalty_statement/);
    await expect(
      prisma().royaltyStatement.update({ where: { id: statement.id }, data: { status: 'sent' } }),
    ).rejects.toThrow(/does not change/);
    await expect(uploadReport(parties.licensee, seen, 'x.csv', csv('Bear,CZ,EUR,1,1,0'))).rejects.toThrow(
      'royalties.reported_already',
    );

    await expect(recordRoyaltyPaid(parties.licensee, { ...seen, paidOn: '2026-07-09' })).rejects.toThrow(
      'identity.not_allowed',
    );
    await recordRoyaltyPaid(staff(), { ...seen, paidOn: '2026-07-09' });
    await expect(recordRoyaltyPaid(staff(), { ...seen, paidOn: '2026-07-09' })).rejects.toThrow(
      'royalties.nothing_due',
    );
    expect((await readStatement(parties.holder, parties.number, '2026-Q1')).statement.status).toBe('paid');
    const names = [`licence ${parties.number}`, `royalty_statement ${statement.number}`];
    const accepted = await behind(`royalty:${statement.id}:accepted`);
    expect(accepted.names).toEqual(names);
    expect(accepted.all[1]).toMatchObject({ licence: parties.number, period: '2026-Q1' });
    const paid = await prisma().licenceDue.findFirstOrThrow({ where: { statement: { id: statement.id } } });
    expect(await behind(`due:${paid.id}:paid`)).toMatchObject({ names, stripe: [] });
    const sums = await prisma().$queryRaw<{ kind: string; sum: bigint }[]>`
      select a.kind::text, sum(e.amount_minor)::bigint as sum from ledger_entry e join ledger_account a on a.id = e.account_id
      where a.enterprise_id in (${parties.holderId}::uuid, ${parties.licenseeId}::uuid) group by 1 order by 1`;
    // It is the holder's earning now, less the commission.
    expect(sums).toMatchObject([
      { kind: 'buyer_receivable', sum: 0n },
      { kind: 'royalty_payable', sum: 0n },
      { kind: 'seller_payable' },
    ]);
  });

  test('that is doubted is answered or corrected, and later ones follow', async () => {
    const parties = await makeLicence();
    const first = await q1(parties);
    await submitted(parties, '2026-Q2', 'Bear,CZ,EUR,10,100,0');
    const seen = { number: parties.number, period: '2026-Q1', hash: first.hash };
    const doubt = { ...seen, line: 'receipts-1', reason: 'We counted more bears.' };
    await expect(disputeLine(parties.holder, { ...doubt, line: 'nonsense-1' })).rejects.toThrow(
      'royalties.unknown_line',
    );
    await disputeLine(parties.holder, doubt);
    await expect(disputeLine(parties.holder, doubt)).rejects.toThrow('royalties.disputed_already');
    const open = async () => (await readStatement(parties.licensee, parties.number, '2026-Q1')).statement;
    const [dispute] = (await open()).disputes;
    await withdrawDispute(parties.holder, { ...seen, disputeId: dispute?.id ?? '' });
    expect((await open()).status).toBe('sent');
    await disputeLine(parties.holder, doubt);
    const [again] = (await open()).disputes;
    await answerDispute(parties.licensee, { ...seen, disputeId: again?.id ?? '', answer: 'A hundred it is.' });
    expect((await open()).status).toBe('sent');
    await disputeLine(parties.holder, doubt);

    await uploadReport(
      parties.licensee,
      { number: parties.number, period: '2026-Q1' },
      'corrected.csv',
      csv('Bear,CZ,EUR,200,2000.00,0'),
    );
    const corrected = await open();
    expect(corrected).toMatchObject({ status: 'sent', revision: 2, payableMinor: 11_000n });
    expect(corrected.disputes.every((each) => each.answeredAt !== null)).toBe(true);
    await expect(acceptStatement(parties.holder, seen)).rejects.toThrow('royalties.stale_statement');
    await expect(accept(parties, '2026-Q2')).rejects.toThrow('royalties.accept_in_order');
    await accept(parties, '2026-Q1');
    await accept(parties, '2026-Q2');
    expect((await readStatement(parties.holder, parties.number, '2026-Q2')).statement).toMatchObject({
      status: 'accepted',
      payableMinor: 800n,
    });
  });

  test('follows terms that were frozen, with tax withheld and its certificate', async () => {
    const parties = await makeLicence({ advance: '0' });
    const plain = royaltyTermsOf({ advanceMinor: '0', currency: 'EUR', royalty: 0 });
    const terms = {
      ...plain,
      tiers: [
        { upTo: '50000', rate: '1/20' },
        { upTo: null, rate: '1/10' },
      ],
      guarantee: { minor: '20000', everyPeriods: 2 },
      lateInterest: '8/100',
      withholding: { rate: '1/10', instrument: 'CN–CZ' },
    };
    await transaction((tx) => freezeRoyaltyTerms(tx, parties.licenceId, terms));
    await expect(transaction((tx) => freezeRoyaltyTerms(tx, parties.licenceId, terms))).rejects.toThrow(
      'royalties.terms_frozen',
    );
    await expect(prisma().royaltyTermsRow.updateMany({ data: { terms: {} } })).rejects.toThrow(/frozen/);
    const first = await q1(parties);
    expect(first).toMatchObject({ royaltyMinor: 7_500n, withholdingMinor: 750n, payableMinor: 6_750n });
    await reportNothing(parties.licensee, { number: parties.number, period: '2026-Q2' });
    expect((await readStatement(parties.holder, parties.number, '2026-Q2')).statement).toMatchObject({
      topUpMinor: 12_500n,
      withholdingMinor: 1_250n,
      payableMinor: 11_250n,
    });
    await accept(parties, '2026-Q1');
    const at = { number: parties.number, period: '2026-Q1' };
    await expect(attachTaxCertificate(parties.licensee, at, 'a.pdf', Buffer.from('no pdf'))).rejects.toThrow(
      'royalties.certificate_pdf',
    );
    await attachTaxCertificate(parties.licensee, at, 'tax.pdf', Buffer.from('%PDF-1.7\n%%EOF\n'));
    expect((await taxCertificate(parties.holder, parties.number, '2026-Q1')).fileName).toBe('tax.pdf');
    await expect(taxCertificate(guest, parties.number, '2026-Q1')).rejects.toThrow('royalties.unknown');
    standAt('2026-08-20');
    await recordRoyaltyPaid(staff(), { ...at, paidOn: '2026-08-19' });
    expect(
      await prisma().licenceDue.findFirst({ where: { licenceId: parties.licenceId, kind: 'royalty_interest' } }),
    ).toMatchObject({ amountMinor: 15n });
    const portfolio = await portfolioOf(parties.holder, { id: parties.holderId, currency: 'EUR' }, 'en');
    expect(portfolio).toMatchObject({
      total: { minor: 20_000n },
      // What the guarantee topped up in a quarter without sales is of no country.
      byTerritory: [
        { key: everywhere, amount: { minor: 12_500n } },
        { key: 'CZ', amount: { minor: 7_500n } },
      ],
      guarantees: [{ atRisk: false, periodsLeft: 2 }],
    });
  });
});

describe('the platform’s own orders', () => {
  test('report by themselves, each once, with what came back below zero', async () => {
    const parties = await makeLicence({ advance: '0' });
    const { listing, variant } = await makeListing(parties.licenseeId);
    await prisma().listing.update({
      where: { id: listing.id },
      data: { licenceId: parties.licenceId, workId: parties.workId },
    });
    const sold = await bought(listing, variant.id, { country: 'CZ', paidAt: new Date('2026-02-03'), price: 10_000n });
    await bought(listing, variant.id, { country: 'SK', paidAt: new Date('2026-05-03'), price: 10_000n });
    const payment = await prisma().payment.create({
      data: { orderId: sold.id, amountMinor: 10_000n, currency: 'EUR', status: 'refunded' },
    });
    const part = await prisma().sellerOrder.findFirstOrThrow({ where: { orderId: sold.id }, include: { lines: true } });
    await prisma().refund.create({
      data: {
        cause: `test:${payment.id}`,
        paymentId: payment.id,
        sellerOrderId: part.id,
        amountMinor: 10_000n,
        shareMinor: 10_000n,
        taxMinor: 0n,
        commissionMinor: 0n,
        settledAt: new Date('2026-04-10'),
        lines: {
          create: part.lines.map((line) => ({ orderLineId: line.id, quantity: 1, amountMinor: 10_000n, taxMinor: 0n })),
        },
        currency: 'EUR',
        reason: 'returned',
        status: 'succeeded',
        createdAt: new Date('2026-04-10'),
      },
    });
    await reportPlatformSales();
    await reportPlatformSales();
    expect(await prisma().salesReport.count({ where: { licenceId: parties.licenceId, source: 'platform' } })).toBe(2);
    const read = async (period: string) => (await readStatement(parties.licensee, parties.number, period)).statement;
    // The first was due in April and goes by itself; the second waits for what the licensee may add.
    expect(await read('2026-Q1')).toMatchObject({ status: 'sent', units: 1n, royaltyMinor: 800n });
    expect(await read('2026-Q2')).toMatchObject({ status: 'draft', units: 0n, receiptsMinor: 0n, royaltyMinor: 0n });
    await reportNothing(parties.licensee, { number: parties.number, period: '2026-Q2' });
    expect(await read('2026-Q2')).toMatchObject({ status: 'sent' });
  });
});

describe('a report that does not come', () => {
  test('is reminded of once a step, and counts as overdue with notice', async () => {
    const parties = await makeLicence();
    const mails = () =>
      prisma().email.count({ where: { template: 'royalty_report_due', cause: { contains: parties.licenceId } } });
    standAt('2026-04-02');
    await remindOfReports();
    await remindOfReports();
    expect(await mails()).toBe(1);
    standAt('2026-04-25');
    await remindOfReports();
    expect(await mails()).toBe(2);
    standAt('2026-05-01');
    await remindOfReports();
    standAt('2026-05-03');
    await remindOfReports();
    expect(await mails()).toBe(4);
    const own = async () => (await overdueReports()).find((each) => each.number === parties.number);
    expect(await own()).toMatchObject({ period: '2026-Q1', daysLate: 2, noticeOver: false });
    standAt('2026-05-20');
    expect(await own()).toMatchObject({ noticeOver: true });
    await q1(parties);
    expect(await own()).toBeUndefined();
  });
});
