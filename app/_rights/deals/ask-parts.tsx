import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Checkbox, Select, TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { askFirstAction } from '#app/[locale]/(rights)/deals/actions.ts';
import { type Named, nameFor } from '#lib/enterprises/index.ts';
import { fieldText, type Locale, type TextWithTranslations } from '#lib/languages/index.ts';

interface Chosen {
  readonly id: string;
  readonly slug: string;
  readonly text: TextWithTranslations;
}

/** What every form of a request says beside its terms: the works, and for which enterprise somebody asks. */
export async function AskedFields({
  work,
  more,
  enterprises,
  locale,
}: {
  work: string;
  more: readonly string[];
  enterprises: readonly (Named & { readonly id: string })[];
  locale: Locale;
}) {
  const t = await getTranslations('rights');
  const [first, ...others] = enterprises;
  return (
    <>
      <input type="hidden" name="workId" value={work} />
      {more.map((id) => (
        <input key={id} type="hidden" name="works[]" value={id} />
      ))}
      {others.length === 0 ? (
        <input type="hidden" name="enterpriseId" value={first?.id} />
      ) : (
        <Select
          name="enterpriseId"
          className="sm:max-w-[320px]"
          label={t('ask.as')}
          options={enterprises.map((each) => ({ value: each.id, label: nameFor(each, locale) }))}
        />
      )}
    </>
  );
}

/** Other works of the same holder for the same deal: a plain form, whose answer is this page with them. */
export async function MoreWorks({
  page,
  works,
  all,
  locale,
}: {
  /** Where the form stands, without its language. */
  page: string;
  works: readonly Chosen[];
  all: readonly Chosen[];
  locale: Locale;
}) {
  const [first] = works;
  if (!first) return null;
  const t = await getTranslations('deals.builder');
  const others = all.filter(({ id }) => id !== first.id);
  if (others.length === 0) return null;
  return (
    <form action={`/${locale}${page}`} className="border-line border-b">
      <input type="hidden" name="work" value={first.slug} />
      <details open={works.length > 1}>
        <summary className="link inline-flex min-h-11 items-center text-small">{t('more_works')}</summary>
        <fieldset className="pt-1 pb-5">
          <legend className="mb-2 text-muted text-small">{t('more_works_hint')}</legend>
          <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2 md:grid-cols-3">
            {others.map((work) => (
              <Checkbox
                key={work.id}
                name="work"
                value={work.slug}
                label={fieldText(work.text, 'title', locale)}
                defaultChecked={works.some(({ id }) => id === work.id)}
              />
            ))}
          </div>
          <button type="submit" className={buttonStyle('quiet', 'mt-4')}>
            {t('more_works_send')}
          </button>
        </fieldset>
      </details>
    </form>
  );
}

/** A question before any terms. */
export async function AskFirstForm({
  holder,
  locale,
  children,
}: {
  holder: string;
  locale: string;
  children: ReactNode;
}) {
  const t = await getTranslations('deals.write');
  return (
    <Form action={askFirstAction} className="border-line border-b">
      {children}
      <input type="hidden" name="locale" value={locale} />
      <FormDetails summary={t('ask_first')}>
        <TextArea name="body" rows={3} label={t('label', { other: holder })} hint={t('ask_first_hint')} required />
        <Submit kind="quiet" className="mb-4 justify-self-start" pending={t('sending')}>
          {t('send')}
        </Submit>
      </FormDetails>
    </Form>
  );
}
