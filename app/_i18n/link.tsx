import { getLocale } from 'next-intl/server';
import type { AnchorHTMLAttributes } from 'react';

/**
 * A link within the site, in the reader's language. A plain one on purpose: whole pages come from the page cache faster than a
 * client-side router could ask for their parts, and no script is needed.
 */
export async function Link({ href, children, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  return (
    <a href={`/${await getLocale()}${href === '/' ? '' : href}`} {...rest}>
      {children}
    </a>
  );
}
