import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { isoDay, now, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { recordDuePaid, refundDue } from '#lib/licensing/index.ts';
import {
  everywhere,
  ownedWorks,
  portfolioOf,
  reportsOfLicence,
  royaltyLicence,
  submitReport,
  uploadReport,
} from '#lib/royalties/index.ts';
import { openDue, signedLicence } from '../licensing/world.ts';
import { financePerson } from '../payouts/world.ts';
import { makeEnterprise, ownerOf, referenceData } from '../world.ts';
import { csv, makeLicence, type Parties } from './parties.ts';

beforeAll(referenceData);
afterEach(() => shiftClock(0));

/** Makes a work one of two owners: a quarter is the holder's, the rest somebody else's. */
async function sharedWork(workId: string) {
  const second = await makeEnterprise({ country: 'BG' });
  const { id, ...first } = await prisma().holding.findFirstOrThrow({ where: { workId } });
  await prisma().holding.update({ where: { id }, data: { shareOf: 1, shareIn: 4 } });
  await prisma().holding.create({
    data: { ...first, scope: first.scope ?? {}, enterpriseId: second.enterprise.id, shareOf: 3, shareIn: 4 },
  });
  return { id: second.enterprise.id, owner: ownerOf(second.user.id, second.enterprise.id) };
}

async function reported(parties: Parties) {
  await uploadReport(
    parties.licensee,
    { number: parties.number, period: '2026-Q1' },
    'q1.csv',
    csv('Bear,CZ,EUR,10,3000.00,0', 'Bear,SK,EUR,10,1000.00,0'),
  );
  const [report] = await reportsOfLicence(parties.licensee, parties.number);
  await submitReport(parties.licensee, { number: parties.number, reportId: report?.id ?? '' });
}

const sums = (rows: readonly { readonly key: string; readonly amount: { readonly minor: bigint } }[]) =>
  Object.fromEntries(rows.map(({ key, amount }) => [key, amount.minor]));

test('a portfolio holds the fees that were paid and the royalties, each owner its own part of them', async () => {
  const parties = await signedLicence({ advance: '100' });
  const second = await sharedWork(parties.workId);
  const finance = await financePerson();
  const { dueId } = await openDue(parties);
  await recordDuePaid(finance, { dueId, paidOn: isoDay(now()) });
  shiftClock(Date.parse('2026-04-10T12:00:00Z') - Date.now());
  await prisma().licence.update({ where: { id: parties.licenceId }, data: { status: 'active' } });
  await reported(parties);
  shiftClock(0);

  // 8 % of 4,000 are 320, of which 100 were paid in advance.
  const holder = await portfolioOf(parties.holder, { id: parties.holderId, currency: 'EUR' }, 'en');
  expect(holder.total.minor).toBe(2_500n + 5_500n);
  expect(sums(holder.byTerritory)).toEqual({ CZ: 4_125n, SK: 1_375n, [everywhere]: 2_500n });
  expect(sums(holder.byWork)).toEqual({ [parties.workId]: 8_000n });
  expect(sums(holder.byYear)).toEqual({ '2026': 8_000n });
  const own = { id: second.id, currency: 'EUR' };
  const joint = await portfolioOf(second.owner, own, 'en');
  expect(joint.total.minor).toBe(7_500n + 16_500n);
  // The licence is not its own to look after.
  expect(joint).toMatchObject({ balances: [], guarantees: [], overdue: [] });
  await expect(portfolioOf(parties.licensee, own, 'en')).rejects.toThrow('identity.not_allowed');

  const reason = 'Half of it, as agreed.';
  await refundDue(finance, { number: parties.number, dueId, requestKey: randomUUID(), amount: '50', reason });
  const after = await portfolioOf(second.owner, own, 'en');
  expect(after.total.minor).toBeLessThan(joint.total.minor);
  expect(sums(after.byTerritory)[everywhere]).toBeGreaterThan(0n);
});

test('of two works a fee is spread over both, and what a licensee hands on is its own', async () => {
  const parties = await signedLicence({ advance: '100.01' });
  const second = await makeLicence({ advance: '0' });
  const { dealId } = await prisma().licence.findUniqueOrThrow({ where: { id: parties.licenceId } });
  await prisma().dealWork.create({ data: { dealId, workId: second.workId } });
  const { dueId } = await openDue(parties);
  await recordDuePaid(await financePerson(), { dueId, paidOn: isoDay(now()) });
  const { byWork } = await portfolioOf(parties.holder, { id: parties.holderId, currency: 'EUR' }, 'en');
  expect(byWork.map(({ amount }) => amount.minor).sort()).toEqual([5_000n, 5_001n]);

  await sharedWork(second.workId);
  const licence = await prisma().licence.findUniqueOrThrow({
    where: { id: second.licenceId },
    include: royaltyLicence,
  });
  const holders = (of: typeof licence) => ownedWorks(of).map((work) => work.holders.map((each) => each.enterpriseId));
  expect(holders(licence)[0]).toHaveLength(2);
  const grants = licence.grants.map((grant) => ({ ...grant, holderId: second.licenseeId }));
  const handedOn = { ...licence, grants, deal: { ...licence.deal, holderId: second.licenseeId } };
  expect(holders(handedOn)).toEqual([[second.licenseeId]]);
});
