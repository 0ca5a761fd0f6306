import type { AnchorHTMLAttributes } from 'react';
import { readerLocale } from '#app/_i18n/reader.ts';

/**
 * A link within the site, in the reader's language. A plain one on purpose: whole pages come from the page cache faster than a
 * client-side router could ask for their parts, and no script is needed.
 */
export async function Link({ href, children, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  return (
    <a href={`/${await readerLocale()}${href === '/' ? '' : href}`} {...rest}>
      {children}
    </a>
  );
}
