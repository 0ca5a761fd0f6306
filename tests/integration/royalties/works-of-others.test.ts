import { afterEach, beforeAll, expect, test } from 'vitest';
import { isoDay, now, shiftClock } from '#lib/core/clock.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { readLicence, recordDuePaid, recordRoyaltyPaid, startLicence } from '#lib/licensing/index.ts';
import {
  acceptStatement,
  freezeRoyaltyTerms,
  linesSchema,
  portfolioOf,
  readStatement,
  reportsOfLicence,
  royaltyTermsOf,
  submitReport,
  uploadReport,
} from '#lib/royalties/index.ts';
import { openDue } from '../licensing/world.ts';
import { financePerson } from '../payouts/world.ts';
import { makeEnterprise, ownerOf, referenceData } from '../world.ts';
import { makeLicence } from './parties.ts';

beforeAll(referenceData);
afterEach(() => shiftClock(0));

const period = '2026-Q1';

/** A licence of two works: one of the holder alone, of the other two thirds are somebody else's. The second has a quarter of all fees. */
async function twoWorks() {
  const parties = await makeLicence({ advance: '0', signedOnly: true });
  const second = await makeLicence({ advance: '0', holder: await holderOf(parties.holderId, parties.holder.userId) });
  const { dealId } = await prisma().licence.findUniqueOrThrow({ where: { id: parties.licenceId } });
  await prisma().dealWork.create({ data: { dealId, workId: second.workId } });
  const other = await makeEnterprise({ country: 'BG' });
  const { id, ...own } = await prisma().holding.findFirstOrThrow({ where: { workId: second.workId } });
  await prisma().holding.update({ where: { id }, data: { shareOf: 1, shareIn: 3 } });
  await prisma().holding.create({
    data: { ...own, scope: own.scope ?? {}, enterpriseId: other.enterprise.id, shareOf: 2, shareIn: 3 },
  });
  const terms = {
    ...royaltyTermsOf({ advanceMinor: '10001', currency: 'EUR', royalty: 1_000 }),
    advance: { minor: '10001', recoupable: false },
    withholding: { rate: '1/10', instrument: '' },
    portions: { [parties.workId]: 7_500, [second.workId]: 2_500 },
  };
  await transaction((tx) => freezeRoyaltyTerms(tx, parties.licenceId, terms));
  await startLicence(parties.licenceId);
  const slug = async (workId: string) => (await prisma().work.findUniqueOrThrow({ where: { id: workId } })).slug;
  return {
    ...parties,
    secondWork: second.workId,
    slugs: [await slug(parties.workId), await slug(second.workId)] as const,
    other: { id: other.enterprise.id, owner: ownerOf(other.user.id, other.enterprise.id) },
  };
}

async function holderOf(enterpriseId: string, userId: string) {
  return {
    enterprise: await prisma().enterprise.findUniqueOrThrow({ where: { id: enterpriseId } }),
    user: await prisma().user.findUniqueOrThrow({ where: { id: userId } }),
  };
}

async function balance(kind: string, enterpriseId: string): Promise<bigint> {
  const [row] = await prisma().$queryRaw<{ owed: bigint }[]>`
    select coalesce(-sum(e.amount_minor), 0)::bigint as owed from ledger_entry e join ledger_account a on a.id = e.account_id
    where a.kind::text = ${kind} and a.enterprise_id = ${enterpriseId}::uuid`;
  return row?.owed ?? 0n;
}

test('a fee of works with other owners is split by the portions of the works, and then by their owners', async () => {
  const deal = await twoWorks();
  const [due] = (await readLicence(deal.holder, deal.number)).dues;
  // A quarter of 100.01 is 25.00, of which two thirds are somebody else's.
  expect(new Map(due?.split.map(({ minor }) => [minor, true]))).toEqual(
    new Map([
      [8_334n, true],
      [1_667n, true],
    ]),
  );
  expect((await readLicence(deal.licensee, deal.number)).dues[0]?.split).toEqual([]);
  const { dueId } = await openDue(deal);
  await recordDuePaid(await financePerson(), { dueId, paidOn: isoDay(now()) });
  const shares = await prisma().licenceShare.findMany({ where: { dueId } });
  const of = (id: string) => shares.find(({ enterpriseId }) => enterpriseId === id);
  expect([of(deal.holderId)?.shareMinor, of(deal.other.id)?.shareMinor]).toEqual([8_334n, 1_667n]);
  expect([of(deal.holderId)?.withholdingMinor, of(deal.other.id)?.withholdingMinor]).toEqual([833n, 167n]);
  // The licence is in use with it, and the fee is theirs, less the commission.
  const commission = of(deal.other.id)?.commissionMinor ?? 0n;
  expect(await balance('licence_fee_payable', deal.other.id)).toBe(0n);
  expect(await balance('seller_payable', deal.other.id)).toBe(1_500n - commission);
  const holder = await portfolioOf(deal.holder, { id: deal.holderId, currency: 'EUR' }, 'en');
  expect(Object.fromEntries(holder.byWork.map(({ key, amount }) => [key, amount.minor]))).toEqual({
    [deal.workId]: 7_501n,
    [deal.secondWork]: 833n,
  });
  const joint = await portfolioOf(deal.other.owner, { id: deal.other.id, currency: 'EUR' }, 'en');
  expect(joint.byWork.map(({ key, amount }) => [key, amount.minor])).toEqual([[deal.secondWork, 1_667n]]);
});

/** The two works in use, and the report of a period sent: the first brings 1.00, the second 4.01, of which a tenth is withheld. */
async function reported() {
  shiftClock(Date.parse('2026-07-10T12:00:00Z') - Date.now());
  const deal = await twoWorks();
  await prisma().licence.update({ where: { id: deal.licenceId }, data: { status: 'active', activatedAt: now() } });
  const [first, second] = deal.slugs;
  const file = [
    'product,work,territory,currency,units,receipts,deductions',
    `Bear,${first},CZ,EUR,1,10.05,0`,
    `Fox,${second},SK,EUR,2,40.10,0`,
  ].join('\r\n');
  await uploadReport(deal.licensee, { number: deal.number, period }, 'q1.csv', Buffer.from(`${file}\r\n`));
  const [report] = await reportsOfLicence(deal.licensee, deal.number);
  await submitReport(deal.licensee, { number: deal.number, reportId: report?.id ?? '' });
  return deal;
}

test('a royalty goes to the owners of the works that earned it, in the statement, the ledger and what is paid out', async () => {
  const deal = await reported();
  const { statement, lines, holders } = await readStatement(deal.holder, deal.number, period);
  // 1.005 and 4.01, half to even: 1.00 + 4.01, of which a tenth is withheld.
  expect([statement.grossMinor, statement.payableMinor]).toEqual([501n, 451n]);
  const said = lines.flatMap((line) =>
    line.kind === 'part'
      ? [[line.work, line.brought, line.amount]]
      : line.kind === 'share'
        ? [[line.work, line.enterpriseId, line.amount]]
        : [],
  );
  expect(said).toEqual(
    expect.arrayContaining([
      [deal.workId, '100', '90'],
      [deal.workId, deal.holderId, '90'],
      [deal.secondWork, '401', '361'],
      [deal.secondWork, deal.holderId, '120'],
      [deal.secondWork, deal.other.id, '241'],
    ]),
  );
  expect(holders.size).toBe(2);
  await acceptStatement(deal.holder, { number: deal.number, period, hash: statement.hash });
  expect(await balance('royalty_payable', deal.holderId)).toBe(210n);
  expect(await balance('royalty_payable', deal.other.id)).toBe(241n);
  await recordRoyaltyPaid(await financePerson(), { number: deal.number, period, paidOn: isoDay(now()) });
  const shares = await prisma().licenceShare.findMany({
    where: { due: { kind: 'royalty', licenceId: deal.licenceId } },
  });
  expect(new Map(shares.map(({ enterpriseId, shareMinor }) => [enterpriseId, shareMinor]))).toEqual(
    new Map([
      [deal.holderId, 210n],
      [deal.other.id, 241n],
    ]),
  );
  // Nothing is left between what was owed and what was released.
  expect(await balance('royalty_payable', deal.holderId)).toBe(0n);
  expect(await balance('royalty_payable', deal.other.id)).toBe(0n);
  const joint = await portfolioOf(deal.other.owner, { id: deal.other.id, currency: 'EUR' }, 'en');
  expect(joint.byTerritory.map(({ key, amount }) => [key, amount.minor])).toEqual([['SK', 267n]]);
});

test('a statement sent before owners had lines is made anew when it is accepted, and pays them as one of today', async () => {
  const deal = await reported();
  const { statement: today } = await readStatement(deal.holder, deal.number, period);
  const old = linesSchema.parse(today.lines).filter(({ kind }) => kind !== 'part' && kind !== 'share');
  const hash = '0'.repeat(64);
  await prisma().royaltyStatement.update({ where: { id: today.id }, data: { lines: old, hash } });
  const named = { number: deal.number, period };
  await expect(acceptStatement(deal.holder, { ...named, hash })).rejects.toThrow('royalties.stale_statement');
  const { statement } = await readStatement(deal.holder, deal.number, period);
  expect(statement).toMatchObject({ status: 'sent', hash: today.hash, revision: today.revision + 1 });
  expect(statement.lines).toEqual(today.lines);
  await acceptStatement(deal.holder, { ...named, hash: statement.hash });
  await recordRoyaltyPaid(await financePerson(), { ...named, paidOn: isoDay(now()) });
  const shares = await prisma().licenceShare.findMany({
    where: { due: { kind: 'royalty', licenceId: deal.licenceId } },
  });
  expect(new Map(shares.map(({ enterpriseId, shareMinor }) => [enterpriseId, shareMinor]))).toEqual(
    new Map([
      [deal.holderId, 210n],
      [deal.other.id, 241n],
    ]),
  );
  expect(await balance('royalty_payable', deal.other.id)).toBe(0n);
});
