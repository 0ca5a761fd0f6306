import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { Checkbox, Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { complianceDoers, complianceLocales, complianceMoments, type ListedItem } from '#lib/rights/index.ts';
import { saveItemAction } from '../actions.ts';

/** All that staff may change of an item; what it concerns stays, for ticks stand on it. */
export async function ItemForm({ item }: { item: ListedItem }) {
  const t = await getTranslations('compliance');
  return (
    <Form action={saveItemAction} key={item.version} className="grid max-w-[760px] gap-6">
      <input type="hidden" name="code" value={item.code} />
      <input type="hidden" name="version" value={item.version} />
      <ItemFields item={item} />
      <div>
        <Submit pending={t('saving')}>{t('staff.save')}</Submit>
      </div>
    </Form>
  );
}

/** What is written of an item, new or known. */
export async function ItemFields({ item }: { item?: ListedItem }) {
  const t = await getTranslations('compliance');
  const reader = await readerLocale();
  return (
    <>
      {complianceLocales.map((tag) => {
        const [title, what] = item?.words[tag] ?? [];
        return (
          <fieldset key={tag} className="grid gap-4">
            <legend className="mb-2 font-medium">{languageName(tag, reader)}</legend>
            <TextInput name={`title:${tag}`} label={t('staff.title')} defaultValue={title} lang={tag} required />
            <TextArea
              name={`what:${tag}`}
              rows={3}
              label={t('staff.what')}
              defaultValue={what}
              lang={tag}
              required
              grows
            />
          </fieldset>
        );
      })}
      <div className="grid gap-5 sm:grid-cols-2">
        <Select
          name="who"
          label={t('staff.who')}
          defaultValue={item?.who}
          options={complianceDoers.map((each) => ({ value: each, label: t(`who.${each}`) }))}
        />
        <Select
          name="when"
          label={t('staff.when')}
          defaultValue={item?.when}
          options={complianceMoments.map((each) => ({ value: each, label: t(`when.${each}`) }))}
        />
      </div>
      <Checkbox name="blocks" label={t('staff.blocks')} defaultChecked={item?.blocks ?? false} />
      <TextInput name="sourceName" label={t('staff.source')} defaultValue={item?.source.name} required />
      <TextInput name="sourceUrl" label={t('staff.url')} defaultValue={item?.source.url} required />
      <Checkbox name="confirmed" label={t('staff.confirmed')} defaultChecked={item?.source.confirmed ?? false} />
      <TextArea
        name="doubt"
        rows={2}
        grows
        label={t('staff.doubt')}
        hint={t('staff.doubt_hint')}
        defaultValue={item?.source.doubt}
        lang="en"
      />
      <TextInput name="reason" label={t('staff.reason')} hint={t('staff.reason_hint')} required />
    </>
  );
}
