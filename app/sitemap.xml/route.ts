import { connection } from 'next/server';
import { config } from '#lib/core/config.ts';
import { locales } from '#lib/languages/index.ts';

/** The index of sitemaps: one a language. */
export async function GET(): Promise<Response> {
  await connection();
  const entries = locales
    .map((locale) => `<sitemap><loc>${config().SITE_URL}/sitemaps/${locale}.xml</loc></sitemap>`)
    .join('');
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries}</sitemapindex>`,
    { headers: { 'content-type': 'application/xml; charset=utf-8' } },
  );
}
