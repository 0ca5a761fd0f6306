import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Thumbnail } from '#app/_ui/picture.tsx';
import { Table } from '#app/_ui/table.tsx';
import { availableOf, isLow, type StockedVariant, stockList, writtenVariantName } from '#lib/catalogue/index.ts';
import { writtenText } from '#lib/languages/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { FindForm } from '../_parts/find-form.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('stock');
  return { title: t('title'), robots: { index: false } };
}

export default async function Stock({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'listing.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/stock" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const { q = '', after } = await searchParams;
  const t = await getTranslations('stock');
  const places = await getTranslations('places');
  const page = await stockList(actor, { enterpriseId: enterprise.id, search: q, cursor: after });
  const query = new URLSearchParams({ ...(several ? { enterprise: enterprise.slug } : {}), ...(q ? { q } : {}) });
  return (
    <>
      <StudioNav enterprise={enterprise} current="stock" several={several} />
      <PageHead title={t('title')} lead={t('lead')}>
        <Link href={`/studio/stock/places?${query}`} className="link inline-flex min-h-11 items-center">
          {places('title')}
        </Link>
      </PageHead>
      <div className="mb-5">
        <FindForm
          q={q}
          label={t('search')}
          find={t('find')}
          kept={{ enterprise: several ? enterprise.slug : undefined }}
        />
      </div>
      {page.items.length === 0 ? (
        <EmptyState title={t('empty_title')} text={q ? t('empty_search') : t('empty_text')} />
      ) : (
        <StockTable variants={page.items} locale={locale} />
      )}
      {page.next && (
        <Link
          href={`/studio/stock?${new URLSearchParams([...query, ['after', page.next]])}`}
          className={buttonStyle('quiet', 'mt-6')}
        >
          {t('more')}
        </Link>
      )}
    </>
  );
}

/** How much is where, as soon as it is at more than one place. */
async function AtPlaces({ variant }: { variant: StockedVariant }) {
  const there = variant.places.filter(({ onHand }) => onHand > 0);
  if (there.length < 2) return null;
  const t = await getTranslations('places');
  const format = await getFormatter();
  return (
    <span className="num text-muted text-small">
      {there.map(({ place, onHand }) => `${place.name || t('main')} ${format.number(onHand)}`).join(' · ')}
    </span>
  );
}

async function StockTable({ variants, locale }: { variants: readonly StockedVariant[]; locale: string }) {
  const t = await getTranslations('stock');
  const format = await getFormatter();
  return (
    <Table
      caption={t('title')}
      rows={variants}
      rowKey={(variant) => variant.id}
      columns={[
        {
          key: 'thing',
          title: t('variant'),
          cell: (variant) => {
            const picture = variant.pictureId ?? variant.listing.pictures[0]?.mediaId;
            return (
              <span className="flex items-center gap-4">
                <Thumbnail mediaId={picture} />
                <Link
                  href={`/studio/stock/${variant.id}`}
                  className="flex min-h-11 flex-col justify-center"
                  lang={variant.listing.text.sourceLocale}
                >
                  <span className="link self-start font-medium">{writtenText(variant.listing.text, 'title')}</span>
                  <span className="text-muted">{writtenVariantName(variant, variant.listing)}</span>
                  <span className="num text-muted md:hidden" lang={locale}>
                    {t('numbers', {
                      hand: variant.stockOnHand ?? 0,
                      reserved: variant.stockReserved,
                      available: availableOf(variant),
                    })}
                  </span>
                  <AtPlaces variant={variant} />
                </Link>
              </span>
            );
          },
        },
        { key: 'sku', title: t('sku'), wide: true, cell: (variant) => <span className="num">{variant.sku}</span> },
        // On a phone the three numbers are one line.
        {
          key: 'hand',
          title: t('on_hand'),
          numeric: true,
          wide: true,
          cell: (variant) => format.number(variant.stockOnHand ?? 0),
        },
        {
          key: 'reserved',
          title: t('reserved'),
          numeric: true,
          wide: true,
          cell: (variant) => format.number(variant.stockReserved),
        },
        {
          key: 'available',
          title: t('available'),
          numeric: true,
          wide: true,
          cell: (variant) => format.number(availableOf(variant)),
        },
        {
          key: 'state',
          title: t('state'),
          cell: (variant) => (
            <Status kind={availableOf(variant) <= 0 ? 'bad' : isLow(variant) ? 'waiting' : 'good'}>
              {t(availableOf(variant) <= 0 ? 'sold_out' : isLow(variant) ? 'low' : 'enough')}
            </Status>
          ),
        },
      ]}
    />
  );
}
