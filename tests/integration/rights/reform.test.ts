import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { reachOf } from '#lib/catalogue/index.ts';
import { prisma } from '#lib/db/index.ts';
import { agreeToProposal, amendSchema, proposeAmendment, readLicence } from '#lib/licensing/index.ts';
import { hierarchies, readChecklist } from '#lib/rights/index.ts';
import { uploadReport } from '#lib/royalties/index.ts';
import { csv, makeLicence, type Parties } from '../royalties/parties.ts';
import { referenceData } from '../world.ts';
import { ask, conclude } from './talks.ts';
import type { Made } from './world.ts';

beforeAll(referenceData);
afterEach(() => vi.restoreAllMocks());

/** The Visegrád group loses Hungary and takes Austria in. */
function reform(): void {
  const territories = hierarchies.territories;
  const before = territories.leavesOf;
  const after = (code: string) => (code === 'visegrad' ? ['AT', 'CZ', 'PL', 'SK'] : before(code));
  vi.spyOn(territories, 'leavesOf').mockImplementation(after);
  vi.spyOn(territories, 'meaning').mockImplementation(({ include, except = [] }) => {
    const left = new Set(include.flatMap(after));
    for (const leaf of except.flatMap(after)) left.delete(leaf);
    return [...left].sort();
  });
}

/** A licence for the whole group, in use since January. */
const forTheGroup = () => makeLicence({ advance: '0', territories: ['visegrad'], startsOn: '2026-01-10' });

const before = ['CZ', 'HU', 'PL', 'SK'];

/** What the licence's grants say, the oldest first. */
async function granted({ licenceId }: Parties): Promise<[string, string[]][]> {
  const grants = await prisma().rightsGrant.findMany({ where: { licenceId }, orderBy: { createdAt: 'asc' } });
  return grants.map(({ state, territories }) => [state, territories.map(hierarchies.territories.leaf).sort()]);
}

describe('a group of countries that changes after a licence for it was signed', () => {
  test('leaves taken what was given, and free what was not', async () => {
    const parties = await forTheGroup();
    const holder: Made = {
      enterprise: await prisma().enterprise.findUniqueOrThrow({ where: { id: parties.holderId } }),
      user: await prisma().user.findUniqueOrThrow({ where: { id: parties.holder.userId } }),
    };
    const works = [{ id: parties.workId, slug: '' }];
    reform();
    const asked = async (territory: string) =>
      conclude(
        await ask({ territories: [territory], startsOn: '2027-01-01', endsOn: '2028-01-01' }, { holder, works }),
      );
    await expect(asked('HU')).rejects.toThrow('rights.conflict');
    expect(await asked('AT')).toMatch(/^ASL-/);
    // Another licence for the group of today meets the one of then.
    await expect(asked('visegrad')).rejects.toThrow('rights.conflict');
  });

  test('changes neither where its products are sold nor what its reports may say', async () => {
    const parties = await forTheGroup();
    reform();
    expect((await reachOf(prisma(), [parties.licenceId])).get(parties.licenceId)?.territories).toEqual(before);
    const report = (territory: string) =>
      uploadReport(
        parties.licensee,
        { number: parties.number, period: '2026-Q1' },
        'q1.csv',
        csv(`Bear,${territory},EUR,1,10.00,0`),
      );
    await expect(report('AT')).rejects.toMatchObject({
      all: [{ code: 'royalties.rows_wrong' }, { code: 'royalties.cell_outside', params: { column: 'territory' } }],
    });
    expect(await prisma().salesReport.count({ where: { licenceId: parties.licenceId } })).toBe(0);
    await report('HU');
    expect(await prisma().salesReport.count({ where: { licenceId: parties.licenceId } })).toBe(1);
  });

  test('asks the law of the countries that were meant', async () => {
    const parties = await forTheGroup();
    const codes = async () => (await readChecklist(parties.holder, parties.number)).items.map(({ code }) => code);
    const then = await codes();
    vi.spyOn(hierarchies.territories, 'meaning').mockImplementation(() => ['CN']);
    expect(then.length).toBeGreaterThan(0);
    expect(await codes()).toEqual(then);
  });

  test('is not taken over by an amendment of something else, and is by one of the countries', async () => {
    const parties = await forTheGroup();
    const amend = async (over: Record<string, unknown>) => {
      const input = amendSchema.parse({
        number: parties.number,
        rights: ['toys'],
        territories: ['visegrad'],
        startsOn: '2026-01-10',
        endsOn: '2031-01-01',
        exclusivity: 'exclusive',
        advance: '0',
        currency: 'EUR',
        base: 'net_receipts',
        mode: 'marginal',
        tierBy: 'amount',
        deductionCap: '25',
        recoupable: 'on',
        guaranteePeriods: '4',
        reservePeriods: '0',
        every: 'quarter',
        dueDays: '30',
        payDays: '30',
        rate1: '8',
        note: randomUUID(),
        ...over,
      });
      await proposeAmendment(parties.holder, input);
      const [open] = (await readLicence(parties.licensee, parties.number)).proposals;
      const answer = { number: parties.number, proposalId: open?.id ?? '', hash: open?.hash ?? '' };
      await agreeToProposal(parties.licensee, answer);
    };
    reform();
    await amend({});
    expect(await granted(parties)).toEqual([
      ['terminated', before],
      ['in_force', before],
    ]);
    await amend({ territories: ['visegrad', 'RO'] });
    expect((await granted(parties)).at(-1)).toEqual(['in_force', ['AT', 'CZ', 'PL', 'RO', 'SK']]);
  });
});
