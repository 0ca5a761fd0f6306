import { getTranslations } from 'next-intl/server';
import { formatMoney, negate, sum, times } from '#lib/core/money.ts';
import type { Quote } from '#lib/ordering/index.ts';

/** Goods, delivery, what vouchers take off, total, and the tax that is in it. */
export async function Totals({ quote, locale, country }: { quote: Quote; locale: string; country: string }) {
  const t = await getTranslations('cart');
  const row = 'flex justify-between gap-6 py-1.5';
  const lines = quote.sellers.flatMap((seller) => seller.lines);
  const goods = sum(
    lines.map((line) => times(line.unit, line.quantity)),
    quote.currency,
  );
  const delivery = sum(
    quote.sellers.flatMap((seller) => seller.delivery?.price ?? []),
    quote.currency,
  );
  return (
    <div className="num">
      <dl className="[&_dd]:whitespace-nowrap">
        <div className={row}>
          <dt>{t('subtotal')}</dt>
          <dd>{formatMoney(goods, locale)}</dd>
        </div>
        {quote.sellers.some((seller) => seller.delivery) && (
          <div className={row}>
            <dt>{t('shipping', { country })}</dt>
            <dd>{formatMoney(delivery, locale)}</dd>
          </div>
        )}
        {quote.vouchers
          .filter(({ taken }) => taken.minor > 0n)
          .map(({ voucher, taken }) => (
            <div key={voucher.id} className={`${row} text-jade`}>
              <dt>{t('voucher_row', { code: voucher.code })}</dt>
              <dd>{formatMoney(negate(taken), locale)}</dd>
            </div>
          ))}
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
