import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import type { Currency } from '#lib/core/currency.ts';
import { formatMoney } from '#lib/core/money.ts';
import type { Locale } from '#lib/languages/index.ts';
import { quoteVariant, type Stock, stockOf } from '#lib/ordering/index.ts';

/** What buying one piece means for a reader in a country: sentences, ready to be shown. */
export interface Offer {
  readonly price: string;
  readonly delivery: string;
  readonly duty: string;
  readonly stock: string;
  readonly available: boolean;
}

/** Price, delivery and stock of a variant as they are now; null when it is not for sale. */
export async function offerOf(
  variantId: string,
  locale: Locale,
  country: string,
  currency: Currency,
): Promise<Offer | null> {
  const [quote, stock] = await Promise.all([quoteVariant(variantId, country, currency), stockOf(variantId)]);
  const seller = quote?.sellers[0];
  if (!quote || !seller || !stock) return null;
  const t = await getTranslations({ locale, namespace: 'shop' });
  const kinds = await getTranslations({ locale, namespace: 'kinds' });
  const place = countryName(country, locale);
  const barred = quote.problems.find((problem) => problem.kind === 'barred');
  const undeliverable = quote.problems.some((problem) => problem.kind === 'no_delivery');
  return {
    price: formatMoney(quote.subtotal, locale),
    delivery: barred
      ? kinds(`bar.${barred.bar}`, { country: place })
      : stock.kind !== 'physical'
        ? kinds(`delivered.${stock.kind}`)
        : undeliverable
          ? t('listing.no_delivery', { country: place })
          : t('listing.delivered', {
              country: place,
              price: formatMoney(quote.total, locale),
              daysMin: seller.delivery?.daysMin ?? 0,
              daysMax: seller.delivery?.daysMax ?? 0,
            }),
    duty:
      seller.taxRule === 'import' || seller.taxRule === 'export' ? t('listing.import_note') : t('listing.tax_included'),
    stock: barred
      ? ''
      : stock.kind === 'ticket' && (stock.count ?? 0) > 0
        ? kinds('seats_left', { count: stock.count ?? 0 })
        : stockSentence(t, stock),
    available: !barred && (stock.count === null || stock.count > 0),
  };
}

function stockSentence(t: Awaited<ReturnType<typeof getTranslations<'shop'>>>, stock: Stock): string {
  if (stock.count === null) return '';
  return stock.count > 0
    ? t('listing.in_stock', { count: stock.count, days: stock.handlingDays })
    : t('listing.sold_out');
}
