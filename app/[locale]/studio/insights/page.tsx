import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { may } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import {
  bestSellers,
  buyersByCountry,
  funnelByListing,
  funnelOf,
  nameListings,
  runsOutSoon,
  salesReport,
  searchedInVain,
  spanOf,
  steps,
  translationCoverage,
} from '#lib/insights/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';
import { Block } from './_parts/block.tsx';
import { BestSellers, Buyers } from './_parts/bought.tsx';
import { CoverageBlock } from './_parts/coverage.tsx';
import { FunnelLines, FunnelTable } from './_parts/funnel.tsx';
import { SalesBlock } from './_parts/sales.tsx';
import { Searched } from './_parts/searched.tsx';
import { StockBlock } from './_parts/stock.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

const shownListings = 8;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('insights');
  return { title: t('title'), robots: { index: false } };
}

export default async function Insights({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'insights.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/insights" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const { by } = await searchParams;
  const span = spanOf(steps.find((step) => step === by) ?? 'day', isoDay(now()));
  const t = await getTranslations('insights');
  const sells = may(actor, 'insights.sales', { enterpriseId: enterprise.id });
  const [sales, sellers, buyers, funnel, listings, searched, stock, coverage] = await Promise.all([
    sells ? salesReport(actor, enterprise, span) : null,
    sells ? bestSellers(actor, enterprise, span.now) : [],
    sells ? buyersByCountry(actor, enterprise.id, span.now) : [],
    funnelOf(actor, enterprise.id, span.now),
    funnelByListing(actor, enterprise.id, span.now, undefined, shownListings),
    searchedInVain(actor, enterprise),
    runsOutSoon(actor, enterprise.id),
    translationCoverage(actor, enterprise.id),
  ]);
  const names = await nameListings(
    [...sellers, ...listings.items, ...stock].map((each) => each.listingId),
    locale,
  );
  const query = several ? `?enterprise=${enterprise.slug}` : '';
  const address = (step: string) => `/studio/insights?by=${step}${several ? `&enterprise=${enterprise.slug}` : ''}`;
  return (
    <>
      <StudioNav enterprise={enterprise} current="insights" several={several} />
      <PageHead title={t('title')} lead={t('lead')}>
        <nav aria-label={t('by.label')} className="flex flex-wrap gap-2 text-small">
          {steps.map((step) => (
            <Link
              key={step}
              href={address(step)}
              aria-current={step === span.step ? 'page' : undefined}
              className="inline-flex min-h-11 items-center rounded-md border border-line px-3.5 hover:border-ink aria-[current]:border-ink"
            >
              {t(`by.${step}`)}
            </Link>
          ))}
        </nav>
      </PageHead>
      <div className="grid gap-x-[clamp(24px,4vw,64px)] gap-y-12 lg:grid-cols-2">
        {sales && (
          <>
            <div className="lg:col-span-2">
              <SalesBlock report={sales} span={span} locale={locale} />
            </div>
            <BestSellers sellers={sellers} names={names} locale={locale} />
            <Buyers countries={buyers} locale={locale} />
          </>
        )}
        <Block title={t('funnel.title')} note={t('funnel.note')}>
          {listings.items.length === 0 ? <p>{t('funnel.empty')}</p> : <FunnelLines funnel={funnel} />}
        </Block>
        <StockBlock variants={stock} names={names} query={query} />
        {listings.items.length > 0 && (
          <div className="lg:col-span-2">
            <Block title={t('funnel.by_listing')}>
              <FunnelTable rows={listings.items} names={names} />
              {listings.next && (
                <Link
                  href={address(span.step).replace('/insights?', '/insights/listings?')}
                  className="link mt-3 inline-flex min-h-11 items-center text-small"
                >
                  {t('funnel.all')}
                </Link>
              )}
            </Block>
          </div>
        )}
        <div className="lg:col-span-2">
          <Searched searched={searched} locale={locale} />
        </div>
        <div className="lg:col-span-2">
          <CoverageBlock coverage={coverage} locale={locale} query={query} />
        </div>
      </div>
    </>
  );
}
