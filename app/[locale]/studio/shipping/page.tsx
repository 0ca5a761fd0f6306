import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { may } from '#lib/core/authorize.ts';
import { type ShippingProfileView, shippingProfiles, zonesOf } from '#lib/enterprises/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';
import { startShippingAction } from './actions.ts';
import { zoneName } from './zone-name.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('shipping');
  return { title: t('title'), robots: { index: false } };
}

export default async function Shipping({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'listing.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/shipping" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('shipping');
  const profiles = await shippingProfiles(actor, enterprise.id);
  const { done } = await searchParams;
  return (
    <>
      <StudioNav enterprise={enterprise} current="shipping" several={several} />
      <PageHead title={t('title')} lead={t('lead')} />
      {done === 'removed' && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t('done.removed')}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-[1fr_380px]">
        {profiles.length === 0 ? (
          <EmptyState title={t('empty_title')} text={t('empty_text')} />
        ) : (
          <ul className="grid gap-5">
            {profiles.map((profile) => (
              <ProfileCard key={profile.id} profile={profile} locale={locale} />
            ))}
          </ul>
        )}
        {may(actor, 'shipping.edit', { enterpriseId: enterprise.id }) && (
          <section aria-labelledby="new-shipping" className="rounded-md bg-silk p-6">
            <h2 id="new-shipping" className="text-large">
              {t('new_title')}
            </h2>
            <p className="mt-1 mb-4 text-muted text-small">{t('new_text')}</p>
            <Form action={startShippingAction} className="grid gap-5">
              <input type="hidden" name="enterpriseId" value={enterprise.id} />
              <TextInput name="name" label={t('name')} hint={t('name_hint')} required />
              <Submit pending={t('saving')}>{t('new')}</Submit>
            </Form>
          </section>
        )}
      </div>
    </>
  );
}

/** A table in short: how soon it leaves, and where it goes. */
async function ProfileCard({ profile, locale }: { profile: ShippingProfileView; locale: string }) {
  const t = await getTranslations('shipping');
  const zones = await Promise.all(zonesOf(profile.rates).map((zone) => zoneName(zone, locale)));
  return (
    <li className="rounded-md border border-line p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-large">
          <Link href={`/studio/shipping/${profile.id}`} className="link">
            {profile.name}
          </Link>
        </h2>
        {profile.isDefault && <Status kind="good">{t('usual')}</Status>}
      </div>
      <p className="mt-1 text-muted text-small">
        {t('handling', { min: profile.handlingDaysMin, max: profile.handlingDaysMax })}
        {profile._count.listings > 0 && ` · ${t('used_by', { count: profile._count.listings })}`}
      </p>
      <ul className="mt-3 grid list-disc gap-1 pl-5 text-small">
        {zones.map((zone) => (
          <li key={zone}>{zone}</li>
        ))}
      </ul>
    </li>
  );
}
