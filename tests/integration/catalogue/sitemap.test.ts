import { beforeAll, expect, test } from 'vitest';
import { GET as sitemap } from '#app/sitemaps/[file]/route.ts';
import { publicSlugs, sitemapMarks } from '#lib/catalogue/index.ts';
import { prisma } from '#lib/db/index.ts';
import { locales } from '#lib/languages/index.ts';
import { makeEnterprise, makeListing, referenceData } from '../world.ts';

const slugs: string[] = [];

beforeAll(async () => {
  await referenceData();
  const { enterprise } = await makeEnterprise();
  for (let n = 0; n < 7; n++) slugs.push((await makeListing(enterprise.id)).listing.slug);
  const hidden = await makeListing(enterprise.id);
  await prisma().listing.update({ where: { id: hidden.listing.id }, data: { status: 'draft' } });
});

const read = async (file: string, query = '') => {
  const address = `http://localhost/sitemaps/${file}${query}`;
  const answer = await sitemap(new Request(address), { params: Promise.resolve({ file }) });
  return { status: answer.status, text: await answer.text() };
};

test('the sitemaps of a language name every public listing once, however many parts they take', async () => {
  const all = await publicSlugs('');
  expect(all.toSorted()).toEqual(slugs.toSorted());
  expect(await sitemapMarks()).toEqual([]);
  // Parts of three: the last has one. A part that would be empty is none.
  expect(await sitemapMarks(3)).toEqual([all[2], all[5]]);
  expect(await sitemapMarks(7)).toEqual([]);
  expect(await publicSlugs(all[5] ?? '')).toEqual(all.slice(6));
});

test('a sitemap says of each page where it is in every language', async () => {
  const { text } = await read('pl.xml');
  const entries = text.match(/<url>.*?<\/url>/g) ?? [];
  for (const slug of slugs) {
    const own = entries.filter((entry) => entry.includes(`/pl/l/${slug}</loc>`));
    expect(own).toHaveLength(1);
    for (const tag of locales) expect(own[0]).toMatch(new RegExp(`hreflang="${tag}" href="[^"]*/${tag}/l/${slug}"`));
    expect(own[0]).toContain('hreflang="x-default"');
  }
  for (const path of ['browse', 'browse/interior', 'rights', 'from/BG'])
    expect(
      entries.filter((entry) => entry.includes(`/pl/${path}</loc>`)),
      path,
    ).toHaveLength(1);
});

test('a later part has listings alone, and of no language there is none', async () => {
  const { text } = await read('bg.xml', `?after=${slugs.toSorted()[3]}`);
  expect(text).not.toContain('/bg/browse<');
  expect(text.match(/<url>/g)).toHaveLength(3);
  expect((await read('xx.xml')).status).toBe(404);
  expect((await read('bg.xml', '?after=%00%27%20or%201=1')).status).toBe(200);
});
