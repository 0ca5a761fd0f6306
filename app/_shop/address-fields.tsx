import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { postalExamples } from '#lib/ordering/index.ts';

/** The fields of a delivery address in the order in which the country writes it: from the province down in China, from the street up elsewhere. */
export async function AddressFields({
  country,
  locale,
  name,
}: {
  country: string;
  locale: string;
  name: string | undefined;
}) {
  const t = await getTranslations('checkout');
  const optional = t('optional');
  const example = postalExamples[country];
  const fields: Readonly<Record<string, ReactNode>> = {
    name: (
      <TextInput
        key="name"
        name="name"
        label={t('name')}
        autoComplete="name"
        defaultValue={name}
        required
        className="sm:col-span-6"
      />
    ),
    line1: (
      <TextInput
        key="line1"
        name="line1"
        label={t('line1')}
        autoComplete="address-line1"
        required
        className="sm:col-span-6"
      />
    ),
    line2: (
      <TextInput
        key="line2"
        name="line2"
        label={t('line2')}
        autoComplete="address-line2"
        optional={optional}
        className="sm:col-span-6"
      />
    ),
    postal: (
      <TextInput
        key="postal"
        name="postalCode"
        label={t('postal_code')}
        autoComplete="postal-code"
        hint={example && t('postal_hint', { example })}
        required
        className="sm:col-span-2"
      />
    ),
    city: (
      <TextInput
        key="city"
        name="city"
        label={t('city')}
        autoComplete="address-level2"
        required
        className={country === 'CN' ? 'sm:col-span-2' : 'sm:col-span-4'}
      />
    ),
    region: (
      <TextInput
        key="region"
        name="region"
        label={t('region')}
        autoComplete="address-level1"
        required={country === 'CN'}
        {...(country === 'CN' ? {} : { optional })}
        className={country === 'CN' ? 'sm:col-span-2' : 'sm:col-span-6'}
      />
    ),
    district: (
      <TextInput
        key="district"
        name="district"
        label={t('district')}
        autoComplete="address-level3"
        className="sm:col-span-2"
      />
    ),
    phone: (
      <TextInput
        key="phone"
        name="phone"
        type="tel"
        label={t('phone')}
        autoComplete="tel"
        hint={t('phone_hint')}
        optional={optional}
        className="sm:col-span-6"
      />
    ),
  };
  const order =
    country === 'CN'
      ? ['name', 'region', 'city', 'district', 'line1', 'line2', 'postal', 'phone']
      : ['HK', 'MO'].includes(country)
        ? ['name', 'line1', 'line2', 'city', 'phone']
        : [
            'name',
            'line1',
            'line2',
            'postal',
            'city',
            ...(['US', 'IT', 'ES', 'RO', 'GB'].includes(country) ? ['region'] : []),
            'phone',
          ];
  return (
    <section>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-large">{t('address')}</h2>
        <p className="text-muted text-small">
          {countryName(country, locale)} ·{' '}
          <Link href="/deliver-to?back=/checkout" className="link">
            {t('country_change')}
          </Link>
        </p>
      </div>
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-6">{order.map((field) => fields[field])}</div>
    </section>
  );
}
