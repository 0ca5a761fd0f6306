import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { EmptyState, Notice, PageHead, RowHead } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { companyHistory } from '#lib/invoicing/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';
import { CompanyForm } from './company-form.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.finance.title'), robots: { index: false } };
}

/** The platform's own company: what invoices say of it, and what they said before. */
export default async function AdminFinance({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.finance);
  if (!actor) return <StaffDoor path="/admin/finance" />;
  const t = await getTranslations('admin');
  const words = await getTranslations('finance.company');
  const format = await getFormatter();
  const { current, changes } = await companyHistory(actor);
  const { done } = await searchParams;
  return (
    <>
      <StaffNav actor={actor} current="finance" />
      <PageHead title={t('parts.finance.title')} lead={t('parts.finance.text')} />
      {done === 'saved' && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {words('saved')}
          </Notice>
        </div>
      )}
      {changes.length === 0 && (
        <div className="mb-6">
          <Notice kind="info">{words('demo')}</Notice>
        </div>
      )}
      <CompanyForm company={current} replacesId={changes[0]?.id ?? ''} locale={locale} />
      <RowHead title={words('history')} />
      {changes.length === 0 ? (
        <EmptyState title={words('history_none')} text={words('history_none_text')} />
      ) : (
        <Table
          caption={words('history')}
          rows={changes}
          rowKey={(change) => change.id}
          columns={[
            {
              key: 'at',
              title: words('since'),
              cell: ({ at }) => format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' }),
            },
            { key: 'by', title: words('by'), cell: ({ by }) => by ?? '–' },
            {
              key: 'what',
              title: words('what'),
              cell: ({ changed, company }) => (
                <ul>
                  {changed.map((field) => (
                    <li key={field} className="break-words">
                      {words('change', { field: words(`field.${field}`), value: company[field] || '–' })}
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      )}
    </>
  );
}
