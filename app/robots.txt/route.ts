import { connection } from 'next/server';
import { config } from '#lib/core/config.ts';

const closed = [
  '/api/',
  '/dev/',
  '/*/cart',
  '/*/checkout',
  '/*/orders',
  '/*/account',
  '/*/studio',
  '/*/admin',
  '/*/translate',
  '/*/search',
  '/*/deals',
];

/** What search engines may read. */
export async function GET(): Promise<Response> {
  await connection();
  return new Response(
    [
      'User-agent: *',
      ...closed.map((path) => `Disallow: ${path}`),
      `Sitemap: ${config().SITE_URL}/sitemap.xml`,
      '',
    ].join('\n'),
    { headers: { 'content-type': 'text/plain; charset=utf-8' } },
  );
}
