import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { TileCompare, TileHeart } from '#app/_lists/buttons.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import type { ListingTile } from '#lib/catalogue/index.ts';
import { Price } from './price.tsx';
import { ShortRating } from './rating.tsx';

/** Stays with what it follows: no line begins with it. */
const dot = '\u00a0· ';

/** A listing among others: picture, title, maker in its own script, price. */
export async function Tile({ tile, locale, eager = false }: { tile: ListingTile; locale: string; eager?: boolean }) {
  const t = await getTranslations('shop');
  const kinds = await getTranslations('kinds.tile');
  const reductions = await getTranslations('reductions');
  return (
    <div className="tile relative min-w-0">
      <Link href={`/l/${tile.slug}`} className="group block">
        <div className="aspect-4/5 overflow-hidden rounded-md bg-silk">
          {tile.picture && (
            <Picture
              mediaId={tile.picture.name}
              alt=""
              position={tile.picture.position}
              placeholder={tile.picture.placeholder}
              width={tile.picture.width}
              height={tile.picture.height}
              sizes="(max-width: 640px) 46vw, (max-width: 1100px) 30vw, 280px"
              maxWidth={800}
              eager={eager}
              className="transition-transform duration-200 group-hover:scale-[1.02]"
            />
          )}
        </div>
        <h3
          className="mt-3 font-medium font-sans text-base leading-snug tracking-normal group-hover:underline group-hover:underline-offset-4"
          lang={tile.title.locale}
        >
          {tile.title.value}
        </h3>
        <p className="mt-0.5 text-muted text-small">
          {tile.maker}
          {dot}
          {countryName(tile.country, locale)}
        </p>
        <p className="num mt-0.5 flex flex-wrap items-center justify-between gap-x-3">
          {tile.soldOut ? (
            <span className="text-muted">{t('browse.sold_out')}</span>
          ) : tile.onRequest ? (
            <span className="text-muted">{kinds('on_request')}</span>
          ) : (
            <span>
              <Price amount={tile.price} source={tile.sourcePrice} locale={locale} />
              {tile.reduced && (
                <>
                  {' '}
                  <s className="text-muted text-small">
                    <Price amount={tile.reduced.before} source={tile.reduced.source} locale={locale} />
                  </s>{' '}
                  <span className="text-cinnabar text-small">
                    {reductions('off', { percent: tile.reduced.percent })}
                  </span>
                </>
              )}
            </span>
          )}
          <ShortRating rating={tile.rating} className="text-muted text-small" />
        </p>
      </Link>
      <TileHeart id={tile.id} title={tile.title.value} />
      <TileCompare slug={tile.slug} title={tile.title.value} />
    </div>
  );
}

/** Tiles in as many columns as fit, two on a phone. */
export function TileGrid({
  tiles,
  locale,
  eager = 0,
}: {
  tiles: readonly ListingTile[];
  locale: string;
  eager?: number;
}) {
  return (
    <ul className="grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(220px,1fr))] sm:gap-x-5 sm:gap-y-9">
      {tiles.map((tile, index) => (
        <li key={tile.id} className="min-w-0">
          <Tile tile={tile} locale={locale} eager={index < eager} />
        </li>
      ))}
    </ul>
  );
}
