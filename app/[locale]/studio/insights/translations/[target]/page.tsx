import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { nameListings, untranslated } from '#lib/insights/index.ts';
import { isLocale } from '#lib/languages/index.ts';
import { openDesk, type StudioSearch } from '../../../_parts/desk.ts';
import { StudioDoor } from '../../../_parts/door.tsx';
import { StudioNav } from '../../../_parts/studio-nav.tsx';
import { ListingName } from '../../_parts/listing-name.tsx';

type Props = { params: Promise<{ locale: string; target: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { target } = await params;
  if (!isLocale(target)) return {};
  const t = await getTranslations('insights.coverage');
  return { title: t('missing_title', { language: languageName(target, locale) }), robots: { index: false } };
}

export default async function MissingTranslations({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { target } = await params;
  if (!isLocale(target)) notFound();
  const desk = await openDesk(searchParams, 'insights.view');
  const path = `/studio/insights/translations/${target}`;
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path={path} locale={locale} />;
  const { actor, enterprise, several } = desk;
  const { after } = await searchParams;
  const t = await getTranslations('insights');
  const page = await untranslated(actor, enterprise.id, target, after);
  const names = await nameListings(
    page.items.map((each) => each.listingId),
    locale,
  );
  const query = several ? `enterprise=${enterprise.slug}` : '';
  const language = languageName(target, locale);
  return (
    <>
      <StudioNav enterprise={enterprise} current="insights" several={several} />
      <PageHead
        title={t('coverage.missing_title', { language })}
        lead={
          <Link href={`/studio/insights?${query}`} className="link inline-flex min-h-8 items-center">
            {t('back')}
          </Link>
        }
      />
      {page.items.length === 0 ? (
        <EmptyState title={t('coverage.complete', { language })} />
      ) : (
        <ul className="max-w-[860px] border-line border-t">
          {page.items.map(({ listingId }) => (
            <li key={listingId} className="border-line border-b py-2">
              <ListingName listing={names.get(listingId)} />
            </li>
          ))}
        </ul>
      )}
      {page.next && (
        <p className="mt-8">
          <Link href={`${path}?${query}&after=${page.next}`} className={buttonStyle('quiet')} rel="next">
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}
