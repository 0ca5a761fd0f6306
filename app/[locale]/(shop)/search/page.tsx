import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { preferences } from '#app/_session/preferences.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TileGrid } from '#app/_shop/tile.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { categories, listingTiles } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { didYouMean, findListings } from '#lib/search/index.ts';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('shop');
  return { title: t('search.title'), robots: { index: false } };
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

export default async function Search({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const asked = await searchParams;
  const query = first(asked['q']).slice(0, limits.searchQuery).replaceAll('\u0000', '').trim();
  const filter = { category: first(asked['category']) || undefined, country: first(asked['country']) || undefined };
  const t = await getTranslations('shop');
  const { currency } = await preferences(locale);
  const [found, tree] = await Promise.all([
    findListings(query, locale, filter, first(asked['after'])),
    categories(locale),
  ]);
  const [tiles, suggestion] = await Promise.all([
    listingTiles(found.items, locale, currency),
    found.total === 0 && query ? didYouMean(query, locale) : null,
  ]);
  const address = (change: Record<string, string | undefined>) => {
    const next = Object.entries({ q: query, ...filter, ...change }).filter((pair): pair is [string, string] =>
      Boolean(pair[1]),
    );
    return `/search?${new URLSearchParams(next)}`;
  };
  const chip = 'inline-flex min-h-11 items-center gap-2 rounded-md border border-line px-3.5 hover:border-ink';
  const nameOfCategory = (slug: string) => tree.find((category) => category.slug === slug)?.name ?? slug;
  const chosen = [
    ...(filter.category ? [{ name: nameOfCategory(filter.category), href: address({ category: undefined }) }] : []),
    ...(filter.country ? [{ name: countryName(filter.country, locale), href: address({ country: undefined }) }] : []),
  ];
  const facets = [
    {
      title: t('search.filter_category'),
      shown: !filter.category,
      items: found.categories.map((each) => ({
        name: nameOfCategory(each.slug),
        count: each.count,
        href: address({ category: each.slug }),
      })),
    },
    {
      title: t('search.filter_country'),
      shown: !filter.country,
      items: found.countries.map((each) => ({
        name: countryName(each.country, locale),
        count: each.count,
        href: address({ country: each.country }),
      })),
    },
  ].filter((facet) => facet.shown && facet.items.length > 1);
  return (
    <>
      <PageHead
        title={query ? t('search.results_for', { query }) : t('search.start_text')}
        lead={query ? t('search.count', { count: found.total }) : undefined}
      />
      {chosen.length > 0 && (
        <ul className="mb-4 flex flex-wrap gap-2 text-small">
          {chosen.map(({ name, href }) => (
            <li key={href}>
              <Link href={href} className={`${chip} border-ink`} aria-label={t('search.remove_filter', { name })}>
                {name} <span aria-hidden="true">×</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {facets.map(({ title, items }) => (
        <nav key={title} aria-label={title} className="mb-4">
          <h2 className="mb-1.5 font-normal font-sans text-muted text-small tracking-normal">{title}</h2>
          <ul className="flex gap-2 overflow-x-auto pb-1 text-small md:flex-wrap">
            {items.map(({ name, count, href }) => (
              <li key={href} className="shrink-0">
                <Link href={href} className={chip}>
                  {name} <span className="num text-muted">{count}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      ))}
      {tiles.length > 0 && (
        <div className="mt-6">
          <TileGrid tiles={tiles} locale={locale} eager={4} />
        </div>
      )}
      {query && tiles.length === 0 && (
        <EmptyState title={t('search.count', { count: 0 })} text={t('search.empty_text')}>
          {suggestion && (
            <Link href={`/search?${new URLSearchParams({ q: suggestion })}`} className="link text-large">
              {t('search.did_you_mean', { suggestion })}
            </Link>
          )}
          <Link href="/browse" className={buttonStyle('quiet')}>
            {t('browse.title')}
          </Link>
        </EmptyState>
      )}
      {found.next && (
        <p className="mt-12 text-center">
          <Link href={address({ after: found.next })} className={buttonStyle('quiet')} rel="next">
            {t('browse.more')}
          </Link>
        </p>
      )}
    </>
  );
}
