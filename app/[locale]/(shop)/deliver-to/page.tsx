import { getTranslations } from 'next-intl/server';
import { countryOptions } from '#app/_i18n/names.ts';
import { nameOrder, preferences } from '#app/_session/preferences.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select } from '#app/_ui/field.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { currencies } from '#lib/core/currency.ts';
import { deliveryCountries } from '#lib/enterprises/index.ts';
import { nameOrdersOf } from '#lib/languages/index.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ back?: string }> };

/** Where things go, what is paid in and how names are ordered, as a page of its own for those who come from the checkout. */
export default async function DeliverTo({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { back } = await searchParams;
  const t = await getTranslations('frame');
  const [{ country, currency }, order] = await Promise.all([preferences(locale), nameOrder()]);
  const orders = nameOrdersOf(locale);
  return (
    <div className="mx-auto max-w-[420px]">
      <PageHead title={t('country')} />
      <form action="/api/preferences" method="post" className="grid gap-5">
        <input type="hidden" name="back" value={`/${locale}${back === '/checkout' ? back : ''}`} />
        <Select
          name="country"
          label={t('country')}
          options={countryOptions(deliveryCountries, locale, order)}
          defaultValue={country}
        />
        <Select
          name="currency"
          label={t('currency')}
          options={currencies.map((code) => ({ value: code, label: code }))}
          defaultValue={currency}
        />
        {orders.length > 0 && (
          <Select
            name="nameOrder"
            label={t('name_order')}
            options={orders.map((value) => ({ value, label: t(`name_orders.${value}`) }))}
            defaultValue={order}
          />
        )}
        <button type="submit" className={buttonStyle()}>
          {t('save')}
        </button>
      </form>
    </div>
  );
}
