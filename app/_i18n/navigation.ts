import { redirect as leaveTo } from 'next/navigation';

export { Link } from './link.tsx';

/**
 * Leaves for a page of the site, in a language. Not next-intl's own, whose module brings a link for the browser with it: 13 kB on every
 * page for a link that no page has.
 */
export function redirect({ href, locale }: { href: string; locale: string }): never {
  return leaveTo(`/${locale}${href === '/' ? '' : href}`);
}
