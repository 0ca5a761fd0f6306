import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { outsideSchema, publishStandingSchema, registerOutside } from '#lib/contracts/index.ts';
import { shiftClock } from '#lib/core/clock.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { amendSchema, proposeAmendment } from '#lib/licensing/index.ts';
import {
  askForLicence,
  askSchema,
  buyStandard,
  declareUse,
  declareUseSchema,
  makeOffer,
  offerSchema,
  openStandardOffers,
  publishStandard,
  saveHolders,
  saveHoldersSchema,
} from '#lib/rights/index.ts';
import {
  answerWithTerms,
  askWithTerms,
  freezeRoyaltyTerms,
  fullAskSchema,
  fullOfferSchema,
  royaltyTermsOf,
} from '#lib/royalties/index.ts';
import { money } from '../contracts/world.ts';
import { makeLicence, type Parties } from '../royalties/parties.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { ask, conclude, form, noContract, type Talk } from './talks.ts';
import { makeWork, owner } from './world.ts';

beforeAll(referenceData);
afterEach(() => shiftClock(0));

type Over = Readonly<Record<string, unknown>>;

/** How much there is of everything that a scope could be written into. */
async function stored(): Promise<Record<string, number>> {
  const [counts] = await prisma().$queryRaw<Record<string, number>[]>`
    select (select count(*)::int from deal) as deals, (select count(*)::int from offer) as offers, (select count(*)::int from rights_grant) as grants,
      (select count(*)::int from contract) as contracts, (select count(*)::int from standard_offer) as standards,
      (select count(*)::int from licence_proposal) as proposals, (select count(*)::int from licence) as licences,
      (select md5(string_agg(scope::text, '' order by id)) from holding) as holdings`;
  return counts ?? {};
}

/** Where somebody writes a scope: each with what it takes to be there. */
interface Door {
  readonly name: string;
  readonly open: () => Promise<(over: Over) => Promise<unknown>>;
}

const doors: readonly Door[] = [
  {
    name: 'an ask',
    open: async () => {
      const [holder, licensee] = [await makeEnterprise({ country: 'CN' }), await makeEnterprise({ country: 'CZ' })];
      const work = await makeWork(holder.enterprise.id);
      const about = { ...form, workId: work.id, enterpriseId: licensee.enterprise.id };
      return async (over) => askForLicence(owner(licensee), askSchema.parse({ ...about, ...over }));
    },
  },
  {
    name: 'a counter-offer',
    open: async () => {
      const talk = await ask();
      const about = { ...form, dealId: talk.dealId, enterpriseId: talk.holder.enterprise.id };
      return async (over) => makeOffer(talk.giver, offerSchema.parse({ ...about, ...over }));
    },
  },
  {
    name: 'other terms of a licence',
    open: async () => {
      const { number, holder } = await makeLicence({ advance: '0' });
      const { royalty: _, ...scope } = form;
      const about = { ...scope, ...money, number, advance: '0', startsOn: '2026-01-10' };
      return async (over) => proposeAmendment(holder, amendSchema.parse({ ...about, ...over }));
    },
  },
  {
    name: 'a contract that was signed on paper',
    open: async () => {
      const [holder, licensee] = [await makeEnterprise({ country: 'CN' }), await makeEnterprise({ country: 'CZ' })];
      const { slug } = await makeWork(holder.enterprise.id);
      const about = {
        ...form,
        ...money,
        enterpriseId: licensee.enterprise.id,
        role: 'licensee',
        work: slug,
        other: holder.enterprise.slug,
        file: null,
      };
      return async (over) =>
        registerOutside(owner(licensee), outsideSchema.parse({ ...about, ...over }), Buffer.from(`%PDF-1.7 ${slug}`));
    },
  },
  {
    name: 'what is held back',
    open: async () => {
      const holder = await makeEnterprise();
      const { id } = await makeWork(holder.enterprise.id);
      await prisma().work.update({ where: { id }, data: { status: 'draft' } });
      const about = { ...form, workId: id, kind: 'holdback' };
      return async (over) => declareUse(owner(holder), declareUseSchema.parse({ ...about, ...over }));
    },
  },
  {
    name: 'who owns a work',
    open: async () => {
      const holder = await makeEnterprise();
      const { id } = await makeWork(holder.enterprise.id);
      await prisma().work.update({ where: { id }, data: { status: 'draft' } });
      const about = { ...form, workId: id, holder0: holder.enterprise.slug, share0: '100 %' };
      return async (over) => saveHolders(owner(holder), saveHoldersSchema.parse({ ...about, ...over }));
    },
  },
  {
    name: 'a standard offer',
    open: async () => {
      const holder = await makeEnterprise();
      const { id } = await makeWork(holder.enterprise.id);
      const about = { ...form, workId: id, enterpriseId: holder.enterprise.id, price: '450', years: '2' };
      const signed = { signedName: 'Lin Yue', password: 'x' };
      return async (over) =>
        publishStandard(owner(holder), publishStandingSchema.parse({ ...about, ...signed, ...over }), noContract);
    },
  },
];

const [asking, countering, amending, registering, holding, owning, publishing] = doors;
const withTerms = [asking, countering, amending, registering];
const withDays = [...withTerms, holding];
const everywhere = [...withDays, owning, publishing];

const cases: readonly (readonly [string, readonly (Door | undefined)[], Over, string, string])[] = [
  ['an end before its start', withDays, { endsOn: '2025-01-01' }, 'rights.term_order', 'endsOn'],
  ['no day', withDays, { startsOn: '2026-01-10', endsOn: '2026-01-10' }, 'rights.term_order', 'endsOn'],
  ['29 February of a common year', [...withDays, owning], { startsOn: '2027-02-29' }, 'rights.not_a_date', 'startsOn'],
  ['an end on 29 February of a common year', withDays, { endsOn: '2033-02-29' }, 'rights.not_a_date', 'endsOn'],
  ['an unknown use', everywhere, { rights: ['nonsense'] }, 'rights.unknown_code', 'rights'],
  ['an unknown country', everywhere, { territories: ['XX'] }, 'rights.unknown_code', 'territories'],
  ['an unknown language', withTerms, { languages: ['qq'] }, 'rights.unknown_code', 'languages'],
  ['an unknown exception', withTerms, { territoriesExcept: ['atlantis'] }, 'rights.unknown_code', 'territories'],
  ['all its uses excepted', withTerms, { rightsExcept: ['merchandising'] }, 'rights.empty_scope', 'rights'],
  ['all its countries excepted', withTerms, { territoriesExcept: ['world'] }, 'rights.empty_scope', 'territories'],
];

describe.each(everywhere.flatMap((door) => door ?? []))('$name', (door) => {
  const own = cases.filter(([, where]) => where.includes(door));

  test('is refused at its field for a scope that is none, and nothing of it is kept', async () => {
    const write = await door.open();
    const before = await stored();
    for (const [name, , over, code, field] of own)
      await expect(write(over), name).rejects.toMatchObject({ code, field });
    for (const empty of ['rights', 'territories'])
      await expect(write({ [empty]: [] }), `no ${empty}`).rejects.toMatchObject({
        issues: [expect.objectContaining({ path: [empty], message: 'choose' })],
      });
    expect(await stored()).toEqual(before);
    // And is taken for one that is.
    await write({});
    expect(await stored()).not.toEqual(before);
  });
});

describe('several works of a deal', () => {
  test('of which one gives nothing at all are refused, and nothing is asked', async () => {
    const talk = await ask({}, { count: 2 });
    const [first] = talk.works;
    const before = await stored();
    const out = ['CZ', 'SK'].map((code) => `${first?.id}:${code}`);
    const about = { ...form, dealId: talk.dealId, enterpriseId: talk.holder.enterprise.id };
    await expect(makeOffer(talk.giver, offerSchema.parse({ ...about, outTerritories: out }))).rejects.toMatchObject({
      code: 'rights.empty_scope',
      field: 'territories',
    });
    expect(await stored()).toEqual(before);
  });
});

describe('29 February', () => {
  test('of a leap year begins and ends a licence to the day', async () => {
    const talk = await ask({ startsOn: '2028-02-29', endsOn: '2032-02-29' });
    const number = await conclude(talk);
    const [grant] = await prisma().$queryRaw<{ term: string }[]>`
      select g.term::text as term from rights_grant g join licence l on l.id = g.licence_id where l.number = ${number}`;
    expect(grant?.term).toBe('[2028-02-29,2032-02-29)');
    const next = await ask({ startsOn: '2032-02-29', endsOn: '2033-02-28' }, talk);
    expect(await conclude(next)).toMatch(/^ASL-/);
  });

  test('is the first day of a standard offer for a year, which ends with the next 28 February', async () => {
    const { holder, licensee, workId } = await published('1');
    shiftClock(Date.parse('2028-02-29T12:00:00Z') - Date.now());
    const [offer] = await openStandardOffers(workId);
    const { dealNumber } = await buyStandard(
      owner(licensee),
      {
        standardOfferId: offer?.id ?? '',
        enterpriseId: licensee.enterprise.id,
        startsOn: '2028-02-29',
        forWhom: 'Line Lotus',
        purpose: 'Notebooks for schools',
        signedName: 'Jan Kowalski',
      },
      noContract,
    );
    const held = await prisma().$queryRaw<{ term: string }[]>`
      select g.term::text as term from rights_grant g join offer o on o.id = g.offer_id join deal d on d.id = o.deal_id where d.number = ${dealNumber}`;
    expect(held).toEqual([{ term: '[2028-02-29,2029-03-01)' }]);
    expect(holder.enterprise.id).not.toBe(licensee.enterprise.id);
  });
});

async function published(years: string) {
  const [holder, licensee] = [await makeEnterprise(), await makeEnterprise({ country: 'PL', locale: 'pl' })];
  const { id: workId } = await makeWork(holder.enterprise.id);
  const input = { ...form, workId, enterpriseId: holder.enterprise.id, price: '450', years };
  const signed = { signedName: 'Lin Yue', password: 'x' };
  await publishStandard(owner(holder), publishStandingSchema.parse({ ...input, ...signed }), noContract);
  return { holder, licensee, workId };
}

describe('royalties that do not hang together', () => {
  const { royalty: _, ...scope } = form;
  const offered = (talk: Talk, over: Over) =>
    answerWithTerms(
      talk.giver,
      fullOfferSchema.parse({
        ...scope,
        ...money,
        dealId: talk.dealId,
        enterpriseId: talk.holder.enterprise.id,
        ...over,
      }),
    );
  const wrong: readonly (readonly [string, Over, string, string])[] = [
    ['150 %', { rate1: '150' }, 'royalties.rate_above_whole', 'rate1'],
    ['150 % in the second tier', { tier1: '1000', rate1: '8', rate2: '150' }, 'royalties.rate_above_whole', 'rate2'],
    [
      'tiers that overlap',
      { tier1: '1000', rate1: '8', tier2: '500', rate2: '9', rate3: '10' },
      'royalties.tiers_overlap',
      'tier2',
    ],
    [
      'a last tier that ends, said in its own row',
      { tier1: '1000', rate1: '8', tier3: '3000', rate3: '9' },
      'royalties.last_tier_open',
      'tier3',
    ],
    ['a last tier that ends', { tier1: '1000', rate1: '8' }, 'royalties.last_tier_open', 'tier1'],
    ['a rate below nothing', { rate1: '-8' }, 'royalties.not_a_fraction', 'rate1'],
  ];

  test('are refused at their field in an ask, an offer and an amendment, and nothing of them is kept', async () => {
    const talk = await ask();
    const parties: Parties = await makeLicence({ advance: '0' });
    const asked = (over: Over) =>
      askWithTerms(
        talk.taker,
        fullAskSchema.parse({
          ...scope,
          ...money,
          workId: talk.works[0]?.id,
          enterpriseId: talk.licensee.enterprise.id,
          ...over,
        }),
      );
    const amended = (over: Over) =>
      proposeAmendment(
        parties.holder,
        amendSchema.parse({
          ...scope,
          ...money,
          number: parties.number,
          advance: '0',
          startsOn: '2026-01-10',
          ...over,
        }),
      );
    const before = await stored();
    for (const [name, over, code, field] of wrong)
      for (const write of [() => asked(over), () => offered(talk, over), () => amended(over)]) {
        const refused: unknown = await write().catch((error: unknown) => error);
        expect(refused, name).toMatchObject({ all: [expect.objectContaining({ code, field })] });
      }
    for (const royalty of ['150', '-1', '1e2', '8 percent'])
      expect(
        askSchema.safeParse({ ...form, royalty, workId: talk.works[0]?.id, enterpriseId: talk.licensee.enterprise.id })
          .success,
        royalty,
      ).toBe(false);
    expect(await stored()).toEqual(before);
  });

  test('are not frozen with a licence either: a gap between tiers, tiers that overlap, 150 %', async () => {
    const { licenceId } = await makeLicence({ advance: '0' });
    const plain = royaltyTermsOf({ advanceMinor: '0', currency: 'EUR', royalty: 800 });
    for (const [tiers, code] of [
      [
        [
          { upTo: '10', rate: '1/9' },
          { from: '15', upTo: null, rate: '1/8' },
        ],
        'royalties.tiers_gap',
      ],
      [
        [
          { upTo: '10', rate: '1/9' },
          { from: '5', upTo: null, rate: '1/8' },
        ],
        'royalties.tiers_overlap',
      ],
      [[{ upTo: null, rate: '3/2' }], 'royalties.rate_above_whole'],
    ] as const)
      await expect(
        transaction((tx) => freezeRoyaltyTerms(tx, licenceId, { ...plain, tiers: [...tiers] })),
      ).rejects.toThrow(code);
    expect(await prisma().royaltyTermsRow.count({ where: { licenceId } })).toBe(0);
  });
});
