import { beforeAll, describe, expect, test } from 'vitest';
import { catchUpSearch, indexListing, type ShopSearch, searchListings, suggest } from '#lib/catalogue/index.ts';
import { pool, prisma } from '#lib/db/index.ts';
import { didYouMean } from '#lib/search/index.ts';
import { makeEnterprise, makeListing, referenceData } from '../world.ts';

const ids: Record<string, string> = {};

async function listed(name: string, enterpriseId: string, price: bigint, materials: string[], categorySlug: string) {
  const { listing } = await makeListing(enterpriseId, { price });
  await prisma().listing.update({
    where: { id: listing.id },
    data: { materials, categorySlug, publishedAt: new Date() },
  });
  await indexListing(prisma(), listing.id);
  ids[name] = listing.id;
}

function find(filter: ShopSearch['filter'] = {}, rest: Partial<ShopSearch> = {}) {
  return searchListings({ query: 'talerz', filter, ...rest }, 'pl', 'EUR');
}

const names = (items: readonly string[]) => items.map((id) => Object.keys(ids).find((name) => ids[name] === id) ?? id);
const counts = (facet: readonly { value: string; count: number }[]) =>
  Object.fromEntries(facet.map(({ value, count }) => [value, count]));

beforeAll(async () => {
  await referenceData();
  const bulgarian = await makeEnterprise({ country: 'BG' });
  const polish = await makeEnterprise({ country: 'PL', currency: 'PLN', locale: 'pl' });
  await listed('cheap', bulgarian.enterprise.id, 1_500n, ['ceramic'], 'interior');
  await listed('middle', bulgarian.enterprise.id, 6_000n, ['ceramic', 'wood'], 'everyday');
  await listed('dear', polish.enterprise.id, 30_000n, ['wood'], 'interior');
});

describe('a search', () => {
  test('counts each facet', async () => {
    const { total, facets } = await find();
    expect(total).toBe(3);
    expect(counts(facets.category)).toEqual({ interior: 2, everyday: 1 });
    expect(counts(facets.country)).toEqual({ BG: 2, PL: 1 });
    expect(counts(facets.material)).toEqual({ ceramic: 2, wood: 2 });
    expect(counts(facets.price)).toEqual({ 0: 1, 2: 1, 4: 1 });
  });

  test('narrowed keeps the other values of its own facet and recounts the rest', async () => {
    const { items, facets } = await find({ countries: ['BG'] });
    expect(names(items).sort()).toEqual(['cheap', 'middle']);
    expect(counts(facets.country)).toEqual({ BG: 2, PL: 1 });
    expect(counts(facets.category)).toEqual({ interior: 1, everyday: 1 });
  });

  test('takes any of a facet’s values, and all facets together', async () => {
    expect((await find({ categories: ['interior', 'everyday'] })).total).toBe(3);
    const { items } = await find({ materials: ['wood'], prices: [2, 3] });
    expect(names(items)).toEqual(['middle']);
    expect((await find({ countries: ['XX'] })).total).toBe(0);
  });

  test('sorts by price in the reader’s currency', async () => {
    expect(names((await find({}, { sort: 'price_asc' })).items)).toEqual(['cheap', 'middle', 'dear']);
    expect(names((await find({}, { sort: 'price_desc' })).items)).toEqual(['dear', 'middle', 'cheap']);
  });

  test('goes on after the last entry of a page, in every order, and knows where it ends', async () => {
    const { enterprise } = await makeEnterprise({ country: 'CZ', currency: 'CZK', locale: 'cs' });
    const made: string[] = [];
    for (let n = 0; n < 60; n++) {
      const { listing } = await makeListing(enterprise.id, { price: BigInt(1_000 + (n % 7) * 500) });
      await prisma().listing.update({
        where: { id: listing.id },
        data: { popularity: n % 5, publishedAt: new Date(1_700_000_000_000 + (n % 9) * 1000) },
      });
      await indexListing(prisma(), listing.id);
      made.push(listing.id);
    }
    for (const [query, sort] of [
      ['talerz', 'relevance'],
      ['', 'popular'],
      ['', 'newest'],
      ['talerz', 'price_asc'],
      ['', 'price_desc'],
    ] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await find({ countries: ['CZ'] }, { query, sort, cursor });
        expect(page.total).toBe(60);
        seen.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor);
      expect(seen.toSorted(), `${query} ${sort}`).toEqual(made.toSorted());
    }
    for (const id of made) {
      await prisma().listing.update({ where: { id }, data: { status: 'archived' } });
      await indexListing(prisma(), id);
    }
  });

  test('without words begins with the most popular', async () => {
    await prisma().listing.update({ where: { id: ids['middle'] ?? '' }, data: { popularity: 9 } });
    expect(names((await find({}, { query: '' })).items)[0]).toBe('middle');
  });

  test('finds nothing for what is no word, and throws for nothing that is typed', async () => {
    for (const query of ['!!!', "'", '\\', '%_', '(((', 'a'.repeat(10_000), '𠮷\ud800'])
      expect((await find({}, { query })).total).toBeLessThanOrEqual(3);
  });

  test('begins at its first page for a place there is none of, and goes on where it can', async () => {
    const far = (values: readonly number[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
    for (const cursor of ['1000000000', '%', "'", 'a'.repeat(10_000), far([0.5]), far([1, 2, 3]), far([-1e9])])
      expect(names((await find({}, { cursor })).items).length, cursor.slice(0, 20)).toBe(3);
    for (const cursor of [far([1e9]), far([1e9, 1e9])])
      expect(await find({}, { cursor }), cursor).toMatchObject({ total: 3, items: [], next: null });
  });

  test('counts what is there, sent, reduced and made with AI or without, also where it is narrowed to one of them', async () => {
    await prisma().listing.update({ where: { id: ids['dear'] ?? '' }, data: { aiAssisted: true } });
    await indexListing(prisma(), ids['dear'] ?? '');
    const all = { stock: 3, delivered: 3, reduced: 0, handmade: 2, assisted: 1 };
    expect(counts((await find({}, { country: 'PL' })).facets.only)).toEqual(all);
    const made = await find({ assisted: true });
    expect(names(made.items)).toEqual(['dear']);
    // The other choice of the same question is not hidden, and what has nothing to do with it is counted anew.
    expect(counts(made.facets.only)).toMatchObject({ stock: 1, handmade: 2, assisted: 1 });
    expect(names((await find({ handmade: true })).items).sort()).toEqual(['cheap', 'middle']);
    expect((await find({ handmade: true, assisted: true })).total).toBe(3);
    expect(counts((await find({ countries: ['PL'] })).facets.only)).toMatchObject({ handmade: 0, assisted: 1 });
    await prisma().listing.update({ where: { id: ids['dear'] ?? '' }, data: { aiAssisted: false } });
    await indexListing(prisma(), ids['dear'] ?? '');
  });

  test('knows at once that a price, a category or the last piece has changed', async () => {
    const id = ids['cheap'] ?? '';
    await prisma().listing.update({ where: { id }, data: { priceMinor: 12_000n, categorySlug: 'everyday' } });
    expect(names((await find({ categories: ['everyday'], prices: [3] })).items)).toEqual(['cheap']);
    await prisma().variant.updateMany({ where: { listingId: id }, data: { stockOnHand: 0 } });
    expect(names((await find({ inStock: true })).items)).not.toContain('cheap');
    await prisma().variant.updateMany({ where: { listingId: id }, data: { stockOnHand: 2 } });
    expect(names((await find({ inStock: true })).items)).toContain('cheap');
  });

  test('narrowed to what is sent to a country leaves out makers who do not send there', async () => {
    await prisma().shippingRate.updateMany({
      where: { profile: { enterprise: { country: 'PL' } } },
      data: { countries: ['PL'] },
    });
    expect(names((await find({ deliveredTo: 'CN' })).items).sort()).toEqual(['cheap', 'middle']);
    expect((await find({ deliveredTo: 'PL' })).total).toBe(3);
    const elsewhere = await find({}, { country: 'CN' });
    expect(counts(elsewhere.facets.only)).toMatchObject({ delivered: 2 });
    expect(elsewhere.total).toBe(3);
  });

  test('misses nothing of transactions that commit in another order than they began', async () => {
    const [slow, quick] = [ids['cheap'] ?? '', ids['middle'] ?? ''];
    const client = await pool().connect();
    await client.query('begin');
    await client.query(`update listing set category_slug = 'everyday' where id = $1`, [slow]);
    await prisma().listing.update({ where: { id: quick }, data: { categorySlug: 'interior' } });
    expect(names((await find({ categories: ['interior'] })).items)).toContain('middle');
    await client.query(`update listing set category_slug = 'toys' where id = $1`, [slow]);
    await client.query('commit');
    client.release();
    expect(names((await find({ categories: ['toys'] })).items)).toEqual(['cheap']);
    await prisma().listing.update({ where: { id: slow }, data: { categorySlug: 'everyday' } });
  });

  test('finds what has the very word in its title before what is more popular', async () => {
    await prisma().listing.update({ where: { id: ids['cheap'] ?? '' }, data: { popularity: 5_000 } });
    const { rows } = await pool().query<{ text_id: string }>(`select text_id from listing where id = $1`, [
      ids['cheap'],
    ]);
    await pool().query(
      `update translation set fields = jsonb_build_object('title', 'Misa', 'description', 'Jak talerz') where text_id = $1`,
      [rows[0]?.text_id],
    );
    await indexListing(prisma(), ids['cheap'] ?? '');
    const { items } = await find();
    expect(items).toHaveLength(3);
    expect(names(items).at(-1)).toBe('cheap');
  });

  test('is made anew where other rules made it', async () => {
    const listingId = ids['middle'] ?? '';
    await prisma()
      .$executeRaw`update search_document set analysis = 'old', document = '''other'':1'::tsvector where listing_id = ${listingId}::uuid`;
    expect(names((await find()).items)).not.toContain('middle');
    await catchUpSearch();
    expect(names((await find()).items)).toContain('middle');
  });

  test('of a misspelt word is helped with the right one', async () => {
    await catchUpSearch();
    expect((await find({}, { query: 'tlaerz' })).total).toBe(0);
    expect(await didYouMean('tlaerz', 'pl')).toBe('talerz');
    expect(await didYouMean('talerze', 'pl')).toBeNull();
    expect(await didYouMean('qqqqqqqq', 'pl')).toBeNull();
  });

  test('forgets what is not live any more', async () => {
    const id = ids['dear'] ?? '';
    await prisma().listing.update({ where: { id }, data: { status: 'archived' } });
    await indexListing(prisma(), id);
    expect((await find()).total).toBe(2);
    expect(await prisma().searchEntry.count({ where: { listingId: id, n: { not: null } } })).toBe(0);
  });
});

describe('suggestions', () => {
  test('go on with a word, name makers and show listings', async () => {
    const { words, makers, listings } = await suggest('tal', 'pl', 'PLN');
    expect(words).toContain('talerz');
    expect(makers).toEqual([]);
    expect(listings.map((tile) => tile.title.value)).toContain('Talerz z\u00a0Trojanu');
    expect((await suggest('Майс', 'bg', 'EUR')).makers.length).toBeGreaterThan(0);
  });

  test('of nothing are nothing', async () => {
    for (const typed of ['', ' ', '%', '_', "'", '\\', '.*', '(((', '\u0000', 'q'.repeat(10_000), 'qqqqqq'])
      expect(await suggest(typed, 'pl', 'PLN')).toEqual({ words: [], categories: [], makers: [], listings: [] });
  });
});
