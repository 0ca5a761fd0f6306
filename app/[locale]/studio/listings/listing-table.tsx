import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Status } from '#app/_ui/layout.tsx';
import { Thumbnail } from '#app/_ui/picture.tsx';
import { Table } from '#app/_ui/table.tsx';
import { isApproved, type OwnListing } from '#lib/catalogue/index.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { fieldText, type Locale, locale as localeOf } from '#lib/languages/index.ts';
import { listingTone } from '../_parts/tones.ts';

/** Listings of one's own: where each stands, what is left of it and what it costs. */
export async function ListingTable({ listings, locale }: { listings: readonly OwnListing[]; locale: Locale }) {
  const t = await getTranslations('studio');
  const life = await getTranslations('life');
  const format = await getFormatter();
  const stock = (variants: OwnListing['variants']) =>
    variants.some((variant) => variant.stockOnHand === null)
      ? t('listings.endless')
      : format.number(variants.reduce((sum, variant) => sum + (variant.stockOnHand ?? 0) - variant.stockReserved, 0));
  return (
    <Table
      caption={t('listings.title')}
      rows={listings}
      rowKey={(listing) => listing.id}
      columns={[
        {
          key: 'title',
          title: t('listings.thing'),
          cell: (listing) => {
            const picture = listing.pictures[0];
            return (
              <span className="flex items-center gap-4">
                <Thumbnail mediaId={picture?.mediaId} />
                <Link
                  href={`/studio/listings/${listing.id}`}
                  className="link flex min-h-11 items-center font-medium"
                  lang={listing.text.sourceLocale}
                >
                  {fieldText(listing.text, 'title', localeOf(listing.text.sourceLocale))}
                </Link>
              </span>
            );
          },
        },
        {
          key: 'status',
          title: t('listings.state'),
          cell: (listing) => (
            <span className="grid justify-items-start">
              <Status kind={listingTone[listing.status]}>{t(`state.${listing.status}`)}</Status>
              {listing.draft && isApproved(listing.status) && (
                <Status kind="waiting">
                  {life(listing.revisions[0]?.decision === 'pending' ? 'list.pending' : 'list.proposal')}
                </Status>
              )}
            </span>
          ),
        },
        { key: 'kind', title: t('listings.kind'), cell: (listing) => t(`kind.${listing.kind}`) },
        {
          key: 'stock',
          title: t('listings.stock'),
          numeric: true,
          cell: (listing) => stock(listing.variants),
        },
        {
          key: 'price',
          title: t('listings.price'),
          numeric: true,
          cell: (listing) => formatMoney(money(listing.priceMinor, listing.currency), locale),
        },
      ]}
    />
  );
}
