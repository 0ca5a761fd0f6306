import { getTranslations } from 'next-intl/server';
import { countryOptions } from '#app/_i18n/names.ts';
import { preferences } from '#app/_session/preferences.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select } from '#app/_ui/field.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { currencies } from '#lib/core/currency.ts';
import { deliveryCountries } from '#lib/enterprises/index.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ back?: string }> };

/** Where things go and what is paid in, as a page of its own for those who come from the checkout. */
export default async function DeliverTo({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { back } = await searchParams;
  const t = await getTranslations('frame');
  const { country, currency } = await preferences(locale);
  return (
    <div className="mx-auto max-w-[420px]">
      <PageHead title={t('country')} />
      <form action="/api/preferences" method="post" className="grid gap-5">
        <input type="hidden" name="back" value={`/${locale}${back === '/checkout' ? back : ''}`} />
        <Select
          name="country"
          label={t('country')}
          options={countryOptions(deliveryCountries, locale)}
          defaultValue={country}
        />
        <Select
          name="currency"
          label={t('currency')}
          options={currencies.map((code) => ({ value: code, label: code }))}
          defaultValue={currency}
        />
        <button type="submit" className={buttonStyle()}>
          {t('save')}
        </button>
      </form>
    </div>
  );
}
