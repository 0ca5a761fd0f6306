import { getTranslations } from 'next-intl/server';
import { countryName, countryOptions } from '#app/_i18n/names.ts';
import { currentActor } from '#app/_session/actor.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { formatMoney, type Money, money, parseAmount, typedAmount } from '#lib/core/money.ts';
import { deliveryCountries, readKilograms, type ShippingProfileView } from '#lib/enterprises/index.ts';
import { convert, currentRates } from '#lib/exchange/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { customsPapers, previewShipping, taxRule } from '#lib/ordering/index.ts';
import { Papers } from '../../_parts/papers.tsx';
import { kilograms } from './kilograms.ts';

export interface PreviewSearch {
  readonly to?: string;
  readonly kg?: string;
  readonly value?: string;
}

function typedValue(typed: string, code: string): Money {
  try {
    return parseAmount(typed, code);
  } catch (error) {
    if (error instanceof DomainError) return money(0, code);
    throw error;
  }
}

/** What a parcel would cost and take, and what customs wants with it: as a buyer would be told. */
export async function Preview({
  profile,
  search,
  locale,
}: {
  profile: ShippingProfileView;
  search: PreviewSearch;
  locale: Locale;
}) {
  const t = await getTranslations('shipping.preview');
  const { enterprise } = profile;
  const rates = await currentRates();
  const usual = enterprise.country === 'PL' ? 'CN' : 'PL';
  const to = deliveryCountries.find((country) => country === search.to) ?? usual;
  const grams = readKilograms(search.kg ?? '') ?? 1_200;
  const usualValue = convert(money(6_000, 'EUR'), currency(enterprise.currency), rates);
  const value = search.value ? typedValue(search.value, enterprise.currency) : usualValue;
  const found = await previewShipping(
    await currentActor(),
    { profileId: profile.id, country: to, grams, value },
    rates,
  );
  const from = enterprise.country;
  const valueInEuro = convert(value, 'EUR', rates);
  const papers = customsPapers({
    from,
    to,
    valueEuroMinor: valueInEuro.minor,
    ioss: taxRule({ from, to, digital: false, valueInEuro }) === 'ioss',
    grams,
    hsCodes: [],
    at: now(),
  });
  const place = countryName(to, locale);
  return (
    <section aria-labelledby="preview">
      <h2 id="preview" className="text-large">
        {t('title')}
      </h2>
      <form action="#preview" className="mt-3 grid items-start gap-4 sm:grid-cols-[1.5fr_1fr_1fr]">
        <Select
          name="to"
          label={t('to')}
          options={countryOptions(deliveryCountries, locale, await nameOrder())}
          defaultValue={to}
        />
        <TextInput
          name="kg"
          inputMode="decimal"
          label={t('kg')}
          defaultValue={new Intl.NumberFormat(locale, { maximumFractionDigits: 3, useGrouping: false }).format(
            grams / 1_000,
          )}
        />
        <TextInput
          name="value"
          inputMode="decimal"
          label={t('value', { currency: enterprise.currency })}
          defaultValue={typedAmount(value, locale)}
        />
        <div className="sm:col-span-3">
          <button type="submit" className={buttonStyle('quiet')}>
            {t('show')}
          </button>
        </div>
      </form>
      <p className="num mt-5 border-amber border-l-3 py-1 pl-4 text-large">
        {found
          ? t('sentence', {
              country: place,
              weight: kilograms(grams, locale),
              price: found.price.minor === 0n ? t('free') : formatMoney(found.price, locale),
              min: found.daysMin,
              max: found.daysMax,
            })
          : t('not_sent', { country: place, weight: kilograms(grams, locale) })}
      </p>
      <Papers papers={papers} />
    </section>
  );
}
