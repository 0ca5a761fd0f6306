import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { WorkTile } from '#app/_rights/work-tile.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { verifiedWorks } from '#lib/rights/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio');
  return { title: t('nav.works'), robots: { index: false } };
}

/** An enterprise's own works, each leading to what of it is free, and the way to its deals. */
export default async function StudioWorks({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'work.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/works" locale={locale} />;
  const { enterprise, several } = desk;
  const t = await getTranslations('studio');
  const rights = await getTranslations('rights');
  const avails = await getTranslations('avails.sheet');
  const offers = await getTranslations('deals.standard');
  const works = await verifiedWorks({ enterpriseId: enterprise.id });
  return (
    <>
      <StudioNav enterprise={enterprise} current="works" several={several} />
      <PageHead title={t('nav.works')}>
        <Link href="/studio/works/avails" className={buttonStyle('quiet')}>
          {avails('to_studio')}
        </Link>
        <Link href="/studio/works/offers" className={buttonStyle('quiet')}>
          {offers('studio')}
        </Link>
        <Link href="/deals" className={buttonStyle('quiet')}>
          {rights('deals.title')}
        </Link>
      </PageHead>
      {works.length === 0 ? (
        <EmptyState title={t('listings.empty_title')} />
      ) : (
        <ul className="grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(220px,1fr))] sm:gap-x-5">
          {works.map((work) => (
            <li key={work.id} className="min-w-0">
              <WorkTile work={work} locale={locale} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
