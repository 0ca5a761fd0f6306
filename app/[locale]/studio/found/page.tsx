import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { countryOptions } from '#app/_i18n/names.ts';
import { currentActor } from '#app/_session/actor.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { currencies } from '#lib/core/currency.ts';
import { foundSchema, sellingCountries, sellingCountry } from '#lib/enterprises/index.ts';
import { allLocaleFacts, localeFacts } from '#lib/languages/index.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { foundAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio');
  return { title: t('found.title'), robots: { index: false } };
}

export default async function Found({ params }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person') return <StudioDoor desk={{ at: 'guest' }} path="/studio/found" locale={locale} />;
  const t = await getTranslations('studio');
  const { country, currency } = localeFacts(locale);
  const optional = t('optional');
  return (
    <div className="mx-auto max-w-[760px]">
      <PageHead title={t('found.title')} lead={t('found.lead')} />
      <Form action={foundAction} className="grid gap-10">
        <fieldset className="grid gap-5 sm:grid-cols-2">
          <legend className="mb-4 font-serif text-large">{t('found.who')}</legend>
          <Select
            name="country"
            label={t('found.country')}
            options={countryOptions(sellingCountries, locale, await nameOrder())}
            empty={t('choose')}
            defaultValue={sellingCountry(country) ? country : undefined}
          />
          <Select
            name="kind"
            label={t('found.kind')}
            options={foundSchema.shape.kind.options.map((value) => ({ value, label: t(`enterprise_kind.${value}`) }))}
            empty={t('choose')}
          />
          <TextInput
            name="legalName"
            label={t('found.legal_name')}
            hint={t('found.legal_name_hint')}
            autoComplete="organization"
            required
            className="sm:col-span-2"
          />
          <TextInput
            name="legalNameLatin"
            label={t('found.legal_name_latin')}
            hint={t('found.legal_name_latin_hint')}
            required
            className="sm:col-span-2"
          />
          <TextInput
            name="registrationNumber"
            label={t('found.registration_number')}
            hint={t('found.registration_number_hint')}
            required
          />
          <TextInput
            name="vatNumber"
            label={t('found.vat_number')}
            optional={optional}
            hint={t('found.vat_number_hint')}
          />
        </fieldset>
        <fieldset className="grid gap-5 sm:grid-cols-2">
          <legend className="mb-4 font-serif text-large">{t('found.shop')}</legend>
          <TextInput
            name="displayName"
            label={t('found.display_name')}
            hint={t('found.display_name_hint')}
            required
            className="sm:col-span-2"
          />
          <Select
            name="sourceLocale"
            label={t('found.language')}
            hint={t('found.language_hint')}
            options={allLocaleFacts().map(({ tag, name }) => ({ value: tag, label: name }))}
            defaultValue={locale}
          />
          <Select
            name="currency"
            label={t('found.currency')}
            hint={t('found.currency_hint')}
            options={currencies.map((code) => ({ value: code, label: code }))}
            defaultValue={currency}
          />
          <TextInput
            name="city"
            label={t('found.city')}
            autoComplete="address-level2"
            required
            className="sm:col-span-2"
          />
          <TextArea
            name="story"
            label={t('found.story')}
            hint={t('found.story_hint')}
            optional={optional}
            className="sm:col-span-2"
          />
        </fieldset>
        <div>
          <Submit pending={t('found.submitting')}>{t('found.submit')}</Submit>
          <p className="mt-4 text-muted text-small">{t('found.after')}</p>
        </div>
      </Form>
    </div>
  );
}
