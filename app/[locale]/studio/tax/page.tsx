import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { countryOptions } from '#app/_i18n/names.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { deliveryCountries } from '#lib/enterprises/index.ts';
import { readTaxDetails } from '#lib/invoicing/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';
import { saveTaxDetailsAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('tax.details');
  return { title: t('title'), robots: { index: false } };
}

/** What tax offices ask about a seller, given by the seller. */
export default async function StudioTax({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'tax.details');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/tax" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('tax.details');
  const kept = await readTaxDetails(actor, enterprise.id);
  const countries = countryOptions(deliveryCountries, locale, await nameOrder());
  return (
    <>
      <StudioNav enterprise={enterprise} current="tax" several={several} />
      <PageHead title={t('title')} lead={t('lead')} />
      <Form action={saveTaxDetailsAction} className="grid max-w-xl gap-5">
        <input type="hidden" name="enterpriseId" value={enterprise.id} />
        <TextInput name="tin" label={t('tin')} hint={t('tin_hint')} defaultValue={kept?.tin ?? ''} required />
        <Select
          name="tinCountry"
          label={t('tin_country')}
          options={countries}
          defaultValue={kept?.tinCountry ?? enterprise.country}
        />
        <TextInput
          name="street"
          label={t('street')}
          defaultValue={kept?.street ?? ''}
          autoComplete="street-address"
          required
        />
        <div className="grid gap-5 sm:grid-cols-[1fr_2fr]">
          <TextInput
            name="postalCode"
            label={t('postal_code')}
            defaultValue={kept?.postalCode ?? ''}
            autoComplete="postal-code"
            required
          />
          <TextInput
            name="city"
            label={t('city')}
            defaultValue={kept?.city ?? ''}
            autoComplete="address-level2"
            required
          />
        </div>
        <Select
          name="country"
          label={t('country')}
          options={countries}
          defaultValue={kept?.country ?? enterprise.country}
        />
        <TextInput
          name="since"
          type="date"
          label={t('since')}
          hint={t('since_hint')}
          defaultValue={kept ? kept.since.toISOString().slice(0, 10) : ''}
          required
        />
        <Submit className="justify-self-start" pending={t('saving')}>
          {t('save')}
        </Submit>
      </Form>
    </>
  );
}
