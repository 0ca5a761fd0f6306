import type { Change } from '#lib/db/changes.ts';

/**
 * Pages that look the same to everybody who reads the language: rendered once, kept by the page cache. They must not read
 * cookies (the front server takes the cookies away before rendering them, so a mistake cannot leak one person's page to another).
 */
const publicPage =
  /^\/[a-z]{2}(?:-[A-Za-z]{2,4})?(?:\/(?:l|e|w|browse|from|collections)\/[\p{L}\p{N}-]{1,160}(?:\/(?:(?:reviews|questions|new)\/)?[\w-]{1,300})?|\/browse|\/collections|\/about|\/help|\/legal(?:\/[a-z]+)?)?\/?$/u;

export function isPublicPage(pathname: string): boolean {
  return publicPage.test(pathname);
}

/** Whether a page kept under this path shows something that the change made stale. */
export function isStale(pathname: string, change: Change): boolean {
  const [, locale, section, slug] = pathname.split('/');
  switch (change.kind) {
    case 'messages':
      return locale === change.locale;
    case 'listing':
      return section !== 'l' || slug === change.slug;
    case 'enterprise':
      return section !== 'e' || slug === change.slug;
    case 'collections':
      return section === undefined || section === '' || section === 'collections';
    case 'work':
      return section !== 'w' || slug === change.slug;
    case 'catalogue':
      return true;
  }
}
