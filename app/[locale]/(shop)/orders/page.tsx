import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { orderTone } from '#app/_shop/order-tone.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import { ordersOfBuyer } from '#lib/ordering/index.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ after?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('orders');
  return { title: t('title'), robots: { index: false } };
}

export default async function Orders({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = await getTranslations('orders');
  const format = await getFormatter();
  const actor = await currentActor();
  if (actor.type !== 'person') {
    return (
      <EmptyState whole title={t('title')} text={t('guest_text')}>
        <Link href="/sign-in?next=/orders" className={buttonStyle()}>
          {t('sign_in')}
        </Link>
      </EmptyState>
    );
  }
  const page = await ordersOfBuyer(actor, (await searchParams).after);
  if (page.items.length === 0) return <EmptyState whole title={t('empty_title')} text={t('empty_text')} />;
  const more = await getTranslations('shop');
  return (
    <>
      <PageHead title={t('title')} />
      <Table
        caption={t('title')}
        rows={page.items}
        rowKey={(order) => order.id}
        columns={[
          {
            key: 'number',
            title: t('column.number'),
            cell: (order) => (
              <Link href={`/orders/${order.number}`} className="link num">
                {order.number}
              </Link>
            ),
          },
          {
            key: 'date',
            title: t('column.date'),
            cell: (order) => format.dateTime(order.placedAt, { dateStyle: 'medium' }),
          },
          {
            key: 'what',
            title: t('column.what'),
            cell: (order) =>
              order.sellerOrders.flatMap((seller) => seller.lines.map((line) => line.titleForBuyer)).join(', '),
          },
          {
            key: 'status',
            title: t('column.status'),
            cell: (order) => <Status kind={orderTone(order.status)}>{t(`status.${order.status}`)}</Status>,
          },
          {
            key: 'total',
            title: t('column.total'),
            numeric: true,
            cell: (order) => formatMoney(money(order.totalMinor, order.currency), locale),
          },
        ]}
      />
      {page.next && (
        <p className="mt-8 text-center">
          <Link href={`/orders?after=${page.next}`} className={buttonStyle('quiet')}>
            {more('browse.more')}
          </Link>
        </p>
      )}
    </>
  );
}
