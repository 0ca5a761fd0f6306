import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { EvidenceFiles } from '#app/_orders/evidence-files.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import { disputesForStaff, openAmounts } from '#lib/ordering/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.disputes.title'), robots: { index: false } };
}

export default async function Disputes({ params }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.disputes);
  if (!actor) return <StaffDoor path="/admin/disputes" />;
  const t = await getTranslations('admin');
  const words = await getTranslations('after.dispute');
  const format = await getFormatter();
  const disputes = await disputesForStaff(actor);
  const open = openAmounts(disputes).map((amount) => formatMoney(amount, locale));
  return (
    <>
      <StaffNav actor={actor} current="disputes" />
      <PageHead
        title={t('parts.disputes.title')}
        lead={open.length > 0 ? words('open_sum', { amounts: open.join(' + ') }) : t('parts.disputes.text')}
      />
      {disputes.length === 0 ? (
        <EmptyState title={words('none')} text={words('none_text')} />
      ) : (
        <Table
          caption={t('parts.disputes.title')}
          rows={disputes}
          rowKey={(dispute) => dispute.id}
          columns={[
            {
              key: 'order',
              title: words('order'),
              cell: ({ payment: { order, licenceDue, translationOrder }, stripeId }) =>
                translationOrder ? (
                  <Link
                    href={`/translate/jobs/${translationOrder.jobs[0]?.number}`}
                    className="link num inline-flex min-h-6 items-center"
                  >
                    {translationOrder.number}
                  </Link>
                ) : licenceDue ? (
                  <Link
                    href={`/licences/${licenceDue.licence.number}`}
                    className="link num inline-flex min-h-6 items-center"
                  >
                    {licenceDue.licence.number}
                  </Link>
                ) : order ? (
                  <Link href={`/admin/orders/${order.number}`} className="link num inline-flex min-h-6 items-center">
                    {order.number}
                  </Link>
                ) : (
                  stripeId
                ),
            },
            {
              key: 'makers',
              title: words('makers'),
              cell: ({ payment: { order, licenceDue, translationOrder } }) =>
                licenceDue?.licence.deal.holder.displayName ??
                format.list(
                  order?.sellerOrders.map((part) => part.enterprise.displayName) ??
                    translationOrder?.jobs.flatMap(({ translator }) => translator?.displayName ?? []) ??
                    [],
                ),
            },
            {
              key: 'reason',
              title: words('why'),
              cell: ({ reason }) => words(`reason.${words.has(`reason.${reason}`) ? reason : 'general'}`),
            },
            {
              key: 'state',
              title: words('state'),
              cell: ({ closedAt, status, submittedAt }) => (
                <Status kind={closedAt ? (status === 'lost' ? 'bad' : 'good') : 'waiting'}>
                  {words(closedAt ? (status === 'lost' ? 'lost' : 'won') : submittedAt ? 'submitted_short' : 'waits')}
                </Status>
              ),
            },
            {
              key: 'evidence',
              title: words('evidence'),
              cell: ({ evidence, payment }) => (
                <>
                  {words('given', {
                    given: evidence.length,
                    of: payment.order?.sellerOrders.filter((part) => part.status !== 'cancelled').length ?? 1,
                  })}
                  {evidence.some((each) => each.files.length > 0) && (
                    <EvidenceFiles files={evidence.flatMap((each) => each.files)} />
                  )}
                </>
              ),
            },
            {
              key: 'due',
              title: words('until'),
              cell: ({ dueBy, closedAt }) =>
                dueBy && !closedAt ? format.dateTime(dueBy, { dateStyle: 'medium', timeStyle: 'short' }) : '',
            },
            {
              key: 'amount',
              title: words('amount'),
              numeric: true,
              cell: ({ amountMinor, currency }) => formatMoney(money(amountMinor, currency), locale),
            },
          ]}
        />
      )}
    </>
  );
}
