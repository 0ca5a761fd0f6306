import { config } from '#lib/core/config.ts';
import { defaultLocale, isLocale, type Locale } from '#lib/languages/index.ts';

/** Whether another site's page sent this: a plain form needs no key of ours, so its origin is looked at. */
export function fromElsewhere(request: Request): boolean {
  const origin = request.headers.get('origin');
  return origin !== null && origin !== new URL(config().SITE_URL).origin;
}

/** Whether a script of ours asks, which reads an answer where a browser would follow to a page. */
export function wantsJson(request: Request): boolean {
  return request.headers.get('accept') === 'application/json';
}

export function localeFrom(value: unknown): Locale {
  return typeof value === 'string' && isLocale(value) ? value : defaultLocale;
}

/** A path of this site without its language, never another's address. */
export function pathFrom(value: unknown): string {
  const path = typeof value === 'string' ? value.replace(/^\/[a-z]{2}(?:-[A-Za-z]{2,4})?(?=\/|$)/, '') : '';
  return /^\/(?![/\\])[^\s]*$/.test(path) ? path : '/';
}

export function seeOther(locale: Locale, path: string): Response {
  return new Response(null, { status: 303, headers: { location: `/${locale}${path}` } });
}

export const notKept = { 'cache-control': 'private, no-store' } as const;
