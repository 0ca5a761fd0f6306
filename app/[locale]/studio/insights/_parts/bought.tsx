import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Meter } from '#app/_ui/bars.tsx';
import { formatMoney } from '#lib/core/money.ts';
import type { BuyersOf, NamedListing, Seller } from '#lib/insights/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { Block } from './block.tsx';
import { ListingName } from './listing-name.tsx';

/** What brought most. */
export async function BestSellers({
  sellers,
  names,
  locale,
}: {
  sellers: readonly Seller[];
  names: ReadonlyMap<string, NamedListing>;
  locale: Locale;
}) {
  const t = await getTranslations('insights');
  return (
    <Block title={t('best.title')} note={t('best.note')}>
      {sellers.length === 0 ? (
        <p>{t('best.empty')}</p>
      ) : (
        <ol className="border-line border-t">
          {sellers.map((seller) => (
            <li key={seller.listingId} className="flex items-center justify-between gap-4 border-line border-b py-2">
              <ListingName listing={names.get(seller.listingId)} />
              <span className="num shrink-0 text-right">
                {formatMoney(seller.amount, locale)}
                <span className="block text-muted text-small">{t('best.things', { count: seller.things })}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Block>
  );
}

/** Where buyers are. */
export async function Buyers({ countries, locale }: { countries: readonly BuyersOf[]; locale: Locale }) {
  const t = await getTranslations('insights');
  const format = await getFormatter();
  const most = Math.max(1, ...countries.map(({ orders }) => orders));
  return (
    <Block title={t('buyers.title')} note={t('buyers.note')}>
      {countries.length === 0 ? (
        <p>{t('buyers.empty')}</p>
      ) : (
        <ul className="grid gap-3">
          {countries.map(({ country, orders }) => (
            <li key={country}>
              <span className="flex justify-between gap-4">
                {countryName(country, locale)} <span className="num">{format.number(orders)}</span>
              </span>
              <Meter part={orders} whole={most} />
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}
