import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { browse, browseNew, categories, countListings, type ListingFilter } from '#lib/catalogue/index.ts';
import { decodeCursor } from '#lib/core/page.ts';
import { type Locale, localeFacts } from '#lib/languages/index.ts';
import { TileGrid } from './tile.tsx';

/** What stands first. The newest have paths of their own, so that they are kept like all pages. */
export type BrowseOrder = 'popular' | 'new';

/** The order and the cursor at the end of a path (`new`, `<cursor>`, `new/<cursor>`); null for anything else. */
export function readOrder(rest: readonly string[]): { order: BrowseOrder; cursor: string | undefined } | null {
  const order = rest[0] === 'new' ? 'new' : 'popular';
  const [cursor, ...more] = order === 'new' ? rest.slice(1) : rest;
  const known = cursor === undefined || decodeCursor(cursor, [order === 'new' ? 'time' : 'number', 'id']) !== null;
  return known && more.length === 0 ? { order, cursor } : null;
}

/** The path of an order of a list. */
export function orderPath(base: string, order: BrowseOrder): string {
  return order === 'new' ? `${base}/new` : base;
}

/** A page of tiles under one filter, the most popular or the newest first. `path` is that of the list. */
export async function BrowsePage({
  title,
  lead,
  filter,
  locale,
  path: base,
  order,
  cursor,
  current,
}: {
  title: ReactNode;
  lead?: ReactNode;
  filter: ListingFilter;
  locale: Locale;
  path: string;
  order: BrowseOrder;
  cursor?: string | undefined;
  current?: string;
}) {
  const [t, attributes] = await Promise.all([getTranslations('shop'), getTranslations('attributes')]);
  const words = await getTranslations('discover');
  const path = orderPath(base, order);
  const list = order === 'new' ? browseNew : browse;
  const [page, count, tree] = await Promise.all([
    list(filter, locale, localeFacts(locale).currency, cursor),
    countListings(filter),
    categories(locale),
  ]);
  const chip =
    'inline-flex min-h-11 items-center rounded-md border border-line px-3.5 whitespace-nowrap hover:border-ink aria-[current]:border-ink';
  return (
    <>
      <PageHead title={title} lead={lead ?? t('browse.count', { count })}>
        <nav aria-label={words('order.label')} className="flex flex-wrap gap-x-5 text-muted text-small">
          {(['popular', 'new'] as const).map((each) => (
            <Link
              key={each}
              href={orderPath(base, each)}
              aria-current={each === order ? 'true' : undefined}
              className="flex min-h-11 items-center hover:text-ink aria-[current]:text-ink aria-[current]:underline aria-[current]:underline-offset-8"
            >
              {words(`order.${each}`)}
            </Link>
          ))}
        </nav>
        {'category' in filter && count > 0 && (
          <Link href={`/search?category=${filter.category}`} rel="nofollow" className={buttonStyle('quiet')}>
            {attributes('filter')}
          </Link>
        )}
      </PageHead>
      <nav aria-label={t('home.categories')} className="mb-7 flex gap-2 overflow-x-auto pb-2 text-small md:flex-wrap">
        <Link href="/browse" className={chip} aria-current={current === '' ? 'page' : undefined}>
          {t('browse.everything')}
        </Link>
        {tree
          .filter((category) => category.count > 0)
          .map((category) => (
            <Link
              key={category.slug}
              href={`/browse/${category.slug}`}
              className={chip}
              aria-current={current === category.slug ? 'page' : undefined}
            >
              {category.name}
            </Link>
          ))}
      </nav>
      {page.items.length === 0 ? (
        <EmptyState title={t('browse.empty_title')} text={t('browse.empty_text')} />
      ) : (
        <TileGrid tiles={page.items} locale={locale} eager={4} />
      )}
      <div className="mt-12 flex justify-center gap-3">
        {cursor && (
          <Link href={path} className={buttonStyle('quiet')}>
            {t('browse.first')}
          </Link>
        )}
        {page.next && (
          <Link href={`${path}/${page.next}`} className={buttonStyle('quiet')} rel="next">
            {t('browse.more')}
          </Link>
        )}
      </div>
    </>
  );
}
