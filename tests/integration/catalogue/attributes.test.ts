import { beforeAll, describe, expect, test } from 'vitest';
import { attributeData } from '#app/_shop/attribute-data.ts';
import {
  applyImport,
  attributeNamed,
  attributeWords,
  exportListings,
  importLines,
  importTemplate,
  indexListing,
  loadListing,
  missingOf,
  readImport,
  reopenListing,
  saveListing,
  saveListingSchema,
  searchListings,
  startApplying,
  startImport,
  startImportSchema,
  submitForReview,
  viewImport,
  viewListing,
  type WholeListing,
  withAttributes,
} from '#lib/catalogue/index.ts';
import { parseCsv } from '#lib/catalogue/sheet/csv.ts';
import type { Person } from '#lib/core/actor.ts';
import { pool, prisma } from '#lib/db/index.ts';
import { makeEnterprise, makeListing, ownerOf, referenceData } from '../world.ts';

let owner: Person;
let enterpriseId: string;
const form = withAttributes(saveListingSchema);

beforeAll(async () => {
  await referenceData();
  const own = await makeEnterprise();
  enterpriseId = own.enterprise.id;
  owner = ownerOf(own.user.id, enterpriseId);
});

const said = async (id: string) => (await prisma().listing.findUniqueOrThrow({ where: { id } })).attributes;

/** Saves a listing as the editor's form does. */
async function edit(id: string, category: string, typed: Record<string, string | string[]>) {
  const { version } = await prisma().listing.findUniqueOrThrow({ where: { id } });
  const words = { title: 'Троянска чиния', summary: 'Ръчно рисувана', description: 'Глина' };
  const facts = { price: '48', currency: 'EUR', stock: '5', weightGrams: '900', hsCode: '691200' };
  const fields = Object.fromEntries(Object.entries(typed).map(([name, value]) => [`attributes.${name}`, value]));
  await saveListing(
    owner,
    form.parse({
      ...words,
      ...facts,
      listingId: id,
      version: String(version),
      category,
      'attributes.shown': Object.keys(typed).join(' '),
      ...fields,
    }),
  );
}

/** A live book that can be found, with what it says. */
async function book(typed: Record<string, string | string[]>): Promise<string> {
  const { listing } = await makeListing(enterpriseId, {});
  await prisma().listing.update({ where: { id: listing.id }, data: { status: 'draft', categorySlug: 'publishing' } });
  await edit(listing.id, 'publishing', typed);
  await prisma().listing.update({ where: { id: listing.id }, data: { status: 'live', publishedAt: new Date() } });
  await indexListing(prisma(), listing.id);
  return listing.id;
}

async function whole(id: string): Promise<WholeListing> {
  const listing = await loadListing(id);
  if (!listing) throw new Error('no listing');
  return listing;
}

describe('a listing', () => {
  test('moves to another category and back with what it said, and lacks what the category asks', async () => {
    const { listing } = await makeListing(enterpriseId);
    await prisma().listing.update({ where: { id: listing.id }, data: { status: 'draft' } });
    await edit(listing.id, 'publishing', { pages: '48', binding: 'hardback', height: '24,5' });
    expect(missingOf(await viewListing(owner, listing.id))).toContain('attributes.language');
    await edit(listing.id, 'toys', { age_from: '3' });
    expect(await said(listing.id)).toEqual({ pages: 48, binding: 'hardback', height: 24.5, age_from: 3 });
    const { facets } = await prisma().listing.findUniqueOrThrow({ where: { id: listing.id } });
    expect(facets).toEqual(['age_from=1', 'height=2']);
    await edit(listing.id, 'publishing', { language: ['bg'], pages: '' });
    expect(await said(listing.id)).toEqual({ binding: 'hardback', height: 24.5, age_from: 3, language: ['bg'] });
  });

  test('that lacks only what its category asks is told so', async () => {
    const { listing } = await makeListing(enterpriseId);
    const media = await prisma().media.create({
      data: {
        enterpriseId,
        kind: 'picture',
        contentType: 'image/webp',
        bytes: 1n,
        sha256: '',
        storageKey: 'pictures/a.webp',
        fileName: 'a',
      },
    });
    await prisma().listing.update({
      where: { id: listing.id },
      data: {
        status: 'draft',
        categorySlug: 'toys',
        pictures: { create: { mediaId: media.id, position: 0, alt: { bg: 'Чиния' } } },
      },
    });
    await expect(submitForReview(owner, { listingId: listing.id })).rejects.toMatchObject({
      code: 'attributes.incomplete',
    });
    await edit(listing.id, 'toys', { age_from: '0' });
    await submitForReview(owner, { listingId: listing.id });
    expect((await viewListing(owner, listing.id)).status).toBe('in_review');
    await reopenListing(owner, { listingId: listing.id });
  });

  test('has attributes that are an object, and whole facets', async () => {
    await expect(pool().query(`update listing set attributes = '[]'`)).rejects.toMatchObject({ code: '23514' });
    await expect(pool().query(`update listing set facets = '{null}'`)).rejects.toMatchObject({ code: '23514' });
  });
});

describe('a search', () => {
  const ids: Record<string, string> = {};
  const find = (attributes: string[][] = [], categories = ['publishing']) =>
    searchListings({ query: '', filter: { categories, attributes } }, 'pl', 'EUR');
  const counts = (facets: readonly { value: string; count: number }[], name: string) =>
    Object.fromEntries(
      facets.filter(({ value }) => value.startsWith(`${name}=`)).map(({ value, count }) => [value, count]),
    );
  const names = (items: readonly string[]) => Object.keys(ids).filter((name) => items.includes(ids[name] ?? ''));

  beforeAll(async () => {
    ids['thin'] = await book({ language: ['bg'], binding: 'paperback', pages: '24' });
    ids['both'] = await book({ language: ['bg', 'zh'], binding: 'hardback', pages: '48' });
    ids['thick'] = await book({ language: ['zh'], binding: 'hardback', pages: '300' });
  });

  test('in a category counts its attributes, numbers by ranges', async () => {
    const { facets } = await find();
    expect(counts(facets.attribute, 'binding')).toEqual({ 'binding=hardback': 2, 'binding=paperback': 1 });
    expect(counts(facets.attribute, 'language')).toEqual({ 'language=bg': 2, 'language=zh': 2 });
    expect(counts(facets.attribute, 'pages')).toEqual({ 'pages=0': 1, 'pages=1': 1, 'pages=4': 1 });
  });

  test('narrowed by one keeps its other values and counts the rest anew', async () => {
    const { items, facets, total } = await find([['binding=hardback']]);
    expect(names(items)).toEqual(['both', 'thick']);
    expect(total).toBe(2);
    expect(counts(facets.attribute, 'binding')).toEqual({ 'binding=hardback': 2, 'binding=paperback': 1 });
    expect(counts(facets.attribute, 'language')).toEqual({ 'language=bg': 1, 'language=zh': 2 });
    expect(facets.category).toEqual([{ value: 'publishing', count: 2 }]);
  });

  test('takes any value of an attribute, and all attributes together', async () => {
    expect(names((await find([['language=bg', 'language=zh']])).items)).toEqual(['thin', 'both', 'thick']);
    const { items, facets } = await find([['language=bg'], ['binding=hardback', 'binding=spiral']]);
    expect(names(items)).toEqual(['both']);
    expect(counts(facets.attribute, 'language')).toEqual({ 'language=bg': 1, 'language=zh': 2 });
    expect(counts(facets.attribute, 'binding')).toEqual({ 'binding=hardback': 1, 'binding=paperback': 1 });
    expect(counts(facets.attribute, 'pages')).toEqual({ 'pages=1': 1 });
    expect((await find([['binding=none']])).total).toBe(0);
    expect((await find(Array.from({ length: 40 }, () => ['binding=hardback']))).total).toBe(2);
  });

  test('of all categories counts the language of works', async () => {
    const { facets } = await find([], []);
    expect(new Set(facets.attribute.map(({ value }) => value.split('=')[0]))).toEqual(new Set(['language']));
  });

  test('knows at once what a listing says anew', async () => {
    const id = ids['thin'] ?? '';
    await edit(id, 'publishing', { language: ['bg'], binding: 'spiral', pages: '24' });
    expect(names((await find([['binding=spiral']])).items)).toEqual(['thin']);
    expect((await prisma().listing.findUniqueOrThrow({ where: { id } })).status).toBe('live');
  });
});

describe('files', () => {
  const bytesOf = async (stream: ReadableStream<Uint8Array>) => Buffer.from(await new Response(stream).arrayBuffer());

  async function upload(bytes: Uint8Array) {
    const { id } = await startImport(owner, startImportSchema.parse({ enterpriseId }), 'file.csv', bytes);
    await readImport(id, 1);
    return { id, lines: (await importLines(await viewImport(owner, id), undefined, undefined, 100)).items };
  }

  test.each(['csv', 'xlsx'] as const)('bring back what was exported as %s and change nothing', async (format) => {
    await book({
      language: ['bg', 'zxx'],
      binding: 'hardback',
      isbn: '978-3-16-148410-0',
      height: '24.5',
      illustrated: 'yes',
    });
    const { lines } = await upload(await bytesOf(await exportListings(owner, enterpriseId, format)));
    expect(lines.flatMap(({ problems }) => problems)).toEqual([]);
    expect(lines.flatMap(({ changes }) => changes)).toEqual([]);
    expect(lines.every(({ verdict }) => verdict === 'unchanged')).toBe(true);
  });

  test('begin and change listings with their attributes, and say which are wrong', async () => {
    const header = 'listing,category,title,price,pages,binding,language,isbn,height_cm,tracks';
    const rows = [
      'one,publishing,One,10,48,Hardback,"bg, zh",316148410X,"24,5",',
      'two,publishing,Two,10,many,leather,xx,123,tall,9',
    ];
    const { id, lines } = await upload(Buffer.from([header, ...rows].join('\r\n')));
    expect(lines[1]?.problems.map(({ column, code }) => `${column} ${code}`).sort()).toEqual([
      'binding attributes.unknown_choice',
      'height_cm attributes.not_decimal',
      'isbn attributes.isbn',
      'language attributes.unknown_choice',
      'pages attributes.not_a_number',
      'tracks attributes.of_another_category',
    ]);
    await startApplying(owner, { runId: id });
    await applyImport(owner, id);
    const made = await prisma().listing.findFirstOrThrow({ where: { enterpriseId, importKey: 'one' } });
    expect(made.attributes).toEqual({
      pages: 48,
      binding: 'hardback',
      language: ['zh', 'bg'],
      isbn: '9783161484100',
      height: 24.5,
    });
    expect(made.facets).toContain('binding=hardback');

    const again = await upload(Buffer.from(`listing,pages,binding\r\n${made.slug},64,`));
    expect(again.lines[0]?.changes).toEqual([{ column: 'pages', before: '48', after: '64' }]);
    await startApplying(owner, { runId: again.id });
    await applyImport(owner, again.id);
    expect(await said(made.id)).toMatchObject({ pages: 64, binding: 'hardback' });
  });

  test('have a template with the columns of a category', async () => {
    const help = { header: [], rows: [] };
    const text = (await bytesOf(await importTemplate(owner, enterpriseId, 'csv', help, 'games'))).toString();
    const [header = []] = parseCsv(text, 'comma');
    expect(header).toEqual(expect.arrayContaining(['platform', 'duration_min', 'pegi', 'language']));
    expect(header).not.toContain('isbn');
  });
});

describe('a page', () => {
  test('says them to machines with codes of units, and as schema.org calls them', async () => {
    const id = await book({
      language: ['bg'],
      binding: 'hardback',
      isbn: '9783161484100',
      pages: '48',
      height: '24.5',
      width: '20',
    });
    await prisma().listing.update({ where: { id }, data: { materials: ['paper'] } });
    expect(await attributeData(await whole(id), 'bg')).toMatchObject({
      '@type': ['Product', 'Book'],
      isbn: '9783161484100',
      numberOfPages: 48,
      bookFormat: 'https://schema.org/Hardcover',
      inLanguage: ['bg'],
      material: ['Хартия'],
      size: '20 × 24.5 cm',
      height: { '@type': 'QuantitativeValue', value: 24.5, unitCode: 'CMT' },
      additionalProperty: expect.arrayContaining([
        { '@type': 'PropertyValue', propertyID: 'height', name: 'Височина', value: 24.5, unitCode: 'CMT' },
        { '@type': 'PropertyValue', propertyID: 'language', name: 'Език на творбата', value: ['български'] },
      ]),
    });
    const { listing } = await makeListing(enterpriseId);
    expect(await attributeData(await whole(listing.id), 'bg')).toEqual({});
  });

  test('says them in the reader’s language and way of writing', async () => {
    const [bg, zh] = [await attributeWords('bg'), await attributeWords('zh-CN')];
    const [height, age] = [attributeNamed('height'), attributeNamed('age_from')];
    if (!height || !age) throw new Error('no such attribute');
    expect(bg.value(height, 24.5)).toBe('24,5\u00a0cm');
    expect(zh.value(height, 24.5)).toBe('24.5厘米');
    expect(zh.value(age, 4)).toBe('4岁');
    expect(bg.value(age, 1)).toBe('1\u00a0година');
    expect(zh.facet(height, '1')).toBe('10厘米至20厘米');
  });
});
