import { afterEach, beforeAll, expect, test } from 'vitest';
import { shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { acceptStatement, readStatement, reportsOfLicence, submitReport, uploadReport } from '#lib/royalties/index.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { csv, makeLicence } from './parties.ts';

beforeAll(referenceData);
afterEach(() => shiftClock(0));

test('royalties of a joint work are owed to each holder by its share, to the last cent, and sum to the payable', async () => {
  shiftClock(Date.parse('2026-07-10T12:00:00Z') - Date.now());
  const parties = await makeLicence({ advance: '0' });
  const second = await makeEnterprise({ country: 'BG' });
  const first = await prisma().holding.findFirstOrThrow({ where: { workId: parties.workId } });
  const { id: _, ...copy } = first;
  await prisma().holding.update({ where: { id: first.id }, data: { shareOf: 1, shareIn: 3 } });
  await prisma().holding.create({
    data: { ...copy, scope: first.scope ?? {}, enterpriseId: second.enterprise.id, shareOf: 2, shareIn: 3 },
  });
  const period = '2026-Q1';
  await uploadReport(parties.licensee, { number: parties.number, period }, 'q1.csv', csv('Bear,CZ,EUR,1,12.51,0'));
  const [report] = await reportsOfLicence(parties.licensee, parties.number);
  await submitReport(parties.licensee, { number: parties.number, reportId: report?.id ?? '' });
  const { statement, lines } = await readStatement(parties.holder, parties.number, period);
  // 8 % of 12.51 is 1.0008: a cent is not divided by three.
  expect(statement.payableMinor).toBe(100n);
  const shares = lines.flatMap((line) => (line.kind === 'share' ? [[line.enterpriseId, line.share, line.amount]] : []));
  expect(shares.sort()).toEqual(
    [
      [parties.holderId, '1/3', '33'],
      [second.enterprise.id, '2/3', '67'],
    ].sort(),
  );
  await acceptStatement(parties.holder, { number: parties.number, period, hash: statement.hash });
  const owed = await prisma().$queryRaw<{ enterprise: string; owed: bigint }[]>`
    select a.enterprise_id as enterprise, -sum(e.amount_minor)::bigint as owed from ledger_entry e join ledger_account a on a.id = e.account_id
    where a.kind = 'royalty_payable' and a.enterprise_id in (${parties.holderId}::uuid, ${second.enterprise.id}::uuid) group by 1`;
  expect(new Map(owed.map((row) => [row.enterprise, row.owed]))).toEqual(
    new Map([
      [parties.holderId, 33n],
      [second.enterprise.id, 67n],
    ]),
  );
});
