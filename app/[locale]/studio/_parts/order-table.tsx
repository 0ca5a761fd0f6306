import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import type { SellerOrderView } from '#lib/ordering/index.ts';
import { sellerOrderTone } from './tones.ts';

/** An enterprise's orders: number, day, what, where to, state, amount. */
export async function OrderTable({
  orders,
  unread,
  caption,
  locale,
}: {
  orders: readonly SellerOrderView[];
  /** Those with messages that were not read. */
  unread?: ReadonlySet<string>;
  caption: string;
  locale: string;
}) {
  const t = await getTranslations('studio');
  const after = await getTranslations('after.desk');
  const format = await getFormatter();
  return (
    <Table
      caption={caption}
      rows={orders}
      rowKey={(order) => order.id}
      columns={[
        {
          key: 'number',
          title: t('orders.number'),
          cell: (order) => (
            <>
              <Link href={`/studio/orders/${order.number}`} className="link num inline-flex min-h-6 items-center">
                {order.number}
              </Link>
              {unread?.has(order.id) && <span className="block text-amber">{after('new_message')}</span>}
            </>
          ),
        },
        {
          key: 'date',
          title: t('orders.date'),
          cell: (order) => format.dateTime(order.createdAt, { dateStyle: 'medium' }),
        },
        {
          key: 'what',
          title: t('orders.what'),
          cell: (order) => (
            <span lang={order.enterprise.sourceLocale}>
              {order.lines
                .map((line) => (line.quantity > 1 ? `${line.quantity} × ${line.titleForSeller}` : line.titleForSeller))
                .join(', ')}
            </span>
          ),
        },
        { key: 'to', title: t('orders.to'), cell: (order) => countryName(order.order.country, locale) },
        {
          key: 'status',
          title: t('orders.state'),
          cell: (order) => (
            <>
              <Status kind={sellerOrderTone[order.status]}>{t(`order_state.${order.status}`)}</Status>
              {order.returns.some((each) => each.status === 'asked' || each.status === 'sent') && (
                <span className="block text-amber">{after('return_waits')}</span>
              )}
              {order.refundedMinor > 0n && order.refundedMinor < order.totalMinor && (
                <span className="block text-muted">{after('partly')}</span>
              )}
            </>
          ),
        },
        {
          key: 'total',
          title: t('orders.total'),
          numeric: true,
          cell: (order) => formatMoney(money(order.totalMinor, order.currency), locale),
        },
      ]}
    />
  );
}
