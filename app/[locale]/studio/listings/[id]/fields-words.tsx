import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { FieldNote } from '#app/_studio/desk/field-note.tsx';
import { TextArea, TextInput } from '#app/_ui/field.tsx';
import type { WorkingListing } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { type Locale, locale as localeOf } from '#lib/languages/index.ts';

/** What the listing says, in its enterprise's language. */
export async function WordFields({ listing, locale }: { listing: WorkingListing; locale: Locale }) {
  const t = await getTranslations('studio');
  const source = localeOf(listing.text.sourceLocale);
  const word = (field: string) => listing.content.words[field] ?? '';
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-1 font-serif text-large">{t('editor.words')}</legend>
      <p className="text-muted text-small">{t('editor.words_hint', { language: languageName(source, locale) })}</p>
      <TextInput name="title" label={t('editor.title')} defaultValue={word('title')} lang={source} required />
      <FieldNote field="title" />
      <TextArea
        name="summary"
        rows={2}
        label={t('editor.summary')}
        hint={t('editor.summary_hint', { limit: limits.summary })}
        defaultValue={word('summary')}
        lang={source}
      />
      <FieldNote field="summary" />
      <TextArea
        name="description"
        rows={9}
        label={t('editor.description')}
        hint={t('editor.description_hint')}
        defaultValue={word('description')}
        lang={source}
      />
      <FieldNote field="description" />
      <div className="grid gap-5 sm:grid-cols-2">
        {(['technique', 'care'] as const).map((field) => (
          <div key={field} className="grid content-start gap-5">
            <TextInput
              name={field}
              label={t(`editor.${field}`)}
              optional={t('optional')}
              defaultValue={word(field)}
              lang={source}
            />
            <FieldNote field={field} />
          </div>
        ))}
      </div>
      <TextInput
        name="tags"
        label={t('editor.tags')}
        hint={t('editor.tags_hint')}
        optional={t('optional')}
        defaultValue={word('tags')}
        lang={source}
      />
      <FieldNote field="tags" />
    </fieldset>
  );
}
