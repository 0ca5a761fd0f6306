import { getFormatter, getTranslations } from 'next-intl/server';
import { Form } from '#app/_ui/form.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import type { commissionPlans } from '#lib/payouts/index.ts';
import { removeRuleAction } from './actions.ts';
import { AddRuleForm } from './forms.tsx';

type PlanView = Awaited<ReturnType<typeof commissionPlans>>['plans'][number];

/** One plan: what holds from the beginning, its rules by category and day, and the form for another rule. */
export async function Plan({
  plan,
  categories,
  locale,
}: {
  plan: PlanView;
  categories: ReadonlyMap<string, string>;
  locale: string;
}) {
  const t = await getTranslations('payouts.commission');
  const format = await getFormatter();
  const percent = (points: number) => format.number(points / 10_000, { style: 'percent', maximumFractionDigits: 2 });
  const today = new Date().toISOString().slice(0, 10);
  const base = {
    id: 'base',
    categorySlug: null,
    basisPoints: plan.basisPoints,
    fixedMinor: plan.fixedMinor,
    fixedCurrency: plan.fixedCurrency,
    validFrom: null,
  };
  return (
    <section aria-labelledby={`plan-${plan.id}`}>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id={`plan-${plan.id}`} className="text-large">
          {plan.name || plan.id}
        </h2>
        <p className="text-muted text-small">{t('began', { count: plan.began })}</p>
      </div>
      <p className="mb-3 text-small">
        {plan.reserveBasisPoints > 0
          ? t('reserve', {
              percent: percent(plan.reserveBasisPoints),
              days: plan.reserveDays,
              first: plan.reserveFirstDays,
            })
          : t('reserve_none')}
      </p>
      <Table
        caption={t('rules', { plan: plan.name || plan.id })}
        rows={[...plan.rules, base]}
        rowKey={(rule) => rule.id}
        columns={[
          {
            key: 'category',
            title: t('category'),
            cell: (rule) =>
              rule.categorySlug ? (categories.get(rule.categorySlug) ?? rule.categorySlug) : t('everything'),
          },
          { key: 'percent', title: t('percent'), numeric: true, cell: (rule) => percent(rule.basisPoints) },
          {
            key: 'fixed',
            title: t('fixed'),
            numeric: true,
            cell: (rule) => formatMoney(money(rule.fixedMinor, rule.fixedCurrency), locale),
          },
          {
            key: 'from',
            title: t('from'),
            cell: (rule) =>
              rule.validFrom
                ? format.dateTime(rule.validFrom, { dateStyle: 'medium', timeZone: 'UTC' })
                : t('beginning'),
          },
          {
            key: 'state',
            title: t('state'),
            cell: (rule) => {
              const begun = !rule.validFrom || rule.validFrom.toISOString().slice(0, 10) <= today;
              return (
                <span className="flex flex-wrap items-center gap-x-4">
                  <Status kind={begun ? 'good' : 'waiting'}>{t(begun ? 'begun' : 'begins')}</Status>
                  {!begun && (
                    <Form action={removeRuleAction}>
                      <input type="hidden" name="ruleId" value={rule.id} />
                      <Submit kind="text" pending={t('saving')}>
                        {t('remove')}
                      </Submit>
                    </Form>
                  )}
                </span>
              );
            },
          },
        ]}
      />
      <AddRuleForm planId={plan.id} categories={categories} />
    </section>
  );
}
