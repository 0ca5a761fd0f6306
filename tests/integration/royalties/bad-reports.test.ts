import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { payDue, readLicence } from '#lib/licensing/index.ts';
import {
  acceptStatement,
  readStatement,
  reportNothing,
  reportsOfLicence,
  submitReport,
  uploadReport,
} from '#lib/royalties/index.ts';
import { asOwner } from '../owner.ts';
import { referenceData } from '../world.ts';
import { csv, makeLicence, type Parties } from './parties.ts';

beforeAll(referenceData);
beforeEach(() => shiftClock(Date.parse('2026-07-10T12:00:00Z') - Date.now()));
afterEach(() => shiftClock(0));

async function sent(parties: Parties, period: string, ...rows: string[]) {
  await uploadReport(parties.licensee, { number: parties.number, period }, `${period}.csv`, csv(...rows));
  const [report] = await reportsOfLicence(parties.licensee, parties.number);
  await submitReport(parties.licensee, { number: parties.number, reportId: report?.id ?? '' });
  return (await readStatement(parties.holder, parties.number, period)).statement;
}

async function accepted(parties: Parties, period: string) {
  const { statement } = await readStatement(parties.holder, parties.number, period);
  await acceptStatement(parties.holder, { number: parties.number, period, hash: statement.hash });
}

const royaltyDues = ({ licenceId }: Parties) =>
  prisma().licenceDue.findMany({ where: { licenceId, kind: 'royalty' }, orderBy: { id: 'asc' } });

describe('receipts below zero', () => {
  test('pay nobody back: they are carried into the next period, once', async () => {
    const parties = await makeLicence({ advance: '0' });
    const first = await sent(parties, '2026-Q1', 'Bear,CZ,EUR,-100,(1000.00),0');
    expect(first).toMatchObject({ receiptsMinor: -100_000n, royaltyMinor: 0n, payableMinor: 0n });
    await accepted(parties, '2026-Q1');
    expect(await royaltyDues(parties)).toEqual([]);
    const next = await sent(parties, '2026-Q2', 'Bear,CZ,EUR,300,3000.00,0');
    // Of the whole life 2,000 euros came in: what went back counts once.
    expect(next).toMatchObject({ royaltyMinor: 16_000n, payableMinor: 16_000n });
    await accepted(parties, '2026-Q2');
    expect(await royaltyDues(parties)).toMatchObject([{ amountMinor: 16_000n }]);
    shiftClock(Date.parse('2026-10-02T12:00:00Z') - Date.now());
    const third = await sent(parties, '2026-Q3', 'Bear,CZ,EUR,10,100.00,0');
    expect(third).toMatchObject({ royaltyMinor: 800n, payableMinor: 800n });
  });

  test('do not make an advance grow', async () => {
    const parties = await makeLicence({ advance: '50' });
    await sent(parties, '2026-Q1', 'Bear,CZ,EUR,-100,-1000.00,0');
    const next = await sent(parties, '2026-Q2', 'Bear,CZ,EUR,300,3000.00,0');
    // 8 % of the 2,000 of its whole life, less the advance of 50.
    expect(next).toMatchObject({ recoupedMinor: 5_000n, payableMinor: 11_000n });
  });
});

describe('a report of another period', () => {
  test('than its rows say is refused at each of them, and nothing of it is kept', async () => {
    const parties = await makeLicence({ advance: '0' });
    const file = Buffer.from(
      'period,product,territory,currency,units,receipts\n2026-Q2,Bear,CZ,EUR,1,10\n2026-Q1,Fox,CZ,EUR,1,10\n2025-Q4,Hare,CZ,EUR,1,10\n',
    );
    const refused: unknown = await uploadReport(
      parties.licensee,
      { number: parties.number, period: '2026-Q1' },
      'q.csv',
      file,
    ).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      all: [
        { code: 'royalties.rows_wrong', params: { count: 2 } },
        { code: 'royalties.cell_period', params: { row: 2, column: 'period' } },
        { code: 'royalties.cell_period', params: { row: 4, column: 'period' } },
      ],
    });
    expect(await prisma().salesReport.count({ where: { licenceId: parties.licenceId } })).toBe(0);
    for (const [period, code] of [
      ['2026-Q3', 'royalties.period_runs'],
      ['2029-Q1', 'royalties.unknown_period'],
      ['2026-02', 'royalties.unknown_period'],
      ['1999', 'royalties.unknown_period'],
    ] as const)
      await expect(reportNothing(parties.licensee, { number: parties.number, period })).rejects.toMatchObject({
        code,
        field: 'period',
      });
    expect(await prisma().royaltyStatement.count({ where: { licenceId: parties.licenceId } })).toBe(0);
  });
});

describe('an amount that was accepted', () => {
  test('is asked for as it was accepted, whatever is reported, sent or written afterwards', async () => {
    const parties = await makeLicence({ advance: '0' });
    await sent(parties, '2026-Q1', 'Bear,CZ,EUR,100,1000.00,0');
    await accepted(parties, '2026-Q1');
    const [due] = await royaltyDues(parties);
    const story = await readLicence(parties.licensee, parties.number);
    const shown = story.dues.find(({ id }) => id === due?.id)?.asked.totalMinor ?? 0n;
    expect(shown).toBeGreaterThanOrEqual(8_000n);
    await expect(
      uploadReport(parties.licensee, { number: parties.number, period: '2026-Q1' }, 'x.csv', csv('Bear,CZ,EUR,1,1,0')),
    ).rejects.toThrow('royalties.reported_already');
    await expect(payDue(parties.licensee, { dueId: due?.id ?? '', total: `${shown - 1n}` })).rejects.toThrow(
      'licensing.amount_changed',
    );
    expect(await prisma().payment.count({ where: { licenceDueId: due?.id ?? '' } })).toBe(0);
    for (const sql of [
      'update licence_due set amount_minor = amount_minor - 1 where id = $1',
      "update licence_due set currency = 'PLN' where id = $1",
      "update licence_due set kind = 'flat_fee' where id = $1",
      'update licence_due set withholding_minor = 1 where id = $1',
      'update royalty_statement set payable_minor = 1 where due_id = $1',
    ])
      await expect(
        asOwner((client) => client.query(sql, [due?.id])),
        sql,
      ).rejects.toThrow(/does not change/);
    expect(await royaltyDues(parties)).toMatchObject([{ amountMinor: 8_000n, currency: 'EUR' }]);
  });
});
