import { categories, publicCollectionPaths, publicSlugs, sellingCountries } from '#lib/catalogue/index.ts';
import { config } from '#lib/core/config.ts';
import { publicStorefronts } from '#lib/enterprises/index.ts';
import { defaultLocale, isLocale, locales } from '#lib/languages/index.ts';
import { publicWorkSlugs } from '#lib/rights/index.ts';

/** Works that a sitemap names. */
const mostWorks = 5_000;

/** A sitemap may name fifty thousand addresses (sitemaps.org). */
const most = 50_000;

/** Public pages that are no listings, without their language: what is not public is not in it. */
async function pages(): Promise<string[]> {
  const [tree, collections, countries, works] = await Promise.all([
    categories(defaultLocale),
    publicCollectionPaths(),
    sellingCountries(),
    publicWorkSlugs(mostWorks),
  ]);
  const found = [
    ...['', '/browse', '/collections', '/rights', '/about', '/help'],
    ...tree.map(({ slug }) => `/browse/${slug}`),
    ...collections,
    ...countries.map(({ country }) => `/from/${country}`),
    ...works.map((slug) => `/w/${slug}`),
  ];
  for (let after = ''; found.length < most; ) {
    const slugs = await publicStorefronts(after);
    found.push(...slugs.map((slug) => `/e/${slug}`));
    after = slugs.at(-1) ?? '';
    if (slugs.length < 1000) break;
  }
  return found;
}

/** A page in one language, which names itself in all of them. */
function entry(locale: string, path: string): string {
  const site = config().SITE_URL;
  const link = (tag: string, target: string) =>
    `<xhtml:link rel="alternate" hreflang="${tag}" href="${site}/${target}${path}"/>`;
  const links = [...locales.map((tag) => link(tag, tag)), link('x-default', defaultLocale)];
  return `<url><loc>${site}/${locale}${path}</loc>${links.join('')}</url>`;
}

export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const locale = (await params).file.replace(/\.xml$/, '');
  if (!isLocale(locale)) return new Response('Not found', { status: 404 });
  const after = new URL(request.url).searchParams.get('after')?.replaceAll('\u0000', '') ?? '';
  const listings = (await publicSlugs(after)).map((slug) => `/l/${slug}`);
  const paths = [...(after === '' ? await pages() : []), ...listings].slice(0, most);
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${paths.map((path) => entry(locale, path)).join('')}</urlset>`,
    { headers: { 'content-type': 'application/xml; charset=utf-8' } },
  );
}
