import { publicCollectionPaths, publicSlugs } from '#lib/catalogue/index.ts';
import { config } from '#lib/core/config.ts';
import { publicStorefronts } from '#lib/enterprises/index.ts';
import { isLocale } from '#lib/languages/index.ts';

/** A sitemap may name fifty thousand addresses (sitemaps.org). */
const most = 50_000;

/** Every public page of a language: what is not live is not in it. */
async function addresses(base: string): Promise<string[]> {
  const found = [base, `${base}/browse`, `${base}/collections`, `${base}/about`, `${base}/help`];
  found.push(...(await publicCollectionPaths()).map((path) => `${base}${path}`));
  for (let after = ''; found.length < most; ) {
    const slugs = await publicStorefronts(after);
    found.push(...slugs.map((slug) => `${base}/e/${slug}`));
    after = slugs.at(-1) ?? '';
    if (slugs.length < 1000) break;
  }
  for (let after = ''; found.length < most; ) {
    const rows = await publicSlugs(after);
    found.push(...rows.map(({ slug }) => `${base}/l/${slug}`));
    after = rows.at(-1)?.slug ?? '';
    if (rows.length < 1000) break;
  }
  return found.slice(0, most);
}

export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const locale = (await params).file.replace(/\.xml$/, '');
  if (!isLocale(locale)) return new Response('Not found', { status: 404 });
  const urls = (await addresses(`${config().SITE_URL}/${locale}`))
    .map((address) => `<url><loc>${address}</loc></url>`)
    .join('');
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</urlset>`,
    { headers: { 'content-type': 'application/xml; charset=utf-8' } },
  );
}
