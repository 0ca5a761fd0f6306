import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Table } from '#app/_ui/table.tsx';
import { isApproved, listingsOfEnterprise } from '#lib/catalogue/index.ts';
import { may } from '#lib/core/authorize.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { fieldText, locale as localeOf } from '#lib/languages/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';
import { listingTone } from '../_parts/tones.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio');
  return { title: t('listings.title'), robots: { index: false } };
}

const states = Object.keys(listingTone) as (keyof typeof listingTone)[];

export default async function Listings({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'listing.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/listings" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const { state: wanted } = await searchParams;
  const state = states.find((each) => each === wanted);
  const t = await getTranslations('studio');
  const life = await getTranslations('life');
  const format = await getFormatter();
  const all = await listingsOfEnterprise(actor, enterprise.id);
  const rows = state ? all.filter((listing) => listing.status === state) : all;
  const query = several ? `enterprise=${enterprise.slug}` : '';
  const files = await getTranslations('import');
  const start = may(actor, 'listing.edit', { enterpriseId: enterprise.id }) && (
    <span className="flex flex-wrap items-center gap-x-6 gap-y-3">
      <Link href={`/studio/listings/import?${query}`} className="link inline-flex min-h-11 items-center">
        {files('title')}
      </Link>
      <Link href={`/studio/listings/new?${query}`} className={buttonStyle()}>
        {t('listings.new')}
      </Link>
    </span>
  );
  const stock = (variants: readonly { stockOnHand: number | null; stockReserved: number }[]) =>
    variants.some((variant) => variant.stockOnHand === null)
      ? t('listings.endless')
      : format.number(variants.reduce((sum, variant) => sum + (variant.stockOnHand ?? 0) - variant.stockReserved, 0));
  return (
    <>
      <StudioNav enterprise={enterprise} current="listings" several={several} />
      <PageHead title={t('listings.title')}>{start}</PageHead>
      <nav aria-label={t('listings.filter')} className="mb-4 flex flex-wrap gap-x-5 text-small">
        {[undefined, ...states].map((each) => (
          <Link
            key={each ?? 'all'}
            href={`/studio/listings?${each ? `state=${each}&` : ''}${query}`}
            aria-current={each === state ? 'true' : undefined}
            className="flex min-h-11 items-center text-muted hover:text-ink aria-[current=true]:text-ink aria-[current=true]:underline aria-[current=true]:underline-offset-8"
          >
            {each ? t(`state.${each}`) : t('listings.all')}
          </Link>
        ))}
      </nav>
      {rows.length === 0 ? (
        <EmptyState
          title={t('listings.empty_title')}
          text={all.length === 0 ? t('listings.empty_text') : t('listings.empty_state')}
        />
      ) : (
        <Table
          caption={t('listings.title')}
          rows={rows}
          rowKey={(listing) => listing.id}
          columns={[
            {
              key: 'title',
              title: t('listings.thing'),
              cell: (listing) => {
                const picture = listing.pictures[0];
                return (
                  <span className="flex items-center gap-4">
                    <span className="block size-14 shrink-0 overflow-hidden rounded-md bg-silk">
                      {picture && (
                        <Picture mediaId={picture.mediaId} alt="" sizes="56px" maxWidth={320} width={56} height={56} />
                      )}
                    </span>
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
      )}
      {all.length >= 100 && <p className="mt-4 text-muted text-small">{t('listings.latest', { count: all.length })}</p>}
    </>
  );
}
