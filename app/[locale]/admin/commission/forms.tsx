import { getTranslations } from 'next-intl/server';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { currencies } from '#lib/core/currency.ts';
import { addPlanAction, addRuleAction, assignPlanAction } from './actions.ts';

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/** Another rule of a plan, from a day on. */
export async function AddRuleForm({ planId, categories }: { planId: string; categories: ReadonlyMap<string, string> }) {
  const t = await getTranslations('payouts.commission');
  return (
    <Form action={addRuleAction} className="mt-2">
      <FormDetails summary={t('add_rule')}>
        <input type="hidden" name="planId" value={planId} />
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-5">
          <Select
            name="category"
            label={t('category')}
            empty={t('everything')}
            options={[...categories].map(([value, label]) => ({ value, label }))}
          />
          <TextInput name="basisPoints" label={t('percent')} inputMode="decimal" hint={t('percent_hint')} />
          <TextInput name="fixed" label={t('fixed')} inputMode="decimal" optional={t('optional')} />
          <Select
            name="fixedCurrency"
            label={t('currency')}
            options={currencies.map((code) => ({ value: code, label: code }))}
            defaultValue="EUR"
          />
          <TextInput name="validFrom" type="date" label={t('from')} defaultValue={tomorrow()} />
        </div>
        <p className="text-muted text-small">{t('rule_text')}</p>
        <Submit kind="quiet" pending={t('saving')} className="justify-self-start">
          {t('save_rule')}
        </Submit>
      </FormDetails>
    </Form>
  );
}

/** A new plan. */
export async function AddPlanForm() {
  const t = await getTranslations('payouts.commission');
  return (
    <Form action={addPlanAction}>
      <FormDetails summary={t('add_plan')}>
        <TextInput name="id" label={t('plan_id')} hint={t('plan_id_hint')} />
        <TextInput name="name" label={t('plan_name')} />
        <TextInput name="basisPoints" label={t('percent')} inputMode="decimal" hint={t('percent_hint')} />
        <TextInput name="reserveBasisPoints" label={t('reserve_percent')} inputMode="decimal" defaultValue="10" />
        <TextInput name="reserveDays" label={t('reserve_days')} inputMode="numeric" defaultValue="30" />
        <TextInput name="reserveFirstDays" label={t('reserve_first')} inputMode="numeric" defaultValue="90" />
        <Submit kind="quiet" pending={t('saving')}>
          {t('save_plan')}
        </Submit>
      </FormDetails>
    </Form>
  );
}

/** Gives an enterprise a plan from a day on. */
export async function AssignForm({ plans }: { plans: readonly { id: string; name: string }[] }) {
  const t = await getTranslations('payouts.commission');
  return (
    <Form action={assignPlanAction}>
      <FormDetails summary={t('assign')}>
        <TextInput name="enterprise" label={t('enterprise_slug')} hint={t('enterprise_slug_hint')} />
        <Select
          name="planId"
          label={t('plan')}
          options={plans.map(({ id, name }) => ({ value: id, label: name || id }))}
        />
        <TextInput name="validFrom" type="date" label={t('from')} defaultValue={tomorrow()} />
        <TextInput name="reason" label={t('reason')} />
        <Submit kind="quiet" pending={t('saving')}>
          {t('save_assignment')}
        </Submit>
      </FormDetails>
    </Form>
  );
}
