import { getTranslations } from 'next-intl/server';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { ShippingProfileView } from '#lib/enterprises/index.ts';
import { copyShippingAction, defaultShippingAction, removeShippingAction } from '../actions.ts';

/** What else can be done with a table: a copy, the one that is meant, none at all. */
export async function ProfileActions({ profile, enterprise }: { profile: ShippingProfileView; enterprise: string }) {
  const t = await getTranslations('shipping');
  const which = <input type="hidden" name="profileId" value={profile.id} />;
  return (
    <section aria-labelledby="more" className="mt-12 grid gap-5 rounded-md bg-silk p-6">
      <h2 id="more" className="text-large">
        {t('actions_title')}
      </h2>
      <Form action={copyShippingAction} className="flex flex-wrap items-end gap-3">
        {which}
        <TextInput
          name="name"
          label={t('copy_name')}
          defaultValue={t('copy_of', { name: profile.name })}
          className="min-w-[240px]"
        />
        <Submit kind="quiet">{t('copy')}</Submit>
      </Form>
      {!profile.isDefault && (
        <div className="flex flex-wrap items-start gap-3">
          <Form action={defaultShippingAction}>
            {which}
            <Submit kind="quiet">{t('make_usual')}</Submit>
          </Form>
          <Form action={removeShippingAction}>
            {which}
            <input type="hidden" name="enterprise" value={enterprise} />
            <Submit kind="danger">{t('remove')}</Submit>
            <p className="mt-2 text-muted text-small">{t('remove_text')}</p>
          </Form>
        </div>
      )}
    </section>
  );
}
