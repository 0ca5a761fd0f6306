import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { browse, categories, countListings, type ListingFilter } from '#lib/catalogue/index.ts';
import { type Locale, localeFacts } from '#lib/languages/index.ts';
import { TileGrid } from './tile.tsx';

/** A page of tiles under one filter, the most popular first. Further pages have the cursor in their path's query. */
export async function BrowsePage({
  title,
  lead,
  filter,
  locale,
  path,
  cursor,
  current,
}: {
  title: ReactNode;
  lead?: ReactNode;
  filter: ListingFilter;
  locale: Locale;
  path: string;
  cursor?: string | undefined;
  current?: string;
}) {
  const [t, attributes] = await Promise.all([getTranslations('shop'), getTranslations('attributes')]);
  const [page, count, tree] = await Promise.all([
    browse(filter, locale, localeFacts(locale).currency, cursor),
    countListings(filter),
    categories(locale),
  ]);
  const chip =
    'inline-flex min-h-11 items-center rounded-md border border-line px-3.5 whitespace-nowrap hover:border-ink aria-[current]:border-ink';
  return (
    <>
      <PageHead title={title} lead={lead ?? t('browse.count', { count })}>
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
