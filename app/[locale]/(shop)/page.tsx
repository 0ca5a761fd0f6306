import type { Metadata } from 'next';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { CollectionCards } from '#app/_collections/cards.tsx';
import { alternates } from '#app/_frame/alternates.ts';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { Seen } from '#app/_lists/page-marks.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { TileGrid } from '#app/_shop/tile.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { RowHead } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import {
  browse,
  categories,
  type ListingTile,
  newest,
  publicCollections,
  sellingCountries,
} from '#lib/catalogue/index.ts';
import { localeFacts } from '#lib/languages/index.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { alternates: alternates(await pageLocale(params), '') };
}

/** Three large pictures of what is here now. */
function Mosaic({ tiles }: { tiles: readonly ListingTile[] }) {
  return (
    <div className="grid aspect-5/4 grid-cols-[1.4fr_1fr] grid-rows-2 gap-2.5">
      {tiles.slice(0, 3).map((tile, index) => (
        <Link
          key={tile.id}
          href={`/l/${tile.slug}`}
          aria-label={tile.title.value}
          className={`overflow-hidden rounded-md bg-silk ${index === 0 ? 'row-span-2' : ''}`}
        >
          {tile.picture && (
            <Picture
              mediaId={tile.picture.name}
              alt=""
              position={tile.picture.position}
              placeholder={tile.picture.placeholder}
              sizes={index === 0 ? '(max-width: 760px) 56vw, 28vw' : '(max-width: 760px) 38vw, 20vw'}
              maxWidth={1200}
              eager
            />
          )}
        </Link>
      ))}
    </div>
  );
}

export default async function HomePage({ params }: Props) {
  await connection();
  const locale = await pageLocale(params);
  const t = await getTranslations('shop');
  const discover = await getTranslations('discover');
  const { currency } = localeFacts(locale);
  const words = await getTranslations('collections');
  const [fresh, popular, tree, countries, collections] = await Promise.all([
    newest(locale, currency, 10),
    browse({}, locale, currency),
    categories(locale),
    sellingCountries(),
    publicCollections(null, locale, 4),
  ]);
  const shown = new Set(fresh.map((tile) => tile.id));
  const loved = popular.items.filter((tile) => !shown.has(tile.id));
  return (
    <>
      <section className="grid items-center gap-[clamp(20px,5vw,80px)] py-[clamp(28px,6vw,88px)] md:grid-cols-[1.05fr_1fr]">
        <div>
          <h1 className="text-display">{t('home.title')}</h1>
          <p className="mt-5 mb-8 max-w-[46ch] text-muted">{t('home.lead')}</p>
          <div className="flex flex-wrap gap-2.5">
            <Link href="/browse" className={buttonStyle()}>
              {t('home.browse')}
            </Link>
            <Link href="/rights" className={buttonStyle('quiet')}>
              {t('home.rights')}
            </Link>
          </div>
        </div>
        <Mosaic tiles={loved} />
      </section>
      <RowHead title={t('home.new')}>
        <Link href="/browse/new" className="hover:text-ink">
          {t('home.all_new')} →
        </Link>
      </RowHead>
      <TileGrid tiles={fresh} locale={locale} />
      {collections.length > 0 && (
        <>
          <RowHead title={words('title')}>
            <Link href="/collections" className="hover:text-ink">
              {words('all')} →
            </Link>
          </RowHead>
          <CollectionCards cards={collections} level="h3" />
        </>
      )}
      <section className="mx-[calc(-1*var(--spacing-gutter))] mt-[clamp(40px,6vw,90px)] grid items-start gap-10 bg-silk px-gutter py-[clamp(28px,5vw,72px)] md:grid-cols-2">
        <div>
          <h2 className="text-title">{t('home.band_title')}</h2>
          <p className="mt-3.5 mb-6 max-w-[44ch] text-muted">{t('home.band_text')}</p>
          <Link href="/rights" className={buttonStyle('quiet')}>
            {t('home.band_action')}
          </Link>
        </div>
        <div>
          <h2 className="text-title">{t('home.makers_title')}</h2>
          <p className="mt-3.5 mb-6 max-w-[44ch] text-muted">{t('home.makers_text')}</p>
          <Link href="/studio" className={buttonStyle('quiet')}>
            {t('home.makers_action')}
          </Link>
        </div>
      </section>
      <Seen locale={locale} />
      <RowHead title={t('home.popular')}>
        <Link href="/browse" className="hover:text-ink">
          {discover('all_popular')} →
        </Link>
      </RowHead>
      <TileGrid tiles={loved.slice(3, 13)} locale={locale} />
      <div className="grid gap-x-16 lg:grid-cols-2">
        <nav aria-label={t('home.categories')}>
          <RowHead title={t('home.categories')} />
          <ul className="grid grid-cols-2 gap-x-6">
            {tree
              .filter((category) => category.count > 0)
              .map((category) => (
                <li key={category.slug}>
                  <Link
                    href={`/browse/${category.slug}`}
                    className="flex min-h-11 items-center justify-between gap-3 border-line border-b hover:text-amber"
                  >
                    {category.name} <span className="num text-muted text-small">{category.count}</span>
                  </Link>
                </li>
              ))}
          </ul>
        </nav>
        <nav aria-label={t('home.countries')}>
          <RowHead title={t('home.countries')} />
          <ul className="grid grid-cols-2 gap-x-6">
            {countries.map(({ country, count }) => (
              <li key={country}>
                <Link
                  href={`/from/${country}`}
                  className="flex min-h-11 items-center justify-between gap-3 border-line border-b hover:text-amber"
                >
                  {countryName(country, locale)} <span className="num text-muted text-small">{count}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </>
  );
}
