import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { isoDay, now } from '#lib/core/clock.ts';
import { funnelByListing, nameListings, spanOf, steps } from '#lib/insights/index.ts';
import { openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { FunnelTable } from '../_parts/funnel.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('insights');
  return { title: t('funnel.by_listing'), robots: { index: false } };
}

export default async function InsightsByListing({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'insights.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/insights/listings" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const { by, after } = await searchParams;
  const span = spanOf(steps.find((step) => step === by) ?? 'day', isoDay(now()));
  const t = await getTranslations('insights');
  const page = await funnelByListing(actor, enterprise.id, span.now, after);
  const names = await nameListings(
    page.items.map((each) => each.listingId),
    locale,
  );
  const query = `by=${span.step}${several ? `&enterprise=${enterprise.slug}` : ''}`;
  return (
    <>
      <StudioNav enterprise={enterprise} current="insights" several={several} />
      <PageHead
        title={t('funnel.by_listing')}
        lead={
          <Link href={`/studio/insights?${query}`} className="link inline-flex min-h-8 items-center">
            {t('back')}
          </Link>
        }
      />
      {page.items.length === 0 ? (
        <EmptyState title={t('funnel.empty')} />
      ) : (
        <FunnelTable rows={page.items} names={names} />
      )}
      {page.next && (
        <p className="mt-8 text-center">
          <Link
            href={`/studio/insights/listings?${query}&after=${page.next}`}
            className={buttonStyle('quiet')}
            rel="next"
          >
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}
