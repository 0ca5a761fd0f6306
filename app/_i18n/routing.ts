import { defineRouting } from 'next-intl/routing';
import { locales } from '#lib/languages/locales.ts';

export const routing = defineRouting({
  locales,
  defaultLocale: 'en',
  localePrefix: 'always',
  // Links between languages are in the head and in the sitemap; a header on every answer would only weigh.
  alternateLinks: false,
  localeCookie: { name: 'locale', maxAge: 365 * 24 * 3600 },
});
