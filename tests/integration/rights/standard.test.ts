import { beforeAll, expect, test } from 'vitest';
import { isoDay, now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  buyStandard,
  openStandardOffers,
  publishStandard,
  publishStandardSchema,
  readDeal,
  withdrawStandard,
} from '#lib/rights/index.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { accept, noContract } from './talks.ts';
import { makeHolding, makeWork, owner } from './world.ts';

beforeAll(referenceData);

async function published(over: Record<string, unknown> = {}) {
  const holder = await makeEnterprise({ country: 'CN', locale: 'zh-CN' });
  const work = await makeWork(holder.enterprise.id);
  const input = publishStandardSchema.parse({
    workId: work.id,
    enterpriseId: holder.enterprise.id,
    rights: ['stationery'],
    territories: ['PL'],
    exclusivity: 'exclusive',
    currency: 'EUR',
    price: '450',
    years: '2',
    signedName: '林悦',
    ...over,
  });
  await publishStandard(owner(holder), input, noContract);
  const [offer] = await openStandardOffers(work.id);
  if (!offer) throw new Error('it was published');
  return { holder, work, offer, input };
}

const taken = {
  startsOn: isoDay(now()),
  forWhom: 'Line Lotus',
  purpose: 'Notebooks for schools',
  signedName: 'Jan Kowalski',
};

test('is taken like a product: one purchase makes the deal, and its scope is held while it is signed', async () => {
  const { holder, work, offer } = await published();
  const buyer = await makeEnterprise({ country: 'PL', locale: 'pl' });
  const input = { ...taken, standardOfferId: offer.id, enterpriseId: buyer.enterprise.id };
  const { dealNumber, agreed } = await buyStandard(owner(buyer), input, noContract);
  expect(agreed).toBe(true);
  const { deal } = await readDeal(owner(holder), dealNumber);
  expect(deal).toMatchObject({
    status: 'agreed',
    purchase: { forWhom: 'Line Lotus' },
    offers: [{ enterpriseId: holder.enterprise.id, acceptances: [{}, {}] }],
  });
  expect(deal.offers[0]?.terms).toMatchObject({ advanceMinor: '45000' });
  // It was exclusive: nobody else is offered it, nor can take it.
  expect(await openStandardOffers(work.id)).toEqual([]);
  const other = await makeEnterprise({ country: 'PL', locale: 'pl' });
  const again = { ...input, enterpriseId: other.enterprise.id };
  await expect(buyStandard(owner(other), again, noContract)).rejects.toThrow('rights.conflict');
  expect(await prisma().deal.count({ where: { licenseeId: other.enterprise.id } })).toBe(0);
});

test('is taken by who may sign, for another than the holder, from a day within a year', async () => {
  const { holder, offer } = await published();
  const buyer = await makeEnterprise({ country: 'PL', locale: 'pl' });
  const input = { ...taken, standardOfferId: offer.id, enterpriseId: buyer.enterprise.id };
  const editor = { ...owner(buyer), memberships: [{ enterpriseId: buyer.enterprise.id, role: 'editor' as const }] };
  await expect(buyStandard(editor, input, noContract)).rejects.toThrow('identity.not_allowed');
  await expect(
    buyStandard(owner(holder), { ...input, enterpriseId: holder.enterprise.id }, noContract),
  ).rejects.toThrow('rights.own_work');
  for (const startsOn of ['2020-01-01', '2099-01-01'])
    await expect(buyStandard(owner(buyer), { ...input, startsOn }, noContract)).rejects.toThrow('rights.starts_late');
});

test('binds nobody once it is withdrawn, or who published it may no longer sign', async () => {
  const [gone, left] = await Promise.all([published(), published()]);
  const buyer = await makeEnterprise({ country: 'PL', locale: 'pl' });
  const input = { ...taken, enterpriseId: buyer.enterprise.id };
  await expect(withdrawStandard(owner(buyer), { standardOfferId: gone.offer.id })).rejects.toThrow(
    'identity.not_allowed',
  );
  await withdrawStandard(owner(gone.holder), { standardOfferId: gone.offer.id });
  await expect(buyStandard(owner(buyer), { ...input, standardOfferId: gone.offer.id }, noContract)).rejects.toThrow(
    'rights.standard_gone',
  );
  const successor = await prisma().user.create({ data: { email: 'next@example.com', name: 'Next', locale: 'en' } });
  await prisma().membership.create({
    data: { enterpriseId: left.holder.enterprise.id, userId: successor.id, role: 'owner' },
  });
  await prisma().membership.deleteMany({
    where: { enterpriseId: left.holder.enterprise.id, userId: left.holder.user.id },
  });
  await expect(buyStandard(owner(buyer), { ...input, standardOfferId: left.offer.id }, noContract)).rejects.toThrow(
    'rights.standard_gone',
  );
});

test('of a joint work waits for the other owners', async () => {
  const { work, offer, holder } = await published();
  const [buyer, joint] = await Promise.all([makeEnterprise({ country: 'PL', locale: 'pl' }), makeEnterprise()]);
  await makeHolding(work.id, joint.enterprise.id);
  const input = { ...taken, standardOfferId: offer.id, enterpriseId: buyer.enterprise.id };
  const { dealNumber: number, agreed } = await buyStandard(owner(buyer), input, noContract);
  expect(agreed).toBe(false);
  const talk = { number, dealId: '', works: [], holder, licensee: buyer, giver: owner(holder), taker: owner(buyer) };
  expect(await accept(talk, joint)).toMatchObject({ agreed: true });
});

test.each([
  [{ price: '0' }, 'rights.price_needed'],
  [{ price: 'much' }, 'money.not_an_amount'],
  [{ territories: ['PL'], territoriesExcept: ['PL'] }, 'rights.empty_scope'],
])('with %o is not published', async (over, code) => {
  await expect(published(over)).rejects.toThrow(code);
});
