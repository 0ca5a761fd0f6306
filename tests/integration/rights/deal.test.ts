import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { acceptAndDraft as acceptOffer } from '#lib/contracts/index.ts';
import { guest, type Person } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { startLicence } from '#lib/licensing/index.ts';
import {
  askForLicence,
  askSchema,
  columnsOf,
  freeze,
  hierarchies,
  makeOffer,
  offerSchema,
  readCertificate,
  readDeal,
  termsHash,
  termsSchema,
} from '#lib/rights/index.ts';
import { signAll } from '../signed.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { makeHolding } from './world.ts';

beforeAll(referenceData);

function owner(made: Awaited<ReturnType<typeof makeEnterprise>>): Person {
  return {
    type: 'person',
    userId: made.user.id,
    email: made.user.email,
    name: 'Owner',
    locale: 'en',
    staffRoles: [],
    translates: [],
    memberships: [{ enterpriseId: made.enterprise.id, role: 'owner' }],
  };
}

async function makeWork(holderId: string) {
  const text = await prisma().text.create({
    data: {
      sourceLocale: 'en',
      translations: { create: { locale: 'en', fields: { title: 'Lotus' }, state: 'source' } },
    },
  });
  const work = await prisma().work.create({
    data: {
      slug: `work-${randomUUID()}`,
      enterpriseId: holderId,
      kind: 'character',
      status: 'verified',
      textId: text.id,
      year: 2020,
      creators: [],
      languages: [],
    },
  });
  const written = {
    rights: { include: ['merchandising'] },
    territories: { include: ['world'] },
    languages: { include: ['all', 'zxx', 'mis'] },
    term: { start: '2020-01-01', end: null },
  };
  const { rights, territories, languages } = columnsOf(freeze(written, hierarchies), hierarchies);
  await prisma().holding.create({
    data: {
      workId: work.id,
      enterpriseId: holderId,
      kind: 'ownership',
      scope: written,
      rights: [...rights],
      territories: [...territories],
      languages: [...languages],
      startsOn: new Date('2020-01-01'),
    },
  });
  return work;
}

const form = {
  rights: ['toys'],
  territories: ['CZ', 'SK'],
  startsOn: '2031-01-01',
  endsOn: '2034-01-01',
  exclusivity: 'exclusive',
  advance: '5000',
  currency: 'EUR',
  royalty: '8',
  note: '',
};

async function parties() {
  const [holder, licensee] = await Promise.all([
    makeEnterprise({ country: 'CN', currency: 'CNY', locale: 'zh-CN' }),
    makeEnterprise({ country: 'CZ', locale: 'cs' }),
  ]);
  const work = await makeWork(holder.enterprise.id);
  return { holder, licensee, work };
}

/** A deal whose first version the holder has accepted; the licensee's acceptance would conclude it. */
async function almostAgreed(
  workId: string,
  holder: Awaited<ReturnType<typeof makeEnterprise>>,
  over: Partial<typeof form> = {},
) {
  const licensee = await makeEnterprise({ country: 'CZ', locale: 'cs' });
  const { number } = await askForLicence(
    owner(licensee),
    askSchema.parse({ ...form, ...over, workId, enterpriseId: licensee.enterprise.id }),
  );
  const { deal } = await readDeal(owner(holder), number);
  const offer = deal.offers[0];
  if (!offer) throw new Error('a deal has a version');
  const accept = { offerId: offer.id, termsHash: termsHash(termsSchema.parse(offer.terms)), signedName: 'Somebody' };
  await acceptOffer(owner(holder), { ...accept, enterpriseId: holder.enterprise.id });
  return () => acceptOffer(owner(licensee), { ...accept, enterpriseId: licensee.enterprise.id });
}

describe('a deal', () => {
  test('goes from ask to offer to acceptance by both, to a contract, to signatures, to a certificate', async () => {
    const { holder, licensee, work } = await parties();
    const { number } = await askForLicence(
      owner(licensee),
      askSchema.parse({ ...form, workId: work.id, enterpriseId: licensee.enterprise.id }),
    );
    const { deal } = await readDeal(owner(holder), number);
    const again = offerSchema.parse({ ...form, royalty: '9,5', dealId: deal.id, enterpriseId: holder.enterprise.id });
    await makeOffer(owner(holder), again);
    await expect(makeOffer(owner(holder), again)).rejects.toThrow('rights.not_your_turn');
    const newest = (await readDeal(owner(licensee), number)).deal.offers.at(-1);
    expect(newest?.version).toBe(2);
    const accept = {
      offerId: newest?.id ?? '',
      termsHash: termsHash(termsSchema.parse(newest?.terms)),
      signedName: 'Jana',
    };
    await expect(
      acceptOffer(owner(licensee), { ...accept, enterpriseId: licensee.enterprise.id, termsHash: 'a'.repeat(64) }),
    ).rejects.toThrow('rights.stale_offer');
    for (const _again of [1, 2])
      expect(await acceptOffer(owner(licensee), { ...accept, enterpriseId: licensee.enterprise.id })).toMatchObject({
        agreed: false,
        contract: null,
      });
    const { contract } = await acceptOffer(owner(holder), { ...accept, enterpriseId: holder.enterprise.id });
    expect(await prisma().rightsGrant.count({ where: { workId: work.id, state: 'option' } })).toBe(1);
    expect(await prisma().licence.count({ where: { dealId: deal.id } })).toBe(0);
    const certificate = await signAll(contract ?? '', [
      { actor: owner(holder), enterpriseId: holder.enterprise.id },
      { actor: owner(licensee), enterpriseId: licensee.enterprise.id },
    ]);
    const licence = await prisma().licence.findUniqueOrThrow({ where: { number: certificate } });
    expect(licence).toMatchObject({ status: 'signed', termsHash: accept.termsHash });
    // Its life begins in lib/licensing, and with its first payment its certificate.
    expect(await readCertificate(licence.number)).toBeNull();
    await startLicence(licence.id);
    expect(await prisma().rightsGrant.count({ where: { workId: work.id, state: 'in_force' } })).toBe(1);
    expect(
      await prisma().licenceDue.count({ where: { licence: { number: certificate }, amountMinor: 500_000n } }),
    ).toBe(1);
    await expect(acceptOffer(owner(holder), { ...accept, enterpriseId: holder.enterprise.id })).rejects.toThrow(
      'rights.stale_offer',
    );
  });

  test('is invisible to everybody else, and nobody accepts for another', async () => {
    const { holder, licensee, work } = await parties();
    const stranger = await makeEnterprise();
    const { number } = await askForLicence(
      owner(licensee),
      askSchema.parse({ ...form, workId: work.id, enterpriseId: licensee.enterprise.id }),
    );
    await expect(readDeal(owner(stranger), number)).rejects.toThrow('rights.unknown');
    await expect(readDeal(guest, number)).rejects.toThrow('rights.unknown');
    await expect(readDeal(owner(stranger), 'ASD-26-NONE-NONE')).rejects.toThrow('rights.unknown');
    const { deal } = await readDeal(owner(holder), number);
    const accept = { offerId: deal.offers[0]?.id ?? '', termsHash: 'a'.repeat(64), signedName: 'Thief' };
    await expect(acceptOffer(owner(stranger), { ...accept, enterpriseId: holder.enterprise.id })).rejects.toThrow(
      'rights.unknown',
    );
    await expect(acceptOffer(owner(stranger), { ...accept, enterpriseId: stranger.enterprise.id })).rejects.toThrow(
      'rights.unknown',
    );
    await expect(
      askForLicence(
        owner(stranger),
        askSchema.parse({ ...form, workId: work.id, enterpriseId: licensee.enterprise.id }),
      ),
    ).rejects.toThrow('identity.not_allowed');
    await expect(
      askForLicence(owner(holder), askSchema.parse({ ...form, workId: work.id, enterpriseId: holder.enterprise.id })),
    ).rejects.toThrow('rights.own_work');
  });

  test.each([
    [{ rights: ['svod'] }, 'rights.not_controlled'],
    [{ endsOn: '2031-01-01' }, 'rights.term_order'],
    [{ startsOn: '2031-02-29' }, 'rights.not_a_date'],
    [{ rights: ['nonsense'] }, 'rights.unknown_code'],
    [{ advance: '1,234' }, 'money.too_many_decimals'],
  ])('with %o is refused', async (over, code) => {
    const { licensee, work } = await parties();
    await expect(
      askForLicence(
        owner(licensee),
        askSchema.parse({ ...form, ...over, workId: work.id, enterpriseId: licensee.enterprise.id }),
      ),
    ).rejects.toThrow(code);
  });
});

describe('of conflicting licences', () => {
  test.each([1, 2, 3])(
    'accepted all at once, exactly one is agreed, and the others are told that it is taken: round %i',
    async () => {
      const { holder, work } = await parties();
      const concluders: (() => Promise<unknown>)[] = [];
      for (let n = 0; n < 64; n++) concluders.push(await almostAgreed(work.id, holder));
      const results = await Promise.allSettled(concluders.map((conclude) => conclude()));
      const reasons = new Set(
        results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason.message)] : [])),
      );
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      expect([...reasons]).toEqual(['rights.conflict']);
      expect(await prisma().contract.count({ where: { deal: { works: { some: { workId: work.id } } } } })).toBe(1);
    },
    120_000,
  );

  test('of a joint work waits for every owner, unless one administers for all', async () => {
    const { holder, work } = await parties();
    const second = await makeEnterprise({ country: 'CN', locale: 'zh-CN' });
    const joint = await makeHolding(work.id, second.enterprise.id);
    const conclude = await almostAgreed(work.id, holder);
    expect(await conclude()).toMatchObject({ agreed: false });
    expect(await prisma().rightsGrant.count({ where: { workId: work.id } })).toBe(0);
    await prisma().holding.updateMany({
      where: { workId: work.id, id: { not: joint.id } },
      data: { administrator: true },
    });
    expect(await conclude()).toMatchObject({ agreed: true, contract: expect.stringMatching(/^ASC-/) });
  });

  test('the database refuses what the rules would have let through', async () => {
    const { holder, licensee, work } = await parties();
    const other = await makeEnterprise({ country: 'SK', locale: 'sk' });
    const insert = (licenseeId: string, exclusivity: string) => prisma().$executeRaw`
      insert into rights_grant (work_id, holder_id, licensee_id, exclusivity, state, scope, rights, territories, languages, cells, term)
      values (${work.id}::uuid, ${holder.enterprise.id}::uuid, ${licenseeId}::uuid, ${exclusivity}::exclusivity, 'in_force', '{}', '{1}', '{5,6}', '{2}', '{9}', '[2031-01-01,2034-01-01)')`;
    await insert(licensee.enterprise.id, 'non_exclusive');
    await insert(other.enterprise.id, 'non_exclusive');
    await expect(insert(other.enterprise.id, 'exclusive')).rejects.toThrow(/exclusion/);
    await expect(insert(holder.enterprise.id, 'exclusive')).rejects.toThrow(/declared_by_holder/);
  });
});
