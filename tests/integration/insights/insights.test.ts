import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { guest, type Person } from '#lib/core/actor.ts';
import { day, isoDay, now, shiftClock } from '#lib/core/clock.ts';
import { pool, prisma } from '#lib/db/index.ts';
import {
  bestSellers,
  buyersByCountry,
  flushCounts,
  forgetVisitors,
  funnelByListing,
  funnelOf,
  noteCart,
  noteSearch,
  noteView,
  runsOutSoon,
  type Search,
  salesReport,
  searchedInVain,
  spanOf,
  translationCoverage,
  untranslated,
} from '#lib/insights/index.ts';
import { bought } from '../bought.ts';
import { asOwner } from '../owner.ts';
import { makeEnterprise, makeListing, ownerOf, personOf, referenceData } from '../world.ts';

type Made = Awaited<ReturnType<typeof makeListing>>;

const visitor = (number: number) => ({ address: `192.0.2.${number}`, userAgent: 'Mozilla/5.0 Firefox/150.0' });

let owner: Person;
let enterprise: Awaited<ReturnType<typeof makeEnterprise>>['enterprise'];
let plate: Made;
let jug: Made;

beforeAll(async () => {
  await referenceData();
  const made = await makeEnterprise();
  enterprise = made.enterprise;
  owner = ownerOf(made.user.id, enterprise.id);
  plate = await makeListing(enterprise.id);
  jug = await makeListing(enterprise.id, { stock: 3 });
});
afterEach(() => shiftClock(0));

const period = () => spanOf('day', isoDay(now())).now;
const day0 = () => isoDay(now());

async function counted(listingId: string) {
  const row = await prisma().listingDay.findFirst({ where: { listingId, day: new Date(day0()) } });
  return { views: row?.views ?? 0, carts: row?.carts ?? 0 };
}

describe('views', () => {
  test('count a visitor once a day, at whatever time they are written', async () => {
    const { id } = plate.listing;
    for (let time = 0; time < 3; time++) await noteView(visitor(1), id);
    await noteView(visitor(2), id);
    await flushCounts();
    expect(await counted(id)).toEqual({ views: 2, carts: 0 });
    await noteView(visitor(1), id);
    await flushCounts();
    expect(await counted(id)).toEqual({ views: 2, carts: 0 });
    shiftClock(day);
    await noteView(visitor(1), id);
    await flushCounts();
    expect(await counted(id)).toEqual({ views: 1, carts: 0 });
  });

  test('of nobody, of what is no id and of what is not public are not counted', async () => {
    const draft = await makeListing(enterprise.id);
    await prisma().listing.update({ where: { id: draft.listing.id }, data: { status: 'draft' } });
    await noteView(null, plate.listing.id);
    await noteView(visitor(3), "x'; drop table listing_day; --");
    await noteView(visitor(3), draft.listing.id);
    await noteView(visitor(3), '0190a000-0000-7000-8000-000000000000');
    const before = await counted(plate.listing.id);
    await flushCounts();
    expect(await counted(plate.listing.id)).toEqual(before);
    expect(await counted(draft.listing.id)).toEqual({ views: 0, carts: 0 });
  });

  test('leave nothing by which a visitor could be known when the day is over', async () => {
    await noteView(visitor(9), plate.listing.id);
    await flushCounts();
    expect(await prisma().visitorMark.count()).toBeGreaterThan(0);
    shiftClock(2 * day);
    await forgetVisitors();
    expect(await prisma().visitorMark.count()).toBe(0);
    expect(await prisma().dailySalt.count()).toBe(0);
    const { rows } = await pool().query(
      "select column_name from information_schema.columns where table_name in ('listing_day', 'search_day')",
    );
    expect(rows.map((row) => row.column_name).filter((name) => /address|agent|user|session|ip$/.test(name))).toEqual(
      [],
    );
  });

  test('wait when the database is not there, and are written the next time', async () => {
    shiftClock(3 * day);
    await noteView(visitor(1), jug.listing.id);
    await asOwner((client) => client.query('alter table listing_day rename to listing_day_away'));
    await flushCounts();
    await asOwner((client) => client.query('alter table listing_day_away rename to listing_day'));
    await flushCounts();
    expect(await counted(jug.listing.id)).toEqual({ views: 1, carts: 0 });
  });
});

describe('the way from looking to buying', () => {
  test('is counted by listing and in all, for its enterprise alone', async () => {
    const { enterprise: own, user } = await makeEnterprise();
    const actor = ownerOf(user.id, own.id);
    const [one, two] = [await makeListing(own.id), await makeListing(own.id)];
    shiftClock(10 * day);
    for (const number of [1, 2, 3, 4]) await noteView(visitor(number), one.listing.id);
    await noteView(visitor(1), two.listing.id);
    for (const number of [1, 2, 2]) await noteCart(visitor(number), one.variant.id);
    await noteCart(null, one.variant.id);
    await flushCounts();
    await bought(one.listing, one.variant.id, { paidAt: now() });
    await bought(one.listing, one.variant.id, { paidAt: now(), status: 'refunded' });
    await bought(one.listing, one.variant.id, { paidAt: now(), status: 'awaiting_payment' });
    expect(await funnelOf(actor, own.id, period())).toEqual({ views: 5, carts: 2, paid: 1 });
    const first = await funnelByListing(actor, own.id, period(), undefined, 1);
    expect(first.items).toEqual([{ listingId: one.listing.id, views: 4, carts: 2, paid: 1 }]);
    const second = await funnelByListing(actor, own.id, period(), first.next ?? '', 1);
    expect(second.items).toEqual([{ listingId: two.listing.id, views: 1, carts: 0, paid: 0 }]);
    expect(second.next).toBeNull();
    for (const other of [guest, owner]) {
      await expect(funnelOf(other, own.id, period())).rejects.toThrow(/identity\./);
      await expect(searchedInVain(other, own)).rejects.toThrow(/identity\./);
    }
  });
});

describe('sales', () => {
  test('are exact in the own currency, converted where not, and compared with the time before', async () => {
    const { enterprise: own, user } = await makeEnterprise();
    const actor = ownerOf(user.id, own.id);
    const { listing, variant } = await makeListing(own.id);
    const at = (ago: number) => new Date(Date.now() - ago * day);
    await bought(listing, variant.id, { paidAt: at(1), quantity: 3, price: 3_333n });
    await bought(listing, variant.id, { paidAt: at(2), price: 1n, country: 'CN' });
    await bought(listing, variant.id, { paidAt: at(40), price: 5_000n });
    await bought(listing, variant.id, { paidAt: at(1), price: 9_999n, status: 'cancelled' });
    const span = spanOf('day', isoDay(now()));
    const report = await salesReport(actor, own, span);
    expect(report.now.total).toEqual({ minor: 10_000n, currency: 'EUR' });
    expect(report.now.orderCount).toBe(2);
    expect(report.before.total.minor).toBe(5_000n);
    expect(report.convertedAt).toBeNull();
    expect(report.now.amounts.reduce((sum, amount) => sum + amount.minor, 0n)).toBe(10_000n);
    expect(await buyersByCountry(actor, own.id, span.now)).toEqual([
      { country: 'CN', orders: 1 },
      { country: 'PL', orders: 1 },
    ]);
    expect(await bestSellers(actor, own, span.now)).toMatchObject([
      { listingId: listing.id, things: 4, amount: { minor: 10_000n } },
    ]);

    await bought(listing, variant.id, { paidAt: at(1), price: 10_000n, currency: 'PLN' });
    const mixed = await salesReport(actor, own, span);
    expect(mixed.convertedAt).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(mixed.now.total.minor).toBeGreaterThan(12_000n);
    expect(mixed.now.total.minor).toBeLessThan(13_000n);
  });

  test('are not for those of the team who have nothing to do with money', async () => {
    const editor = personOf(owner.userId, { memberships: [{ enterpriseId: enterprise.id, role: 'editor' }] });
    const span = spanOf('day', isoDay(now()));
    await expect(salesReport(editor, enterprise, span)).rejects.toThrow('identity.not_allowed');
    expect(await funnelOf(editor, enterprise.id, span.now)).toHaveProperty('views');
  });
});

describe('what was searched in vain', () => {
  // A day whose salt no test before has thrown away.
  beforeEach(() => shiftClock(20 * day));
  const search = (query: string, parts: Partial<Search> = {}): Search => ({
    query,
    locale: 'pl',
    categories: [],
    countries: [],
    found: false,
    ...parts,
  });
  const asked = async (given: Search, ...visitors: number[]) => {
    for (const number of visitors) await noteSearch(visitor(number), given);
    await flushCounts();
  };
  const shown = async () => (await searchedInVain(owner, enterprise)).map(({ query, count }) => [query, count]);

  test('is shown when three different visitors of a day searched it', async () => {
    await asked(search('Czajnik'), 1, 1, 1, 2);
    expect(await shown()).toEqual([]);
    await asked(search('  CZAJNIK '), 3);
    expect(await shown()).toEqual([['czajnik', 3]]);
    await asked(search('talerz', { found: true }), 1, 2, 3, 4);
    expect(await shown()).toEqual([['czajnik', 3]]);
  });

  test('is near: its own categories and country, and not those of others', async () => {
    await asked(search('wazon', { categories: ['interior'] }), 1, 2, 3);
    await asked(search('komiks', { categories: ['publishing'] }), 1, 2, 3);
    await asked(search('jedwab', { countries: ['CN'] }), 1, 2, 3);
    await asked(search('miska', { countries: ['BG'] }), 1, 2, 3);
    await asked(search('za dużo', { countries: ['BG', 'PL'] }), 1, 2, 3);
    const queries = (await shown()).map(([query]) => query);
    expect(queries).toEqual(expect.arrayContaining(['wazon', 'miska']));
    expect(queries).not.toEqual(expect.arrayContaining(['komiks']));
    expect(queries).not.toEqual(expect.arrayContaining(['jedwab']));
    expect(queries).not.toEqual(expect.arrayContaining(['za dużo']));
  });

  test('never keeps what may name a person, and fades after thirty days', async () => {
    await asked(search('anna@example.com'), 1, 2, 3);
    await asked(search('601 234 567'), 1, 2, 3);
    const kept = await prisma().searchDay.findMany({ select: { written: true } });
    expect(kept.map(({ written }) => written).filter((written) => /[@\d]/.test(written))).toEqual([]);
    shiftClock(51 * day);
    expect(await shown()).toEqual([]);
  });
});

test('stock that ends soon is told at the pace it sells', async () => {
  const { enterprise: own, user } = await makeEnterprise();
  const [few, many] = [await makeListing(own.id, { stock: 2 }), await makeListing(own.id, { stock: 500 })];
  await makeListing(own.id, { stock: 1 });
  await bought(few.listing, few.variant.id, { quantity: 6 });
  await bought(many.listing, many.variant.id, { quantity: 6 });
  expect(await runsOutSoon(ownerOf(user.id, own.id), own.id)).toEqual([
    { variantId: few.variant.id, listingId: few.listing.id, available: 2, sold: 6, daysLeft: 30 },
  ]);
});

test('translation coverage counts what is finished and fresh, and finds what is missing', async () => {
  const { enterprise: own, user } = await makeEnterprise();
  const actor = ownerOf(user.id, own.id);
  const [one, two] = [await makeListing(own.id), await makeListing(own.id)];
  await prisma().text.update({ where: { id: two.listing.textId }, data: { revision: 2 } });
  await prisma().translation.create({
    data: { textId: one.listing.textId, locale: 'cs', fields: { title: 'Talíř' }, state: 'machine' },
  });
  const coverage = new Map((await translationCoverage(actor, own.id)).map((each) => [each.locale, each]));
  expect(coverage.get('bg')).toMatchObject({ done: 2, begun: 0, live: 2 });
  expect(coverage.get('pl')).toMatchObject({ done: 1, begun: 1 });
  expect(coverage.get('cs')).toMatchObject({ done: 0, begun: 1 });
  expect(coverage.get('hu')).toMatchObject({ done: 0, begun: 0 });
  expect((await untranslated(actor, own.id, 'pl')).items).toEqual([{ listingId: two.listing.id }]);
  expect((await untranslated(actor, own.id, 'cs')).items).toHaveLength(2);
});
