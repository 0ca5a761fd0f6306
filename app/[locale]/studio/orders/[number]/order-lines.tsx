import { getFormatter, getTranslations } from 'next-intl/server';
import { Picture } from '#app/_ui/picture.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import type { SellerOrderView } from '#lib/ordering/index.ts';

/** What was bought, in the seller's own words, with the facts a customs form asks for. */
export async function OrderLines({ sellerOrder, locale }: { sellerOrder: SellerOrderView; locale: string }) {
  const t = await getTranslations('studio.order');
  const prices = await getTranslations('prices');
  const after = await getTranslations('after');
  const format = await getFormatter();
  return (
    <section>
      <h2 className="mb-2 text-large">{t('lines')}</h2>
      <ul>
        {sellerOrder.lines.map((line) => (
          <li
            key={line.id}
            className="grid grid-cols-[72px_1fr] gap-4 border-line border-b py-4 sm:grid-cols-[88px_1fr_auto]"
          >
            <div className="aspect-4/5 overflow-hidden rounded-md bg-silk">
              {line.pictureMediaId && <Picture mediaId={line.pictureMediaId} alt="" sizes="88px" maxWidth={320} />}
            </div>
            <div className="min-w-0">
              <p className="font-medium" lang={sellerOrder.enterprise.sourceLocale}>
                {line.titleForSeller}
              </p>
              {line.variantForSeller && (
                <p className="text-muted text-small" lang={sellerOrder.enterprise.sourceLocale}>
                  {line.variantForSeller}
                </p>
              )}
              <p className="num text-muted text-small">
                {t('pieces', { count: line.quantity })} ·{' '}
                {t('own_price', { price: formatMoney(money(line.sourcePriceMinor, line.sourceCurrency), locale) })}
                {line.wholesale && ` · ${prices('business')}`}
                {line.cancelledQuantity > 0 && ` · ${after('line.cancelled', { count: line.cancelledQuantity })}`}
                {line.returnedQuantity > 0 && ` · ${after('line.returned', { count: line.returnedQuantity })}`}
              </p>
              <p className="num text-muted text-small">
                {[
                  line.hsCode && t('hs_code', { code: line.hsCode }),
                  line.weightGrams && format.number(line.weightGrams * line.quantity, { style: 'unit', unit: 'gram' }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <p className="num col-start-2 sm:col-start-3 sm:text-right">
              {formatMoney(money(line.totalMinor, sellerOrder.currency), locale)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What went back to the buyer, and why. */
export async function Refunds({ sellerOrder, locale }: { sellerOrder: SellerOrderView; locale: string }) {
  if (sellerOrder.refunds.length === 0) return null;
  const after = await getTranslations('after');
  return (
    <section className="max-w-[520px]">
      <h2 className="mb-3 text-large">{after('desk.refunded')}</h2>
      <ul className="grid gap-2 text-small">
        {sellerOrder.refunds.map((refund) => (
          <li key={refund.id} className="border-line border-l-2 pl-3">
            <span className="num">{formatMoney(money(refund.amountMinor, sellerOrder.currency), locale)}</span>{' '}
            {after(`refund.status.${refund.status}`)}
            <span className="block text-muted">{refund.note || after(`reason.${refund.reason}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
