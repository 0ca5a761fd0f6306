import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { orderTone } from '#app/_shop/order-tone.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { SearchBox } from '#app/_ui/search-box.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { ordersForStaff } from '#lib/ordering/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ search?: string; after?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.orders.title'), robots: { index: false } };
}

export default async function StaffOrders({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.orders);
  if (!actor) return <StaffDoor path="/admin/orders" />;
  const { search, after } = await searchParams;
  const t = await getTranslations('admin');
  const words = await getTranslations('after.staff');
  const orders = await getTranslations('orders');
  const format = await getFormatter();
  const page = await ordersForStaff(actor, { search, cursor: after });
  return (
    <>
      <StaffNav actor={actor} current="orders" />
      <PageHead title={t('parts.orders.title')} lead={t('parts.orders.text')} />
      <SearchBox value={search} label={words('search')} submit={words('find')} wide />
      {page.items.length === 0 ? (
        <EmptyState title={words('none')} text={words('none_text')} />
      ) : (
        <Table
          caption={t('parts.orders.title')}
          rows={page.items}
          rowKey={(order) => order.id}
          columns={[
            {
              key: 'number',
              title: orders('column.number'),
              cell: (order) => (
                <Link href={`/admin/orders/${order.number}`} className="link num inline-flex min-h-6 items-center">
                  {order.number}
                </Link>
              ),
            },
            {
              key: 'date',
              title: orders('column.date'),
              cell: (order) => format.dateTime(order.placedAt, { dateStyle: 'medium', timeStyle: 'short' }),
            },
            { key: 'email', title: words('buyer'), cell: (order) => <span className="break-all">{order.email}</span> },
            {
              key: 'makers',
              title: words('makers'),
              cell: (order) => order.sellerOrders.map(({ enterprise }) => nameFor(enterprise, locale)).join(', '),
            },
            {
              key: 'status',
              title: orders('column.status'),
              cell: (order) => (
                <>
                  <Status kind={orderTone(order.status)}>{orders(`status.${order.status}`)}</Status>
                  {order.sellerOrders.some(({ refunds }) => refunds.some(({ status }) => status === 'failed')) && (
                    <span className="block text-cinnabar">{words('refund_failed')}</span>
                  )}
                </>
              ),
            },
            {
              key: 'total',
              title: orders('column.total'),
              numeric: true,
              cell: (order) => formatMoney(money(order.totalMinor, order.currency), locale),
            },
          ]}
        />
      )}
      {page.next && (
        <p className="mt-8 text-center">
          <Link
            href={`/admin/orders?${new URLSearchParams({ after: page.next, ...(search ? { search } : {}) })}`}
            className={buttonStyle('quiet')}
          >
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}
