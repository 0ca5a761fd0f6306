import { getTranslations } from 'next-intl/server';
import { TextInput } from '#app/_ui/field.tsx';
import { type Address, type AddressField, addressForm, chinaProvinces } from '#lib/ordering/index.ts';
import { ChinaFields } from './china-fields.tsx';

/** What browsers and password managers know the fields by. */
const known: Readonly<Record<AddressField, string>> = {
  name: 'name',
  line1: 'address-line1',
  line2: 'address-line2',
  district: 'address-level3',
  city: 'address-level2',
  region: 'address-level1',
  postalCode: 'postal-code',
  phone: 'tel',
};
const widths: Partial<Record<AddressField, string>> = { postalCode: 'sm:col-span-2', city: 'sm:col-span-4' };

/** The fields of an address in the order in which the country writes it, each with the country's own word, example and choices. */
export async function AddressFields({
  country,
  values,
  section = 'shipping',
}: {
  country: string;
  values: Partial<Address>;
  section?: string;
}) {
  const t = await getTranslations('checkout');
  const form = addressForm(country);
  const china = country === 'CN';
  const label = (field: AddressField) => {
    if (field === 'region') return t(`region_word.${form.regionWord}`);
    if (field === 'postalCode') return t('postal_code');
    return field === 'line2' && ['CN', 'TW', 'HK', 'MO'].includes(country) ? t('line2_asia') : t(field);
  };
  const choices: Partial<Record<AddressField, readonly string[]>> = {
    region: form.regions,
    city: form.cities,
    district: form.districts,
  };
  const hint = (field: AddressField) => {
    if (field === 'postalCode' && form.postalCode) return t('postal_hint', { example: form.postalCode.example });
    return field === 'phone' ? t('phone_hint') : undefined;
  };
  const props = (field: AddressField) => {
    const suggestions = choices[field] ?? [];
    const said = hint(field);
    return {
      name: field,
      label: label(field),
      autoComplete: `${section} ${known[field]}`,
      defaultValue: values[field] || undefined,
      ...(form.required.includes(field) ? { required: true } : { optional: t('optional') }),
      ...(said ? { hint: said } : {}),
      ...(suggestions.length > 0 ? { suggestions } : {}),
    };
  };
  const threes: readonly AddressField[] = china ? ['region', 'city', 'district'] : [];
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-6" key={country}>
      {form.fields.map((field) => {
        if (threes.includes(field))
          return field === 'region' ? (
            <ChinaFields
              key={field}
              provinces={chinaProvinces}
              region={props('region')}
              city={props('city')}
              district={props('district')}
            />
          ) : null;
        return (
          <TextInput
            key={field}
            {...props(field)}
            {...(field === 'phone' ? { type: 'tel' as const } : {})}
            className={widths[field] ?? 'sm:col-span-6'}
          />
        );
      })}
    </div>
  );
}
