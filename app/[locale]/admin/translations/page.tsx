import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { JobTable } from '#app/_translations/job-table.tsx';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { may } from '#lib/core/authorize.ts';
import { formatMoney } from '#lib/core/money.ts';
import { disputedJobs, type OwedTranslation, owedAfterDisputes } from '#lib/translations/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';
import { ledgerWords } from '../ledger/_parts/words.tsx';
import { Repay } from './repay.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('translation_jobs.staff');
  return { title: t('title'), robots: { index: false } };
}

/** Translations on which customer and translator cannot agree, and what is owed for those whose payment a bank took back. */
export default async function DisputedTranslations({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.translations);
  if (!actor) return <StaffDoor path="/admin/translations" />;
  const t = await getTranslations('translation_jobs.staff');
  const [jobs, owed] = await Promise.all([disputedJobs(actor), owedAfterDisputes(actor)]);
  return (
    <>
      <StaffNav actor={actor} current="translations" />
      <PageHead title={t('title')} />
      {(await searchParams).done === 'repaid' && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t('repaid_done')}
          </Notice>
        </div>
      )}
      {jobs.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')} />
      ) : (
        <JobTable jobs={jobs} caption={t('title')} other="customer" />
      )}
      {owed.length > 0 && <Owed owed={owed} locale={locale} collects={may(actor, 'translation.collect')} />}
    </>
  );
}

/** Debts that nobody but staff can collect, each with the order to name and the account that holds it. */
async function Owed({
  owed,
  locale,
  collects,
}: {
  owed: readonly OwedTranslation[];
  locale: string;
  collects: boolean;
}) {
  const t = await getTranslations('translation_jobs');
  const words = await getTranslations('after.dispute');
  const format = await getFormatter();
  const title = (await ledgerWords()).account('buyer_receivable');
  return (
    <section aria-labelledby="owed" className="mt-12">
      <h2 id="owed" className="text-title">
        {title}
      </h2>
      <p className="mt-2 mb-4 max-w-prose text-muted">{t('staff.owed_text')}</p>
      <Table
        caption={title}
        rows={owed}
        rowKey={({ disputeId }) => disputeId}
        columns={[
          {
            key: 'order',
            title: words('order'),
            cell: ({ orderNumber, jobNumber }) => (
              <Link href={`/translate/jobs/${jobNumber}`} className="link num inline-flex min-h-6 items-center">
                {orderNumber}
              </Link>
            ),
          },
          {
            key: 'customer',
            title: t('list.customer'),
            cell: ({ customer }) => <span lang={customer.sourceLocale}>{customer.displayName}</span>,
          },
          {
            key: 'state',
            title: t('list.state'),
            cell: ({ since }) => (
              <>
                {words('lost')}
                {since && (
                  <time dateTime={since.toISOString()} className="block text-muted text-small">
                    {format.dateTime(since, { dateStyle: 'medium', timeZone: 'UTC' })}
                  </time>
                )}
              </>
            ),
          },
          {
            key: 'amount',
            title: words('amount'),
            numeric: true,
            cell: ({ amount, accountId }) => (
              <Link href={`/admin/ledger/accounts/${accountId}`} className="link inline-flex min-h-6 items-center">
                {formatMoney(amount, locale)}
              </Link>
            ),
          },
          ...(collects
            ? [
                {
                  key: 'repay',
                  title: <span className="sr-only">{t('staff.repaid')}</span>,
                  cell: (debt: OwedTranslation) => <Repay debt={debt} />,
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}
