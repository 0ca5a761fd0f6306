import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { type NamedListing, paceDays, type RunsOut } from '#lib/insights/index.ts';
import { Block } from './block.tsx';
import { ListingName } from './listing-name.tsx';

/** What is sold out soon, at the pace it sells. */
export async function StockBlock({
  variants,
  names,
  query,
}: {
  variants: readonly RunsOut[];
  names: ReadonlyMap<string, NamedListing>;
  query: string;
}) {
  const t = await getTranslations('insights.stock');
  const format = await getFormatter();
  return (
    <Block title={t('title')} note={t('note', { days: paceDays })}>
      {variants.length === 0 ? (
        <p>{t('empty')}</p>
      ) : (
        <ul className="border-line border-t">
          {variants.map((variant) => {
            const listing = names.get(variant.listingId);
            return (
              <li
                key={variant.variantId}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-line border-b py-2"
              >
                <ListingName listing={listing} variant={listing?.variants.get(variant.variantId)} />
                <span className="num ml-auto text-right">
                  <span className={variant.daysLeft <= 14 ? 'text-cinnabar' : undefined}>
                    {variant.available > 0 ? t('left', { days: variant.daysLeft }) : t('gone')}
                  </span>
                  <span className="block text-muted text-small">
                    {t('pace', { available: format.number(variant.available), sold: format.number(variant.sold) })}
                  </span>
                </span>
              </li>
            );
          })}
        </ul>
      )}
      <Link href={`/studio/stock${query}`} className="link mt-3 inline-flex min-h-11 items-center text-small">
        {t('to_stock')}
      </Link>
    </Block>
  );
}
