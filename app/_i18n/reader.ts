import { getLocale } from 'next-intl/server';
import { defaultLocale, isLocale, type Locale, locales, writtenAs } from '#lib/languages/index.ts';

/** The language of the page, as its address names it. What next-intl calls the locale is the tag its numbers and days are written by. */
export async function readerLocale(): Promise<Locale> {
  const written = await getLocale();
  return locales.find((each) => writtenAs(each) === written) ?? defaultLocale;
}

/** The language of the page that asks: its script says so in place of the browser. */
export function askingLocale(request: Request): Locale {
  const [first = ''] = (request.headers.get('accept-language') ?? '').split(',');
  return isLocale(first) ? first : defaultLocale;
}
