import { getTranslations } from 'next-intl/server';
import { formatMoney } from '#lib/core/money.ts';
import type { Quote } from '#lib/ordering/index.ts';

/** Goods, delivery, total, and the tax that is in it. */
export async function Totals({ quote, locale, country }: { quote: Quote; locale: string; country: string }) {
  const t = await getTranslations('cart');
  const row = 'flex justify-between gap-6 py-1.5';
  return (
    <div className="num">
      <dl>
        <div className={row}>
          <dt>{t('subtotal')}</dt>
          <dd>{formatMoney(quote.subtotal, locale)}</dd>
        </div>
        {quote.sellers.some((seller) => seller.delivery) && (
          <div className={row}>
            <dt>{t('shipping', { country })}</dt>
            <dd>{formatMoney(quote.shipping, locale)}</dd>
          </div>
        )}
        <div className={`${row} mt-2 border-line border-t pt-4 font-medium text-large`}>
          <dt>{t('total')}</dt>
          <dd data-testid="total">{formatMoney(quote.total, locale)}</dd>
        </div>
      </dl>
      {quote.tax.minor > 0n && (
        <p className="text-muted text-small">{t('tax_included', { amount: formatMoney(quote.tax, locale) })}</p>
      )}
    </div>
  );
}
