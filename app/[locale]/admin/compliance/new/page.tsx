import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { askRights } from '#app/_rights/ask-codes.ts';
import { ScopeBoxes } from '#app/_rights/scope-boxes.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { Checkbox, Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { complianceDirections, workKinds } from '#lib/rights/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../_parts/staff.tsx';
import { ItemFields } from '../[code]/item-form.tsx';
import { addItemAction } from '../actions.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('compliance');
  return { title: t('staff.new'), robots: { index: false } };
}

/** An item that there was not before: what it says, and which licences it concerns. */
export default async function NewItem({ params }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.compliance);
  if (!actor) return <StaffDoor path="/admin/compliance/new" />;
  const t = await getTranslations('compliance');
  return (
    <>
      <StaffNav actor={actor} current="compliance" />
      <PageHead title={t('staff.new')}>
        <Link href="/admin/compliance" className="link inline-flex min-h-11 items-center">
          {t('staff.back')}
        </Link>
      </PageHead>
      <Form action={addItemAction} className="grid max-w-[760px] gap-6">
        <Concerns locale={locale} />
        <ItemFields />
        <div>
          <Submit pending={t('saving')}>{t('staff.save')}</Submit>
        </div>
      </Form>
    </>
  );
}

/** Which licences an item is about; of what is left open, all. */
async function Concerns({ locale }: { locale: string }) {
  const t = await getTranslations('compliance');
  const rights = await getTranslations('rights');
  return (
    <section className="grid gap-6 rounded-md bg-silk p-[clamp(16px,3vw,24px)]">
      <h2 className="text-large">{t('staff.concerns')}</h2>
      <p className="text-muted text-small">{t('staff.concerns_hint')}</p>
      <Select
        name="direction"
        label={t('way')}
        defaultValue="cee_to_cn"
        options={complianceDirections.map((each) => ({ value: each, label: t(`direction.${each}`) }))}
      />
      <fieldset>
        <legend className="mb-2 font-medium text-small">{t('kinds')}</legend>
        <div className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3">
          {workKinds.map((kind) => (
            <Checkbox key={kind} name="kinds[]" value={kind} label={rights(`kind.${kind}`)} />
          ))}
        </div>
      </fieldset>
      <ScopeBoxes
        locale={locale}
        rights={askRights.flatMap(([, leaves]) => leaves)}
        chosenRights={[]}
        chosenTerritories={[]}
      />
      <Checkbox name="ai" label={t('staff.only_ai')} />
      <div className="grid items-end gap-5 sm:grid-cols-2">
        <TextInput name="minAge" inputMode="numeric" label={t('staff.min_age')} />
        <TextInput name="aboveUsd" inputMode="numeric" label={t('staff.above_usd')} />
      </div>
    </section>
  );
}
