import { afterEach, beforeAll, expect, test } from 'vitest';
import { readContract, redraftContract, redraftSchema, sealedFile } from '#lib/contracts/index.ts';
import { guest } from '#lib/core/actor.ts';
import { isoDay, now, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { endForCause, passedLicences, readLicence, readPassed, recordDuePaid } from '#lib/licensing/index.ts';
import { readDeal } from '#lib/rights/index.ts';
import {
  acceptStatement,
  portfolioOf,
  readStatement,
  reportsOfLicence,
  submitReport,
  uploadReport,
} from '#lib/royalties/index.ts';
import { agreed, choices } from '../contracts/world.ts';
import { financePerson } from '../payouts/world.ts';
import { owner } from '../rights/world.ts';
import type { Parties } from '../royalties/parties.ts';
import { signAll } from '../signed.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { hangUnder } from './under.ts';
import { signedLicence } from './world.ts';

beforeAll(referenceData);
afterEach(() => shiftClock(0));

const standAt = (at: string) => shiftClock(Date.parse(`${at}T12:00:00Z`) - Date.now());
const inUse = () => signedLicence({ advance: '0', startsOn: '2026-01-10', endsOn: '2030-01-01' });
const end = ({ holder, number }: Parties) =>
  endForCause(holder, { number, reason: 'Unsafe toys were sold under it.', sure: 'on' });

async function report(parties: Parties, period: string, rows: readonly string[]) {
  const file = ['product,work,territory,currency,units,receipts,deductions', ...rows].join('\r\n');
  await uploadReport(parties.licensee, { number: parties.number, period }, `${period}.csv`, Buffer.from(`${file}\r\n`));
  const [made] = await reportsOfLicence(parties.licensee, parties.number);
  await submitReport(parties.licensee, { number: parties.number, reportId: made?.id ?? '' });
}

async function sharesOf(dueId: string): Promise<Map<string, bigint>> {
  const shares = await prisma().licenceShare.findMany({ where: { dueId } });
  return new Map(shares.map(({ enterpriseId, shareMinor }) => [enterpriseId, shareMinor]));
}

async function owed(enterpriseId: string): Promise<bigint> {
  const [row] = await prisma().$queryRaw<{ owed: bigint }[]>`
    select coalesce(-sum(e.amount_minor), 0)::bigint as owed from ledger_entry e join ledger_account a on a.id = e.account_id
    where a.kind = 'royalty_payable' and a.enterprise_id = ${enterpriseId}::uuid`;
  return row?.owed ?? 0n;
}

const slugOf = async (id: string) => (await prisma().work.findUniqueOrThrow({ where: { id } })).slug;
const total = async (actor: Parties['holder'], id: string) =>
  (await portfolioOf(actor, { id, currency: 'EUR' }, 'en')).total.minor;

test('the holder above reads the signed contract that it takes over, not how it came about, and nobody else does', async () => {
  const above = await inUse();
  const { contract, deal, holder, licensee } = await agreed({ advance: '0' });
  // What was negotiated: a draft that nobody signed.
  const change = { ...choices, number: contract, enterpriseId: licensee.enterprise.id, base: '1' };
  await redraftContract(owner(licensee), redraftSchema.parse(change));
  const number = await signAll(contract, [
    { actor: owner(holder), enterpriseId: holder.enterprise.id },
    { actor: owner(licensee), enterpriseId: licensee.enterprise.id },
  ]);
  const { id: licenceId } = await prisma().licence.findUniqueOrThrow({ where: { number } });
  await hangUnder(above, licenceId);
  const stranger = await makeEnterprise({ country: 'PL' });
  await expect(readContract(above.holder, contract)).rejects.toThrow('contracts.unknown');

  await end(above);
  const read = await readContract(above.holder, contract);
  expect(read).toMatchObject({ enterpriseId: above.holderId, isParty: false });
  expect(read.contract.drafts.map(({ version }) => version)).toEqual([2]);
  expect(read.contract.signatures).toHaveLength(2);
  expect((await sealedFile(read.contract.id)).bytes.length).toBeGreaterThan(0);
  expect((await readLicence(above.holder, number)).contract).toBe(contract);
  await expect(readDeal(above.holder, deal)).rejects.toThrow('rights.unknown');
  // Its parties read it as before; the licence above gave its licensee nothing to read, and others have nothing to do with it.
  const own = await readContract(owner(licensee), contract);
  expect([own.isParty, own.contract.drafts.length]).toEqual([true, 2]);
  expect((await readContract(owner(holder), contract)).isParty).toBe(true);
  for (const actor of [above.licensee, owner(stranger), guest])
    await expect(readContract(actor, contract)).rejects.toThrow('contracts.unknown');
});

test('what an accepted statement owes when a licence passes stays the former holder’s; what comes later is the new one’s', async () => {
  standAt('2026-07-10');
  const [above, under] = [await inUse(), await inUse()];
  await hangUnder(above, under.licenceId);
  const work = await slugOf(above.workId);
  await report(under, '2026-Q1', [`Bear,${work},CZ,EUR,10,1000.00,0`]);
  const former = above.licensee;
  const { hash } = (await readStatement(former, under.number, '2026-Q1')).statement;
  await acceptStatement(former, { number: under.number, period: '2026-Q1', hash });
  await end(above);
  const due = await prisma().licenceDue.findFirstOrThrow({ where: { licenceId: under.licenceId, kind: 'royalty' } });
  await recordDuePaid(await financePerson(), { dueId: due.id, paidOn: isoDay(now()) });
  expect(await sharesOf(due.id)).toEqual(new Map([[above.licenseeId, 8_000n]]));
  expect([await owed(above.licenseeId), await owed(above.holderId)]).toEqual([0n, 0n]);
  expect([await total(former, above.licenseeId), await total(above.holder, above.holderId)]).toEqual([8_000n, 0n]);

  await report(under, '2026-Q2', [`Bear,${work},CZ,EUR,10,500.00,0`]);
  const second = (await readStatement(above.holder, under.number, '2026-Q2')).statement;
  await acceptStatement(above.holder, { number: under.number, period: '2026-Q2', hash: second.hash });
  expect([await owed(above.licenseeId), await owed(above.holderId)]).toEqual([0n, 4_000n]);
  expect([await total(former, above.licenseeId), await total(above.holder, above.holderId)]).toEqual([8_000n, 4_000n]);
});

test('of a licence of which only one work passes the parties stay, and the money of that work is the new holder’s', async () => {
  standAt('2026-07-10');
  const [above, under] = [await inUse(), await inUse()];
  await hangUnder(above, under.licenceId, { beside: true });
  const [passed, kept] = [await slugOf(above.workId), await slugOf(under.workId)];
  const giver = above.licensee;
  const named = { number: under.number, period: '2026-Q1' };
  await report(under, named.period, [`Bear,${passed},CZ,EUR,10,1000.00,0`, `Fox,${kept},CZ,EUR,10,500.00,0`]);
  const before = (await readStatement(giver, named.number, named.period)).statement;
  await end(above);

  const story = await readLicence(under.licensee, under.number);
  expect(story.licence.deal.holderId).toBe(above.licenseeId);
  expect(story.events.map(({ kind }) => kind)).toContain('assigned_in_part');
  await expect(readLicence(above.holder, under.number)).rejects.toThrow('licensing.unknown');
  expect(await passedLicences(above.holder)).toEqual([under.number]);
  expect(
    await prisma().email.count({
      where: { cause: { startsWith: `licence:${under.licenceId}:assigned_in_part:` } },
    }),
  ).toBe(2);
  // The new holder of the one work is told in its own language, of that work and no other.
  const told = await prisma().email.findMany({
    where: { cause: { startsWith: `licence:${under.licenceId}:passed:` } },
  });
  const heirs = await prisma().membership.findMany({
    where: { enterpriseId: above.holderId },
    include: { user: true },
  });
  expect(told.map(({ recipient, locale, template }) => [recipient, locale, template])).toEqual(
    heirs.map(({ user }) => [user.email, user.locale, 'licence_passed']),
  );
  expect(heirs[0]?.user.locale).toBe('zh-CN');
  expect(told[0]?.params).toMatchObject({ number: under.number, titles: 'Lotus', count: 1 });

  const fee = { licenceId: under.licenceId, kind: 'instalment', amountMinor: 10_000n, currency: 'EUR' };
  const { id: dueId } = await prisma().licenceDue.create({ data: { ...fee, dueOn: now() } });
  await recordDuePaid(await financePerson(), { dueId, paidOn: isoDay(now()) });
  expect(await sharesOf(dueId)).toEqual(
    new Map([
      [above.licenseeId, 5_000n],
      [above.holderId, 5_000n],
    ]),
  );
  // The statement from before the end is made anew for the owners of today, and is looked at again.
  await expect(acceptStatement(giver, { ...named, hash: before.hash })).rejects.toThrow('royalties.stale_statement');
  const { statement } = await readStatement(giver, named.number, named.period);
  await acceptStatement(giver, { ...named, hash: statement.hash });
  expect([await owed(above.licenseeId), await owed(above.holderId)]).toEqual([4_000n, 8_000n]);
  expect(await total(above.holder, above.holderId)).toBe(5_000n + 8_000n);

  // It reads what concerns its work, and nothing of the other work and of what the others earn.
  const part = await readPassed(above.holder, under.number);
  expect(part.works.map(({ workId }) => workId)).toEqual([above.workId]);
  expect(part).toMatchObject({ number: under.number, certified: true, licensee: { displayName: 'Майстор' } });
  expect(part.terms.scope.territories).toEqual({ include: ['CZ', 'SK'] });
  expect([part.terms.advanceMinor, part.royalties.advance.minor, part.royalties.tiers[0]?.rate]).toEqual([
    '0',
    '0',
    '2/25',
  ]);
  expect(part.dues.map(({ kind, minor, paidAt }) => [kind, minor, paidAt !== null])).toEqual(
    expect.arrayContaining([
      ['instalment', 5_000n, true],
      ['royalty', 8_000n, false],
    ]),
  );
  expect(part.dues).toHaveLength(2);
  const read = JSON.stringify(part, (_, each) => (typeof each === 'bigint' ? `${each}` : each));
  expect(read).not.toContain(under.workId);
  expect(read).not.toContain(under.holderId);
  const stranger = owner(await makeEnterprise());
  for (const actor of [giver, under.licensee, under.holder, stranger, guest]) {
    await expect(readPassed(actor, under.number)).rejects.toThrow('licensing.unknown');
    expect(await passedLicences(actor)).toEqual([]);
  }
  expect(await total(giver, above.licenseeId)).toBe(5_000n + 4_000n);
});
