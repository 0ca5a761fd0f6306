import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { comparedSlugs, comparePath } from '#app/_lists/compare-address.ts';
import { type Compared, compareListings } from '#app/_lists/compared.ts';
import { KeepCompared } from '#app/_lists/keep-compared.tsx';
import { currentKeeper } from '#app/_session/keeper.ts';
import { preferences } from '#app/_session/preferences.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead, RowHead } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { listingField, pictureView, type WholeListing } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import type { Locale } from '#lib/languages/index.ts';
import { itemsOf, listOf, listsOf } from '#lib/lists/index.ts';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ l?: string | string[]; only?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('lists.compare_page');
  return { title: t('title'), robots: { index: false } };
}

const cell = 'snap-start border-line border-b px-3 py-3 text-left align-top';
const first = 'sticky left-0 z-10 w-28 min-w-28 border-line border-b bg-paper py-3 pr-3 text-left align-top sm:w-44';

/** The table: the facts in the first column, which stays where it is while the listings move under it on a phone. */
async function CompareTable({
  compared: { listings, rows },
  only,
  locale,
}: {
  compared: Compared;
  only: boolean;
  locale: Locale;
}) {
  const t = await getTranslations('lists.compare_page');
  const slugs = listings.map((listing) => listing.slug);
  const title = (at: number) => {
    const listing = listings[at];
    return listing ? listingField(listing, 'title', locale) : null;
  };
  return (
    <section
      aria-label={t('title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is scrolled by keyboard as well
      tabIndex={0}
      className="-mx-gutter snap-x scroll-pl-32 overflow-x-auto px-gutter sm:scroll-pl-48"
    >
      <table className="border-separate border-spacing-0 text-small">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr>
            <td className={first} />
            {listings.map((listing, at) => (
              <th
                key={listing.id}
                scope="col"
                className={`${cell} w-[min(58vw,300px)] min-w-[min(58vw,210px)] max-w-[300px] font-normal`}
              >
                <Link href={`/l/${listing.slug}`} className="group block">
                  <span className="block aspect-square overflow-hidden rounded-md bg-silk">
                    <Cover listing={listing} locale={locale} />
                  </span>
                  <span
                    className="mt-3 block font-medium text-base leading-snug group-hover:underline"
                    lang={title(at)?.locale}
                  >
                    {title(at)?.value}
                  </span>
                </Link>
                <Link
                  href={comparePath(slugs.toSpliced(at, 1), only)}
                  aria-label={t('remove_named', { title: title(at)?.value ?? '' })}
                  className="link inline-flex min-h-11 items-center text-muted"
                >
                  {t('remove')}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows
            .filter((row) => row.differs || !only)
            .map((row) => (
              <tr key={row.name}>
                <th scope="row" className={`${first} font-normal text-muted`}>
                  {row.differs && listings.length > 1 && (
                    <>
                      <span
                        aria-hidden="true"
                        className="mr-1.5 inline-block size-1.5 rounded-full bg-amber align-middle"
                      />
                      <span className="sr-only">{t('differs')} </span>
                    </>
                  )}
                  {row.name}
                </th>
                {row.values.map((value, at) => (
                  <td key={listings[at]?.id} className={`${cell} num`}>
                    {value || '–'}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}

/** What could be compared as well: from the visitor's own first list. */
async function MoreToCompare({ slugs, locale }: { slugs: readonly string[]; locale: Locale }) {
  const t = await getTranslations('lists.compare_page');
  if (slugs.length >= limits.compared) return <p className="mt-8 text-muted text-small">{t('full')}</p>;
  const keeper = await currentKeeper();
  const [card] = await listsOf(keeper);
  const list = card ? await listOf(keeper, card.id) : null;
  const { currency } = await preferences(locale);
  const saved = list ? (await itemsOf(list, locale, currency)).items : [];
  const tiles = saved.flatMap((item) => (item.tile && !slugs.includes(item.tile.slug) ? [item.tile] : [])).slice(0, 8);
  return (
    <>
      <RowHead title={t('add')}>
        <Link href="/browse" className="hover:text-ink">
          {t('browse')} →
        </Link>
      </RowHead>
      {tiles.length === 0 ? (
        <p className="text-muted text-small">{t('add_text')}</p>
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(120px,1fr))] gap-3 sm:grid-cols-[repeat(auto-fill,minmax(150px,1fr))]">
          {tiles.map((tile) => (
            <li key={tile.id}>
              <Link href={comparePath([...slugs, tile.slug])} rel="nofollow" className="group block text-small">
                <span className="block aspect-4/5 overflow-hidden rounded-md bg-silk">
                  {tile.picture && (
                    <Picture
                      mediaId={tile.picture.name}
                      position={tile.picture.position}
                      alt=""
                      sizes="150px"
                      maxWidth={480}
                    />
                  )}
                </span>
                <span className="mt-2 line-clamp-2 group-hover:underline" lang={tile.title.locale}>
                  {tile.title.value}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export default async function Compare({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { l, only } = await searchParams;
  const t = await getTranslations('lists.compare_page');
  const compared = await compareListings(comparedSlugs(l), { locale, ...(await preferences(locale)) });
  const slugs = compared.listings.map((listing) => listing.slug);
  const differing = only === '1' && slugs.length > 1;
  if (slugs.length === 0) {
    return (
      <>
        <KeepCompared slugs={slugs} />
        <EmptyState whole title={t('empty_title')} text={t('empty_text')}>
          <Link href="/browse" className={buttonStyle()}>
            {t('browse')}
          </Link>
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <KeepCompared slugs={slugs} />
      <PageHead title={t('title')} lead={slugs.length > 1 ? t('lead') : t('lead_one')}>
        {slugs.length > 1 && (
          <Link
            href={comparePath(slugs, !differing)}
            rel="nofollow"
            className="link inline-flex min-h-11 items-center text-small"
          >
            {differing ? t('all_rows') : t('only_differences')}
          </Link>
        )}
      </PageHead>
      <CompareTable compared={compared} only={differing} locale={locale} />
      <MoreToCompare slugs={slugs} locale={locale} />
    </>
  );
}

function Cover({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const [row] = listing.pictures;
  if (!row) return null;
  const { name, position } = pictureView(row, { sourceLocale: listing.text.sourceLocale, locale, otherwise: '' });
  return <Picture mediaId={name} position={position} alt="" sizes="300px" maxWidth={800} />;
}
