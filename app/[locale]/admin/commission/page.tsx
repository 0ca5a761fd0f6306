import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { Notice, PageHead, RowHead } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { categories } from '#lib/catalogue/index.ts';
import { commissionPlans } from '#lib/payouts/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';
import { AddPlanForm, AssignForm } from './forms.tsx';
import { Plan } from './plan.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.commission.title'), robots: { index: false } };
}

const said = ['plan', 'rule', 'removed', 'assigned'] as const;

export default async function Commission({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.commission);
  if (!actor) return <StaffDoor path="/admin/commission" />;
  const t = await getTranslations('admin');
  const words = await getTranslations('payouts.commission');
  const format = await getFormatter();
  const [{ plans, assignments }, tree] = await Promise.all([commissionPlans(actor), categories(locale)]);
  const names = new Map(tree.map(({ slug, name }) => [slug, name]));
  const { done } = await searchParams;
  const saying = said.find((each) => each === done);
  return (
    <>
      <StaffNav actor={actor} current="commission" />
      <PageHead title={t('parts.commission.title')} lead={words('lead')} />
      {saying && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {words(`done.${saying}`)}
          </Notice>
        </div>
      )}
      <div className="grid gap-10">
        {plans.map((plan) => (
          <Plan key={plan.id} plan={plan} categories={names} locale={locale} />
        ))}
      </div>
      <RowHead title={words('assigned_title')} />
      {assignments.length === 0 && <p className="mb-4 text-muted">{words('assigned_none')}</p>}
      {assignments.length > 0 && (
        <Table
          caption={words('assigned_title')}
          rows={assignments}
          rowKey={(row) => `${row.enterpriseId} ${row.validFrom.toISOString()}`}
          columns={[
            {
              key: 'who',
              title: words('enterprise'),
              cell: (row) => <span lang={row.enterprise.sourceLocale}>{row.enterprise.displayName}</span>,
            },
            {
              key: 'plan',
              title: words('plan'),
              cell: (row) => plans.find(({ id }) => id === row.planId)?.name ?? row.planId,
            },
            {
              key: 'from',
              title: words('from'),
              cell: (row) => format.dateTime(row.validFrom, { dateStyle: 'medium', timeZone: 'UTC' }),
            },
          ]}
        />
      )}
      <div className="mt-8 grid items-start gap-x-16 gap-y-8 lg:grid-cols-2">
        <AssignForm plans={plans} />
        <AddPlanForm />
      </div>
    </>
  );
}
