import type { Metadata } from 'next';
import { config } from '#lib/core/config.ts';
import { locales } from '#lib/languages/index.ts';

/** The canonical address of a page and the same page in every language; `path` begins with a slash or is empty. */
export function alternates(locale: string, path: string): NonNullable<Metadata['alternates']> {
  const site = config().SITE_URL;
  return {
    canonical: `${site}/${locale}${path}`,
    languages: {
      ...Object.fromEntries(locales.map((tag) => [tag, `${site}/${tag}${path}`])),
      'x-default': `${site}/en${path}`,
    },
  };
}
