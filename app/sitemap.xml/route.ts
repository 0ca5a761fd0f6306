import { connection } from 'next/server';
import { sitemapMarks } from '#lib/catalogue/index.ts';
import { config } from '#lib/core/config.ts';
import { locales } from '#lib/languages/index.ts';

/** The index of sitemaps: one a language, and more of each where the listings do not fit into one. */
export async function GET(): Promise<Response> {
  await connection();
  const parts = ['', ...(await sitemapMarks()).map((slug) => `?after=${encodeURIComponent(slug)}`)];
  const entries = locales
    .flatMap((locale) => parts.map((part) => `${config().SITE_URL}/sitemaps/${locale}.xml${part}`))
    .map((address) => `<sitemap><loc>${address}</loc></sitemap>`)
    .join('');
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries}</sitemapindex>`,
    { headers: { 'content-type': 'application/xml; charset=utf-8' } },
  );
}
