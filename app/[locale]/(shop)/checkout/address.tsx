import { getTranslations } from 'next-intl/server';
import { countryOptions } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { AddressFields } from '#app/_shop/address-fields.tsx';
import { SendOnChange } from '#app/_shop/send-on-change.tsx';
import { Checkbox, Select } from '#app/_ui/field.tsx';
import { KeptHidden } from '#app/_ui/kept-hidden.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { zoneCountries } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { addressOf, type SavedAddress } from '#lib/ordering/index.ts';
import { Update } from './update.tsx';

/** Where it goes: one of the address book, or the fields of the country. Changing the country changes the form. */
export async function Address({
  actor,
  country,
  book,
  delivers,
  locale,
}: {
  actor: Actor;
  country: string;
  book: readonly SavedAddress[];
  delivers: boolean;
  locale: Locale;
}) {
  const t = await getTranslations('checkout');
  const here = book.find((row) => row.country === country);
  const values = here ? addressOf(here) : { name: actor.type === 'person' ? actor.name : '' };
  const countries = zoneCountries.includes(country) ? zoneCountries : [country, ...zoneCountries];
  return (
    <section className="grid gap-5">
      <h2 className="text-large">{t(delivers ? 'address' : 'country_section')}</h2>
      <KeptHidden name="countryShown" defaultValue={country} />
      <SendOnChange className="grid gap-5 sm:grid-cols-2">
        {delivers && book.length > 0 && (
          <div>
            <Select
              name="savedAddress"
              label={t('saved_address')}
              empty={t('another_address')}
              defaultValue={here?.id}
              options={book.map((row) => ({ value: row.id, label: [row.name, row.line1, row.city].join(', ') }))}
            />
            <KeptHidden name="savedShown" defaultValue={here?.id ?? ''} />
            <Link href="/account/addresses" className="link mt-1.5 inline-block text-small">
              {t('to_book')}
            </Link>
          </div>
        )}
        <Select
          name="country"
          label={t('country')}
          options={countryOptions(countries, locale, await nameOrder())}
          defaultValue={country}
          {...(delivers ? {} : { hint: t('country_hint') })}
        />
      </SendOnChange>
      <Update />
      {delivers && <AddressFields country={country} values={values} />}
      {delivers && actor.type === 'person' && <Checkbox name="saveAddress" label={t('save_address')} />}
    </section>
  );
}
