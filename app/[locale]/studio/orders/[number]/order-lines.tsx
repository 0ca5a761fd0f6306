import { getFormatter, getTranslations } from 'next-intl/server';
import { Facts } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { formatMoney, money, negate, subtract } from '#lib/core/money.ts';
import { type SellerOrderView, sellerShare } from '#lib/ordering/index.ts';

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

/** What the buyer paid, what goes off it, and what the seller gets. */
export async function OrderMoney({ sellerOrder, locale }: { sellerOrder: SellerOrderView; locale: string }) {
  const t = await getTranslations('studio.order');
  const amount = (minor: bigint) => money(minor, sellerOrder.currency);
  const total = amount(sellerOrder.totalMinor);
  const tax = amount(sellerOrder.taxMinor);
  const commission = amount(sellerOrder.commissionMinor);
  const after = await getTranslations('after');
  const refunded = {
    total: amount(sellerOrder.refundedMinor),
    tax: amount(sellerOrder.refundedTaxMinor),
    commission: amount(sellerOrder.refundedCommissionMinor),
  };
  const shown = (label: string, value: ReturnType<typeof amount>, strong = false) =>
    [
      label,
      <span key={label} className={strong ? 'num block text-right font-medium text-base' : 'num block text-right'}>
        {formatMoney(value, locale)}
      </span>,
    ] as const;
  const transfer = sellerOrder.transfers[0];
  return (
    <section className="max-w-[520px]">
      <h2 className="mb-3 text-large">{t('money')}</h2>
      <Facts
        facts={[
          shown(t('subtotal'), amount(sellerOrder.subtotalMinor)),
          shown(t('shipping'), amount(sellerOrder.shippingMinor)),
          shown(t('paid_by_buyer'), total, true),
          shown(t('tax'), negate(tax)),
          shown(t('commission'), negate(commission)),
          ...(refunded.total.minor > 0n ? [shown(after('desk.refunded'), negate(sellerShare(refunded)))] : []),
          shown(t('net'), subtract(sellerShare({ total, tax, commission }), sellerShare(refunded)), true),
        ]}
      />
      <p className="mt-3 text-muted text-small">
        {t(`tax_rule.${sellerOrder.taxRule}`)} {transfer ? t(`transfer.${transfer.status}`) : t('transfer.none')}
      </p>
      {sellerOrder.refunds.length > 0 && (
        <ul className="mt-4 grid gap-2 text-small">
          {sellerOrder.refunds.map((refund) => (
            <li key={refund.id} className="border-line border-l-2 pl-3">
              <span className="num">{formatMoney(amount(refund.amountMinor), locale)}</span>{' '}
              {after(`refund.status.${refund.status}`)}
              <span className="block text-muted">{refund.note || after(`reason.${refund.reason}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
