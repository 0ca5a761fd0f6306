import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { day, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  askFirst,
  askForLicence,
  askSchema,
  askToHold,
  countUnreadDeals,
  dealFile,
  dealsOf,
  endOption,
  endTalks,
  followDealClock,
  freeForTerms,
  holdScope,
  makeOffer,
  markDealSeen,
  offerSchema,
  readAsOwner,
  readDeal,
  readDealById,
  termsSchema,
  timelineOf,
  writeToDeal,
} from '#lib/rights/index.ts';
import { answerWithTerms, fullOfferSchema, royaltyTermsOf } from '#lib/royalties/index.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { accept, ask, conclude, form, type Talk } from './talks.ts';
import { makeHolding, makeWork, owner } from './world.ts';

beforeAll(referenceData);
afterEach(() => shiftClock(0));

const pdf = new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const side = (talk: Talk, of: 'holder' | 'licensee') => ({ dealId: talk.dealId, enterpriseId: talk[of].enterprise.id });
const counter = (talk: Talk, of: 'holder' | 'licensee', over: Record<string, unknown> = {}) =>
  makeOffer(of === 'holder' ? talk.giver : talk.taker, offerSchema.parse({ ...form, ...over, ...side(talk, of) }));
const grantsOf = (workId: string) =>
  prisma().rightsGrant.findMany({ where: { workId }, orderBy: { createdAt: 'asc' }, include: { holding: true } });

describe('several works in one deal', () => {
  test('are given together, each out of a holding, each without what is left out for it', async () => {
    const holder = await makeEnterprise({ country: 'CN', locale: 'zh-CN' });
    const works = await Promise.all([makeWork(holder.enterprise.id), makeWork(holder.enterprise.id)]);
    const talk = await ask({ outTerritories: [`${works[0]?.id}:SK`] }, { holder, works });
    expect(await conclude(talk)).toMatch(/^ASL-/);
    const [one, two] = await Promise.all(works.map(({ id }) => grantsOf(id)));
    expect(one?.[0]?.territories).toHaveLength(1);
    expect(two?.[0]?.territories).toHaveLength(2);
    expect(one?.[0]?.licenceId).toBe(two?.[0]?.licenceId);
    expect(one?.[0]?.holding?.enterpriseId).toBe(holder.enterprise.id);
  });

  test('are given all or not at all', async () => {
    const holder = await makeEnterprise();
    const works = await Promise.all([makeWork(holder.enterprise.id), makeWork(holder.enterprise.id)]);
    const talk = await ask({}, { holder, works });
    await accept(talk, talk.holder);
    const [second] = works.toSorted((a, b) => (a.id < b.id ? 1 : -1));
    if (!second) throw new Error('there are two works');
    await conclude(await ask({}, { holder, works: [second] }));
    await expect(accept(talk, talk.licensee)).rejects.toThrow('rights.conflict');
    expect((await Promise.all(works.map(({ id }) => grantsOf(id)))).flat()).toHaveLength(1);
    expect((await readDeal(talk.taker, talk.number)).deal.licences).toHaveLength(0);
  });

  test('asked for in any order at once, one of many wins and no other reason is given than that it is taken', async () => {
    const holder = await makeEnterprise();
    const works = await Promise.all([makeWork(holder.enterprise.id), makeWork(holder.enterprise.id)]);
    const talks: Talk[] = [];
    for (let n = 0; n < 8; n++) {
      const talk = await ask({}, { holder, works: n % 2 === 0 ? works : works.toReversed() });
      await accept(talk, talk.holder);
      talks.push(talk);
    }
    const results = await Promise.allSettled(talks.map((talk) => accept(talk, talk.licensee)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = results.flatMap((each) => (each.status === 'rejected' ? [String(each.reason.message)] : []));
    expect(new Set(reasons)).toEqual(new Set(['rights.conflict']));
  });

  test('have one holder', async () => {
    const [a, b] = await Promise.all([makeEnterprise(), makeEnterprise()]);
    const works = await Promise.all([makeWork(a.enterprise.id), makeWork(b.enterprise.id)]);
    await expect(ask({}, { holder: a, works })).rejects.toThrow('rights.several_holders');
  });
});

describe('a joint owner', () => {
  test('sees the terms and not the words, consents, and only then the licence begins', async () => {
    const talk = await ask();
    const [work] = talk.works;
    const [joint, stranger] = await Promise.all([makeEnterprise(), makeEnterprise()]);
    await makeHolding(work?.id ?? '', joint.enterprise.id);
    await writeToDeal(talk.taker, { ...side(talk, 'licensee'), body: 'Between us' });
    await accept(talk, talk.holder);
    expect(await accept(talk, talk.licensee)).toMatchObject({ agreed: false });
    await expect(readDeal(owner(joint), talk.number)).rejects.toThrow('rights.unknown');
    await expect(readAsOwner(owner(stranger), talk.number)).rejects.toThrow('rights.unknown');
    await expect(readAsOwner(guest, talk.number)).rejects.toThrow('rights.unknown');
    const view = await readAsOwner(owner(joint), talk.number);
    expect(view).toMatchObject({ owner: joint.enterprise.id, accepted: false });
    expect(JSON.stringify(view, (_, each) => (typeof each === 'bigint' ? String(each) : each))).not.toContain(
      'Between us',
    );
    await expect(accept(talk, stranger)).rejects.toThrow('rights.unknown');
    expect(await accept(talk, joint)).toMatchObject({ agreed: true });
    const [mail] = await prisma().email.findMany({
      where: { recipient: joint.user.email, template: 'deal_news' },
    });
    expect(mail?.params).toMatchObject({ event: 'owner_needed' });
  });
});

describe('an option', () => {
  test('is asked for, given by who may sign, keeps everybody else out, and becomes the licence', async () => {
    const talk = await ask();
    const [work] = talk.works;
    await askToHold(talk.taker, { ...side(talk, 'licensee'), days: 10 });
    await expect(askToHold(talk.taker, { ...side(talk, 'licensee'), days: 10 })).rejects.toThrow(
      'rights.option_stands',
    );
    await expect(holdScope(talk.taker, { ...side(talk, 'licensee'), days: 10 })).rejects.toThrow(
      'rights.not_your_turn',
    );
    const editor = {
      ...talk.giver,
      memberships: [{ enterpriseId: talk.holder.enterprise.id, role: 'editor' as const }],
    };
    await expect(holdScope(editor, { ...side(talk, 'holder'), days: 10 })).rejects.toThrow('identity.not_allowed');
    await holdScope(talk.giver, { ...side(talk, 'holder'), days: 10 });
    await expect(ask({}, { holder: talk.holder, works: talk.works })).rejects.toThrow('rights.conflict');
    await expect(endOption(talk.giver, side(talk, 'holder'))).rejects.toThrow('rights.no_option');
    await conclude(talk);
    expect((await grantsOf(work?.id ?? '')).map(({ state }) => state)).toEqual(['lapsed', 'in_force']);
    expect((await readDeal(talk.taker, talk.number)).deal.options).toMatchObject([{ status: 'used' }]);
  });

  test.each(['released by the licensee', 'ended with the talks', 'lapsed by the clock'])(
    'is free again when %s',
    async (how) => {
      const talk = await ask();
      await holdScope(talk.giver, { ...side(talk, 'holder'), days: 3 });
      await expect(ask({}, { holder: talk.holder, works: talk.works })).rejects.toThrow('rights.conflict');
      if (how.startsWith('released')) await endOption(talk.taker, side(talk, 'licensee'));
      else if (how.startsWith('ended')) await endTalks(talk.giver, { ...side(talk, 'holder'), reason: 'Other plans' });
      else {
        const [work] = talk.works;
        await prisma()
          .$executeRaw`update rights_grant set lapses_at = now() - interval '1 minute' where work_id = ${work?.id}::uuid`;
        shiftClock(4 * day);
        await followDealClock();
        await followDealClock();
        const told = {
          recipient: talk.holder.user.email,
          template: 'deal_news',
          params: { path: ['event'], equals: 'option_lapsed' },
        };
        expect(await prisma().email.count({ where: told })).toBe(1);
      }
      expect((await ask({}, { holder: talk.holder, works: talk.works })).number).toMatch(/^ASD-/);
    },
  );
});

describe('versions', () => {
  test('expire, are told of once, and may then be renewed by either side', async () => {
    const talk = await ask({ validDays: '5' });
    await expect(counter(talk, 'licensee')).rejects.toThrow('rights.not_your_turn');
    shiftClock(6 * day);
    await expect(accept(talk, talk.holder)).rejects.toThrow('rights.offer_expired');
    await followDealClock();
    await followDealClock();
    const told = { recipient: talk.licensee.user.email, template: 'deal_news' };
    expect(await prisma().email.count({ where: told })).toBe(1);
    await counter(talk, 'licensee', { royalty: '9' });
    const { deal } = await readDeal(talk.giver, talk.number);
    expect(deal.offers.map(({ status }) => status)).toEqual(['expired', 'open']);
  });

  test('never change', async () => {
    const talk = await ask();
    await expect(
      prisma().$executeRaw`update offer set note = 'else' where deal_id = ${talk.dealId}::uuid`,
    ).rejects.toThrow(/stand/);
  });

  test('carry all money terms, which must hang together, into the licence', async () => {
    const talk = await ask();
    const full = {
      ...form,
      ...side(talk, 'holder'),
      base: 'net_receipts',
      mode: 'retroactive',
      tierBy: 'units',
      recoupable: 'on',
      guaranteePeriods: '4',
      guarantee: '2000',
      reserveRate: '10',
      reservePeriods: '2',
      every: 'half_year',
      dueDays: '45',
      lateInterest: '8',
      tier1: '1000',
      rate1: '8',
      rate2: '10',
    };
    const { royalty: _, ...money } = full;
    await expect(answerWithTerms(talk.giver, fullOfferSchema.parse({ ...money, rate1: '150' }))).rejects.toMatchObject({
      all: [{ code: 'royalties.rate_above_whole', field: 'rate1' }],
    });
    await expect(answerWithTerms(talk.giver, fullOfferSchema.parse({ ...money, tier1: '' }))).rejects.toMatchObject({
      all: [{ code: 'royalties.last_tier_open', field: 'tier1' }],
    });
    expect((await readDeal(talk.giver, talk.number)).deal.offers).toHaveLength(1);
    await answerWithTerms(talk.giver, fullOfferSchema.parse(money));
    const certificate = await conclude(talk);
    const licence = await prisma().licence.findUniqueOrThrow({ where: { number: certificate } });
    expect(royaltyTermsOf(termsSchema.parse(licence.terms))).toMatchObject({
      mode: 'retroactive',
      tiers: [
        { upTo: '1000', rate: '2/25' },
        { upTo: null, rate: '1/10' },
      ],
      guarantee: { minor: '200000', everyPeriods: 4 },
      calendar: { every: 'half_year', dueDays: 45 },
      lateInterest: '2/25',
    });
  });

  test('end with a reason that the other side reads, and nothing follows but words', async () => {
    const talk = await ask();
    await endTalks(talk.giver, { ...side(talk, 'holder'), reason: 'We keep toys for ourselves' });
    const { deal } = await readDeal(talk.taker, talk.number);
    expect(deal).toMatchObject({
      status: 'declined',
      messages: [{ event: 'declined', body: 'We keep toys for ourselves' }],
    });
    await expect(counter(talk, 'holder')).rejects.toThrow('rights.deal_closed');
    await expect(accept(talk, talk.holder)).rejects.toThrow('rights.stale_offer');
    await writeToDeal(talk.taker, { ...side(talk, 'licensee'), body: 'A pity' });
    const kinds = timelineOf((await readDeal(talk.giver, talk.number)).deal).map(({ kind }) => kind);
    expect(kinds).toEqual(['offer', 'message', 'message']);
  });
});

describe('words', () => {
  test('may come before terms, in the writer’s language, with files for the two sides alone', async () => {
    const [holder, licensee, stranger] = await Promise.all([makeEnterprise(), makeEnterprise(), makeEnterprise()]);
    const work = await makeWork(holder.enterprise.id);
    const about = { workId: work.id, works: [], enterpriseId: licensee.enterprise.id };
    const { number } = await askFirst(owner(licensee), { ...about, body: 'Je volný?' });
    const { deal } = await readDeal(owner(holder), number);
    const here = { dealId: deal.id, enterpriseId: holder.enterprise.id };
    await writeToDeal(owner(holder), { ...here, body: '' }, [{ name: 'model.pdf', bytes: pdf }]);
    const file = (await readDeal(owner(licensee), number)).deal.messages.flatMap(({ files }) => files)[0];
    expect(await dealFile(owner(licensee), file?.id ?? '')).toMatchObject({ fileName: 'model.pdf' });
    await expect(dealFile(owner(stranger), file?.id ?? '')).rejects.toThrow('rights.unknown');
    await expect(dealFile(guest, file?.id ?? '')).rejects.toThrow('rights.unknown');
    await expect(dealFile(owner(stranger), 'none')).rejects.toThrow('rights.unknown');
    await expect(writeToDeal(owner(holder), { ...here, body: '' })).rejects.toThrow('rights.nothing_said');
    const html = [{ name: 'a.html', bytes: new TextEncoder().encode('<script>alert(1)</script>') }];
    await expect(writeToDeal(owner(holder), { ...here, body: '' }, html)).rejects.toThrow('media.private_kind');
    await expect(writeToDeal(owner(stranger), { ...here, body: 'Hello' })).rejects.toThrow('rights.unknown');
    await makeOffer(owner(holder), offerSchema.parse({ ...form, ...here }));
    expect((await readDeal(owner(licensee), number)).deal.offers).toMatchObject([{ version: 1 }]);
  });
});

describe('the list of deals', () => {
  test('marks what is new until it was seen, narrows by state and side, and goes on page by page', async () => {
    const talk = await ask();
    expect(await countUnreadDeals(talk.giver)).toBe(1);
    expect(await countUnreadDeals(talk.taker)).toBe(0);
    await markDealSeen(talk.giver, talk.dealId);
    expect((await dealsOf(talk.giver, { unread: true })).items).toEqual([]);
    await writeToDeal(talk.taker, { ...side(talk, 'licensee'), body: 'And stationery?' });
    expect((await dealsOf(talk.giver, { unread: true })).items).toMatchObject([
      { id: talk.dealId, side: 'giving', unread: true },
    ]);
    expect((await dealsOf(talk.giver, { side: 'taking' })).items).toEqual([]);
    expect((await dealsOf(talk.taker, { side: 'taking', state: 'open' })).items).toHaveLength(1);
    expect((await dealsOf(talk.taker, { state: 'ended' })).items).toEqual([]);
    for (let n = 0; n < 25; n++)
      await askForLicence(
        talk.taker,
        askSchema.parse({
          ...form,
          exclusivity: 'non_exclusive',
          workId: talk.works[0]?.id,
          enterpriseId: talk.licensee.enterprise.id,
        }),
      );
    const first = await dealsOf(talk.taker);
    const second = await dealsOf(talk.taker, { after: first.next ?? '' });
    expect([first.items.length, second.items.length, second.next]).toEqual([24, 2, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(26);
  });
});

describe('a stranger', () => {
  test('learns of a deal and of a foreign licence nothing but days', async () => {
    const talk = await ask();
    await conclude(talk);
    const stranger = await makeEnterprise({ country: 'PL', locale: 'pl' });
    await expect(readDeal(owner(stranger), talk.number)).rejects.toThrow('rights.unknown');
    await expect(readDealById(owner(stranger), talk.dealId)).rejects.toThrow('rights.unknown');
    await expect(readAsOwner(owner(stranger), talk.number)).rejects.toThrow('rights.unknown');
    expect((await dealsOf(owner(stranger))).items).toEqual([]);
    for (const act of [
      () => endTalks(owner(stranger), { ...side(talk, 'holder'), reason: 'Because' }),
      () => askToHold(owner(stranger), { ...side(talk, 'licensee'), days: 5 }),
      () => holdScope(owner(stranger), { ...side(talk, 'holder'), days: 5 }),
      () => writeToDeal(owner(stranger), { ...side(talk, 'holder'), body: 'Hello' }),
    ])
      await expect(act()).rejects.toThrow('rights.unknown');
    const scope = termsSchema.parse((await readDeal(talk.taker, talk.number)).deal.offers[0]?.terms);
    const works = talk.works.map(({ id }) => id);
    // Naming the licensee as its own enterprise does not show a stranger what that licensee holds.
    for (const licenseeId of [stranger.enterprise.id, talk.licensee.enterprise.id]) {
      const [free] = await freeForTerms(owner(stranger), { workIds: works, licenseeId }, scope, 'en');
      expect(free?.answer.state).toBe('taken');
      expect(JSON.stringify(free)).not.toContain(talk.licensee.enterprise.id);
    }
    const [own] = await freeForTerms(
      talk.taker,
      { workIds: works, licenseeId: talk.licensee.enterprise.id },
      scope,
      'en',
    );
    expect(own?.answer.state).toBe('free');
    const refused = await ask({ exclusivity: 'non_exclusive' }, { holder: talk.holder, works: talk.works }).catch(
      (error) => error,
    );
    expect(refused).toMatchObject({ code: 'rights.conflict', params: { places: ['CZ', 'SK'] } });
  });
});
