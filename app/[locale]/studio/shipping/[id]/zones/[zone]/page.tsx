import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { enterprisesOf, viewShipping, zonesOf } from '#lib/enterprises/index.ts';
import { StudioDoor } from '../../../../_parts/door.tsx';
import { StudioNav } from '../../../../_parts/studio-nav.tsx';
import { removeZoneAction } from '../../../actions.ts';
import { zoneName } from '../../../zone-name.ts';
import { ZoneForm } from './zone-form.tsx';

type Props = { params: Promise<{ locale: string; id: string; zone: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('shipping');
  return { title: t('zone.title'), robots: { index: false } };
}

export default async function ShippingZone({ params }: Props) {
  const locale = await pageLocale(params);
  const { id, zone: number } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person') return <StudioDoor desk={{ at: 'guest' }} path="/studio/shipping" locale={locale} />;
  const profile = await viewShipping(actor, id).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });
  if (!profile || !may(actor, 'shipping.edit', profile)) notFound();
  const zones = zonesOf(profile.rates);
  const zone = number === 'new' ? null : zones[Number(number)];
  if (zone === undefined) notFound();
  const t = await getTranslations('shipping');
  const enterprises = await enterprisesOf(actor);
  return (
    <>
      <StudioNav enterprise={profile.enterprise} current="shipping" several={enterprises.length > 1} />
      <Link
        href={`/studio/shipping/${profile.id}`}
        className="mt-4 -mb-4 inline-flex min-h-11 items-center gap-2 text-muted text-small hover:text-ink"
      >
        <span aria-hidden="true">←</span> {profile.name}
      </Link>
      <PageHead title={zone ? await zoneName(zone, locale) : t('zone.add')} lead={t('zone.lead')} />
      <ZoneForm profile={profile} zones={zones} at={zone ? Number(number) : null} locale={locale} />
      {zone && zones.length > 1 && (
        <Form action={removeZoneAction} className="mt-12">
          <input type="hidden" name="profileId" value={profile.id} />
          <input type="hidden" name="version" value={profile.version} />
          <input type="hidden" name="zone" value={number} />
          <Submit kind="danger">{t('zone.remove')}</Submit>
          <p className="mt-2 text-muted text-small">{t('zone.remove_text')}</p>
        </Form>
      )}
    </>
  );
}
