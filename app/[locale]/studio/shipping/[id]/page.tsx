import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { listingsSentBy } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { enterprisesOf, type ShippingProfileView, viewShipping, weightsOf, zonesOf } from '#lib/enterprises/index.ts';
import { writtenText } from '#lib/languages/index.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { Preview, type PreviewSearch } from './preview.tsx';
import { ProfileActions } from './profile-actions.tsx';
import { ShippingForm } from './shipping-form.tsx';
import { Warnings } from './warnings.tsx';

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<PreviewSearch & { done?: string; weights?: string; weight?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('shipping');
  return { title: t('title'), robots: { index: false } };
}

async function shippingOr404(actor: Actor, id: string): Promise<ShippingProfileView> {
  try {
    return await viewShipping(actor, id);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

const said = ['started', 'copied', 'saved', 'default', 'zone', 'zone_removed'] as const;

export default async function ShippingTable({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person') return <StudioDoor desk={{ at: 'guest' }} path="/studio/shipping" locale={locale} />;
  const profile = await shippingOr404(actor, id);
  const enterprises = await enterprisesOf(actor);
  const several = enterprises.length > 1;
  const search = await searchParams;
  const t = await getTranslations('shipping');
  const zones = zonesOf(profile.rates);
  const most = weightsOf(zones).at(-1) ?? 0;
  const listings = await listingsSentBy(actor, profile, most);
  const saying = said.find((each) => each === search.done);
  const edits = may(actor, 'shipping.edit', profile);
  return (
    <>
      <StudioNav enterprise={profile.enterprise} current="shipping" several={several} />
      <PageHead title={profile.name} lead={t('table_lead')}>
        {profile.isDefault && <Status kind="good">{t('usual')}</Status>}
      </PageHead>
      <div className="mb-6 grid gap-4 empty:hidden">
        {saying && (
          <Notice kind="good" role="status">
            {t(`done.${saying}`)}
          </Notice>
        )}
        <Warnings zones={zones} tooHeavy={listings.tooHeavy} most={most} locale={locale} />
      </div>
      {edits && <ShippingForm profile={profile} zones={zones} search={search} locale={locale} />}
      <div className="mt-12 grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-2">
        <Preview profile={profile} search={search} locale={locale} />
        <section aria-labelledby="used">
          <h2 id="used" className="text-large">
            {t('used_title')}
          </h2>
          <p className="mt-1 text-muted text-small">
            {listings.count === 0 ? t('used_none') : t('used_by', { count: listings.count })}
          </p>
          <ul className="mt-2 grid">
            {listings.items.slice(0, 8).map((listing) => (
              <li key={listing.id}>
                <Link
                  href={`/studio/listings/${listing.id}`}
                  className="link inline-flex min-h-9 items-center"
                  lang={listing.text.sourceLocale}
                >
                  {writtenText(listing.text, 'title')}
                </Link>
              </li>
            ))}
          </ul>
          {listings.count > 8 && (
            <p className="text-muted text-small">{t('zone.more', { count: listings.count - 8 })}</p>
          )}
        </section>
      </div>
      {edits && <ProfileActions profile={profile} enterprise={several ? profile.enterprise.slug : ''} />}
    </>
  );
}
