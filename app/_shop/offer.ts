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
  const place = countryName(country, locale);
  const digital = stock.count === null;
  const undeliverable = quote.problems.some((problem) => problem.kind === 'no_delivery');
  return {
    price: formatMoney(quote.subtotal, locale),
    delivery: digital
      ? t('listing.delivered_digital')
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
    stock: await stockSentence(t, stock, locale),
    available: stock.count === null || (stock.count > 0 && (stock.away?.takesOrders ?? true)),
  };
}

/** How many there are and when they are sent; of a maker who is away, when it sends again. */
async function stockSentence(
  t: Awaited<ReturnType<typeof getTranslations<'shop'>>>,
  { count, handlingDays, away }: Stock,
  locale: Locale,
): Promise<string> {
  if (count === null) return '';
  if (count <= 0) return t('listing.sold_out');
  if (!away) return t('listing.in_stock', { count, days: handlingDays });
  const words = await getTranslations({ locale, namespace: 'storefront' });
  return words(away.takesOrders ? 'away.sent_from' : 'away.no_orders', { back: away.back });
}
