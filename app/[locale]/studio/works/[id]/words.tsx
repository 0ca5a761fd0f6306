import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Prose } from '#app/_shop/prose.tsx';
import { TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { DifferenceText } from '#app/_workbench/difference-text.tsx';
import { changedSince, type Locale } from '#lib/languages/index.ts';
import type { DeskWork } from '#lib/rights/index.ts';
import { saveWordsAction } from '../actions.ts';
import { Section } from './section.tsx';

/** What is written of a work, in one language. */
export async function Words({
  work,
  language,
  reader,
  open,
}: {
  work: DeskWork;
  language: Locale;
  reader: Locale;
  open: boolean;
}) {
  const t = await getTranslations('works');
  const changed = open ? await changedSince(work.text, language) : [];
  const fields = work.text.translations.find((each) => each.locale === language)?.fields;
  const word = (field: string) => {
    const value: unknown = fields instanceof Object ? Reflect.get(fields, field) : '';
    return typeof value === 'string' ? value : '';
  };
  const title = t('words.heading', { language: languageName(language, reader) });
  if (!open)
    return (
      <Section id="words" title={title}>
        <p className="mt-2 font-medium" lang={language}>
          {word('title')}
        </p>
        <p className="mt-1 text-muted" lang={language}>
          {word('summary')}
        </p>
        <div className="mt-3" lang={language}>
          <Prose text={word('description')} />
        </div>
      </Section>
    );
  return (
    <Section id="words" title={title} lead={t('words.lead')}>
      {changed.length > 0 && (
        <Notice>
          <p className="mb-2 font-medium text-small">{t('words.source_changed')}</p>
          {changed.map(({ field, before, after }) => (
            <DifferenceText key={field} before={before} after={after} lang={work.text.sourceLocale} />
          ))}
        </Notice>
      )}
      <Form action={saveWordsAction} key={`${language} ${work.version}`} className="grid max-w-[760px] gap-5">
        <input type="hidden" name="workId" value={work.id} />
        <input type="hidden" name="language" value={language} />
        <TextInput name="title" label={t('words.title')} defaultValue={word('title')} lang={language} required />
        <TextInput
          name="summary"
          label={t('words.summary')}
          hint={t('words.summary_hint')}
          defaultValue={word('summary')}
          lang={language}
        />
        <TextArea
          name="description"
          rows={6}
          label={t('words.description')}
          defaultValue={word('description')}
          lang={language}
        />
        <TextArea
          name="terms"
          rows={2}
          label={t('words.terms')}
          hint={t('words.terms_hint')}
          defaultValue={word('terms')}
          lang={language}
        />
        <div>
          <Submit kind="quiet" pending={t('saving')}>
            {t('words.save')}
          </Submit>
        </div>
      </Form>
    </Section>
  );
}
