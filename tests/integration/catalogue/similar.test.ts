import { beforeAll, describe, expect, test } from 'vitest';
import { browseNew, indexListing, similarListings } from '#lib/catalogue/index.ts';
import { prisma } from '#lib/db/index.ts';
import { makeEnterprise, makeListing, referenceData } from '../world.ts';

const ids: Record<string, string> = {};
const makers: Record<string, string> = {};

async function listed(
  name: string,
  maker: string,
  { categorySlug = 'interior', materials = ['ceramic'], stock = 5, publishedAt = new Date() } = {},
): Promise<void> {
  const { listing } = await makeListing(makers[maker] ?? '', { stock });
  await prisma().listing.update({ where: { id: listing.id }, data: { materials, categorySlug, publishedAt } });
  await indexListing(prisma(), listing.id);
  ids[name] = listing.id;
}

const nameOf = (id: string) => Object.keys(ids).find((name) => ids[name] === id) ?? id;
const similarTo = async (name: string, most = 9) =>
  (await similarListings(ids[name] ?? '', 'pl', 'EUR', most)).map(({ id }) => nameOf(id));

beforeAll(async () => {
  await referenceData();
  for (const [name, country] of [
    ['troyan', 'BG'],
    ['plovdiv', 'BG'],
    ['horezu', 'RO'],
    ['bolesławiec', 'PL'],
  ] as const)
    makers[name] = (await makeEnterprise({ country })).enterprise.id;
  await listed('plate', 'troyan');
  await listed('own', 'troyan');
  await listed('bowl', 'plovdiv');
  await listed('wooden', 'plovdiv', { materials: ['wood'] });
  await listed('third', 'plovdiv', { materials: ['wood'] });
  await listed('romanian', 'horezu');
  await listed('sold out', 'horezu', { stock: 0 });
  await listed('film', 'bolesławiec', { categorySlug: 'film', materials: [] });
});

describe('similar listings', () => {
  test('are never itself, of its own maker, sold out or not public', async () => {
    const found = await similarTo('plate');
    expect(found).toContain('bowl');
    expect(found).not.toEqual(expect.arrayContaining(['plate']));
    expect(found).not.toEqual(expect.arrayContaining(['own']));
    expect(found).not.toEqual(expect.arrayContaining(['sold out']));
    await prisma().listing.update({ where: { id: ids['bowl'] ?? '' }, data: { status: 'archived' } });
    expect(await similarTo('plate')).not.toEqual(expect.arrayContaining(['bowl']));
    await prisma().listing.update({ where: { id: ids['bowl'] ?? '' }, data: { status: 'live' } });
  });

  test('come from several countries, two at most of a maker, those of the same material first', async () => {
    const found = await similarTo('plate', 3);
    expect(found.slice(0, 2).toSorted()).toEqual(['bowl', 'romanian']);
    const all = await similarTo('plate');
    expect(all.filter((name) => ['bowl', 'wooden', 'third'].includes(name))).toHaveLength(2);
  });

  test('of what is not known are none', async () => {
    expect(await similarListings('0190a000-0000-7000-8000-000000000000', 'pl', 'EUR', 5)).toEqual([]);
  });
});

test('the newest come first, page by page, each once', async () => {
  for (let each = 0; each < 26; each++)
    await listed(`new ${each}`, 'bolesławiec', {
      categorySlug: 'publishing',
      publishedAt: new Date(Date.UTC(2026, 0, 1 + Math.floor(each / 2))),
    });
  const filter = { category: 'publishing' };
  const first = await browseNew(filter, 'pl', 'EUR');
  const second = await browseNew(filter, 'pl', 'EUR', first.next ?? '');
  expect(first.items).toHaveLength(24);
  expect(['new 24', 'new 25']).toContain(nameOf(first.items[0]?.id ?? ''));
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(26);
  expect(second.next).toBeNull();
});
