import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { isNarrowed, type SearchAddress, searchPath, shopSearch, withoutFilters } from '#app/_shop/search-address.ts';
import { TileGrid } from '#app/_shop/tile.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState } from '#app/_ui/layout.tsx';
import { browse, listingTiles, searchListings } from '#lib/catalogue/index.ts';
import type { Currency } from '#lib/core/currency.ts';
import type { Locale } from '#lib/languages/index.ts';
import { didYouMean } from '#lib/search/index.ts';

interface Props {
  readonly address: SearchAddress;
  readonly locale: Locale;
  readonly country: string;
  readonly currency: Currency;
}

/** What to do where nothing was found: another spelling, fewer filters, fewer words, or a look around. */
export async function NothingFound({ address, locale, country, currency }: Props) {
  const [t, shop] = await Promise.all([getTranslations('search'), getTranslations('shop')]);
  const wide = withoutFilters(address);
  const several = /\S\s+\S/.test(address.query);
  const [suggestion, without, some] = await Promise.all([
    address.query ? didYouMean(address.query, locale) : null,
    isNarrowed(address) ? searchListings(shopSearch(wide, country), locale, currency) : null,
    several && !isNarrowed(address)
      ? searchListings({ ...shopSearch(address, country), options: { any: true } }, locale, currency)
      : null,
  ]);
  const tiles =
    some && some.total > 0
      ? await listingTiles(some.items, locale, currency)
      : (await browse({}, locale, currency)).items.slice(0, 10);
  return (
    <>
      <EmptyState title={shop('search.count', { count: 0 })} text={shop('search.empty_text')}>
        {suggestion && (
          <Link href={searchPath({ ...wide, query: suggestion })} className="link text-large">
            {shop('search.did_you_mean', { suggestion })}
          </Link>
        )}
        {without && without.total > 0 && (
          <Link href={searchPath(wide)} className={buttonStyle('quiet')}>
            {t('without_filters', { count: without.total })}
          </Link>
        )}
        <Link href="/browse" className={buttonStyle('quiet')}>
          {shop('browse.title')}
        </Link>
      </EmptyState>
      <h2 className="mb-5 text-title">{some && some.total > 0 ? t('some_words') : shop('home.popular')}</h2>
      <TileGrid tiles={tiles} locale={locale} />
    </>
  );
}
