import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { SaveSearch } from '#app/_lists/save-search.tsx';
import { preferences } from '#app/_session/preferences.ts';
import { attributeGroups, chosenAttributes } from '#app/_shop/attribute-facets.ts';
import { Chosen, FacetGroup } from '#app/_shop/facets.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import {
  facetNames,
  isNarrowed,
  readAddress,
  type SearchAddress,
  searchPath,
  shopSearch,
  switchNames,
  withFacet,
  withoutFilters,
  withSwitch,
} from '#app/_shop/search-address.ts';
import { TileGrid } from '#app/_shop/tile.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { categories, listingTiles, searchListings } from '#lib/catalogue/index.ts';
import { countableVisitor, noteSearch } from '#lib/insights/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { mostMatched, sorts } from '#lib/search/index.ts';
import { facetNaming, facetValues } from './facet-values.ts';
import { NothingFound } from './nothing-found.tsx';
import { WorksFound } from './works-found.tsx';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('shop');
  return { title: t('search.title'), robots: { index: false } };
}

/** Groups of attributes before the fold. */
const groupsAtOnce = 4;

async function addressOf(searchParams: Props['searchParams']): Promise<SearchAddress> {
  const given = Object.entries(await searchParams).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => [name, each]),
  );
  return readAddress(new URLSearchParams(given));
}

/** Counts a search for the makers who want to know what is missing: its first page, with no filter but one category or country. */
async function countSearch(address: SearchAddress, locale: Locale, found: boolean): Promise<void> {
  const { facets, switches, after } = address;
  if (after || switches.length > 0 || [facets.kind, facets.material, facets.price].some((list) => list.length > 0))
    return;
  const { category: categories, country: countries } = facets;
  await noteSearch(countableVisitor(await headers()), { query: address.query, locale, categories, countries, found });
}

export default async function Search({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const address = await addressOf(searchParams);
  const [t, attributeWord, shop, { currency, country }] = await Promise.all([
    getTranslations('search'),
    getTranslations('attributes'),
    getTranslations('shop'),
    preferences(locale),
  ]);
  const asks = address.query !== '' || isNarrowed(address);
  const [found, tree] = await Promise.all([
    searchListings(shopSearch(address, country), locale, currency),
    categories(locale),
  ]);
  const [tiles] = await Promise.all([
    listingTiles(found.items, locale, currency),
    countSearch(address, locale, found.total > 0),
  ]);
  const naming = await facetNaming({ locale, currency, tree });
  const groups = await attributeGroups(found.facets.attribute, address, locale);
  const [first, more] = [groups.slice(0, groupsAtOnce), groups.slice(groupsAtOnce)];
  const switchName = (name: (typeof switchNames)[number]) =>
    name === 'delivered' ? t('delivered', { country: countryName(country, locale) }) : t(name);
  const chosen = [
    ...facetNames.flatMap((name) =>
      address.facets[name].map((value) => ({
        name: naming[name](value),
        href: searchPath(withFacet(address, name, value)),
      })),
    ),
    ...(await chosenAttributes(address, locale)),
    ...address.switches.map((name) => ({ name: switchName(name), href: searchPath(withSwitch(address, name)) })),
  ].map((each) => ({ ...each, remove: shop('search.remove_filter', { name: each.name }) }));
  const count =
    found.total >= mostMatched ? t('very_many', { count: mostMatched }) : shop('search.count', { count: found.total });
  // Of nothing there is nothing to take away, but for what was chosen already.
  const filterable = tiles.length > 0 || isNarrowed(address);
  const filters = (
    <div className="text-small">
      <FacetGroup
        title={t('only')}
        values={switchNames.map((name) => ({
          name: switchName(name),
          count: found.facets.only.find((each) => each.value === name)?.count ?? 0,
          chosen: address.switches.includes(name),
          href: searchPath(withSwitch(address, name)),
        }))}
      />
      <FacetGroup title={t('facet.category')} values={facetValues('category', found.facets, address, naming)} />
      {first.map(({ name, title, values }) => (
        <FacetGroup key={name} title={title} values={values} />
      ))}
      {more.length > 0 && (
        <details
          open={more.some(({ values }) => values.some(({ chosen }) => chosen))}
          className="border-line border-b [&>section:last-child]:border-b-0"
        >
          <summary className="flex min-h-11 items-center font-medium hover:text-amber">
            {attributeWord('more', { count: more.length })}
          </summary>
          {more.map(({ name, title, values }) => (
            <FacetGroup key={name} title={title} values={values} />
          ))}
        </details>
      )}
      {facetNames
        .filter((name) => name !== 'category')
        .map((name) => (
          <FacetGroup key={name} title={t(`facet.${name}`)} values={facetValues(name, found.facets, address, naming)} />
        ))}
    </div>
  );
  return (
    <>
      <PageHead
        title={address.query ? shop('search.results_for', { query: address.query }) : shop('search.start_text')}
        lead={asks ? count : undefined}
      >
        {tiles.length > 1 && (
          <nav aria-label={t('sort.label')} className="flex flex-wrap gap-x-5 text-muted text-small">
            {sorts
              .filter((sort) => sort !== 'relevance' || address.query !== '')
              .map((sort) => (
                <Link
                  key={sort}
                  href={searchPath({ ...address, sort })}
                  rel="nofollow"
                  aria-current={sort === address.sort ? 'true' : undefined}
                  className="flex min-h-11 items-center hover:text-ink aria-[current]:text-ink aria-[current]:underline aria-[current]:underline-offset-8"
                >
                  {t(`sort.${sort}`)}
                </Link>
              ))}
          </nav>
        )}
      </PageHead>
      <Chosen
        label={t('chosen')}
        items={chosen}
        clear={
          <Link
            href={searchPath(withoutFilters(address))}
            rel="nofollow"
            className="link inline-flex min-h-11 items-center px-2"
          >
            {shop('search.clear')}
          </Link>
        }
      />
      <div className="-mt-2 mb-4">
        <SaveSearch address={address} chosen={chosen.map((each) => each.name)} />
      </div>
      <div className={filterable ? 'grid gap-x-12 lg:grid-cols-[220px_1fr]' : ''}>
        {filterable && (
          <>
            <details className="mb-6 border-line border-y lg:hidden">
              <summary className="flex min-h-12 items-center font-medium">{t('filters')}</summary>
              {filters}
            </details>
            <aside aria-label={t('filters')} className="hidden lg:block">
              {filters}
            </aside>
          </>
        )}
        <div>
          {address.query !== '' && !address.after && !isNarrowed(address) && (
            <WorksFound query={address.query} locale={locale} />
          )}
          {tiles.length > 0 ? (
            <TileGrid tiles={tiles} locale={locale} eager={4} />
          ) : (
            <NothingFound address={address} locale={locale} country={country} currency={currency} />
          )}
          {found.next && (
            <p className="mt-12 text-center">
              <Link href={searchPath(address, found.next)} className={buttonStyle('quiet')} rel="next nofollow">
                {shop('browse.more')}
              </Link>
            </p>
          )}
        </div>
      </div>
    </>
  );
}
