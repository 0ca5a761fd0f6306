import { getFormatter, getTranslations } from 'next-intl/server';
import { Picture } from '#app/_ui/picture.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import type { SellerOrderView } from '#lib/ordering/index.ts';

/** What was bought, in the seller's own words, with the facts a customs form asks for. */
export async function OrderLines({ sellerOrder, locale }: { sellerOrder: SellerOrderView; locale: string }) {
  const t = await getTranslations('studio.order');
  const prices = await getTranslations('prices');
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
