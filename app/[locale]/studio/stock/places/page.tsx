import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { placesOf } from '#lib/catalogue/index.ts';
import { may } from '#lib/core/authorize.ts';
import { openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { PlaceActions, PlaceForm } from './place-form.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('places');
  return { title: t('title'), robots: { index: false } };
}

const said = ['saved', 'default', 'closed'] as const;

export default async function StockPlaces({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'listing.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/stock/places" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('places');
  const { done } = await searchParams;
  const saying = said.find((each) => each === done);
  const places = await placesOf(actor, enterprise.id);
  const edits = may(actor, 'stock.places', { enterpriseId: enterprise.id });
  const query = several ? `?enterprise=${enterprise.slug}` : '';
  const own = { enterpriseId: enterprise.id, enterprise: several ? enterprise.slug : '', locale };
  return (
    <>
      <StudioNav enterprise={enterprise} current="stock" several={several} />
      <PageHead title={t('title')} lead={t('lead')}>
        <Link href={`/studio/stock${query}`} className="link inline-flex min-h-11 items-center text-small">
          {t('to_stock')}
        </Link>
      </PageHead>
      {saying && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t(`done.${saying}`)}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-[1fr_380px]">
        {places.length === 0 ? (
          <p className="text-muted">{t('empty')}</p>
        ) : (
          <ul className="grid gap-5">
            {places.map((place) => (
              <li key={place.id} className="rounded-md border border-line p-5">
                <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
                  <h2 className="text-large">{place.name || t('main')}</h2>
                  {place.isDefault && <Status kind="good">{t('default')}</Status>}
                </div>
                <p className="mt-1 text-muted text-small">
                  {[...place.addressLines, countryName(place.country, locale)].join(', ')}
                </p>
                <p className="num mt-2 text-small">{t('numbers', { hand: place.onHand, reserved: place.reserved })}</p>
                {edits && <PlaceActions place={place} own={own} />}
              </li>
            ))}
          </ul>
        )}
        {edits && (
          <section aria-labelledby="new-place" className="rounded-md bg-silk p-6">
            <h2 id="new-place" className="mb-4 text-large">
              {t('add_title')}
            </h2>
            <PlaceForm own={own} key={places.length} />
          </section>
        )}
      </div>
    </>
  );
}
