import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Checkbox, Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Facts as FactList } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { type Locale, locales, writtenAs } from '#lib/languages/index.ts';
import { type DeskWork, type IdentifierScheme, identifierSchemes, workKinds } from '#lib/rights/index.ts';
import { saveFactsAction } from '../actions.ts';
import { Section } from './section.tsx';

/** Identifiers that a kind of work usually has, shown open; the others are a click away. */
const usual: Readonly<Record<DeskWork['kind'], readonly IdentifierScheme[]>> = {
  pattern: ['copyright_registration', 'trade_mark'],
  character: ['copyright_registration', 'trade_mark'],
  book: ['isbn', 'copyright_registration'],
  film: ['isan', 'eidr'],
  series: ['isan', 'eidr'],
  game: ['copyright_registration', 'trade_mark'],
  music: ['isrc', 'iswc'],
  mural: ['copyright_registration'],
  design: ['copyright_registration', 'trade_mark'],
  play: ['iswc', 'copyright_registration'],
};

/** What a work is: kind, year, creators, languages, identifiers, what a machine made of it. */
export async function Facts({ work, locale, open }: { work: DeskWork; locale: Locale; open: boolean }) {
  const t = await getTranslations('works.facts');
  const rights = await getTranslations('rights');
  const name = (scheme: string) =>
    rights.has(`identifier.${scheme}`) ? rights(`identifier.${scheme}`) : t(`scheme.${scheme}`);
  const values = (scheme: string) =>
    work.identifiers.filter((each) => each.scheme === scheme).map(({ value }) => value);
  if (!open)
    return (
      <Section id="facts" title={t('title')}>
        <FactList
          className="mt-3"
          facts={[
            [t('kind'), rights(`kind.${work.kind}`)],
            [
              t('year'),
              <span key="year" className="num">
                {work.year}
              </span>,
            ],
            [t('creators'), new Intl.ListFormat(writtenAs(locale)).format(work.creators)],
            [
              t('languages'),
              new Intl.ListFormat(writtenAs(locale)).format(work.languages.map((tag) => languageName(tag, locale))),
            ],
            ...work.identifiers.map(
              ({ scheme, value }) =>
                [
                  name(scheme),
                  <span key={value} className="num">
                    {value}
                  </span>,
                ] as const,
            ),
            [t('ai_share'), `${work.aiShare} %`],
          ]}
        />
      </Section>
    );
  const shown = identifierSchemes.filter((scheme) => usual[work.kind].includes(scheme) || values(scheme).length > 0);
  const rest = identifierSchemes.filter((scheme) => !shown.includes(scheme));
  const field = (scheme: IdentifierScheme) => (
    <TextArea
      key={scheme}
      name={scheme}
      rows={2}
      label={name(scheme)}
      hint={t(`hint.${scheme}`)}
      defaultValue={values(scheme).join('\n')}
    />
  );
  return (
    <Section id="facts" title={t('title')} lead={t('lead')}>
      <Form action={saveFactsAction} key={work.version} className="grid max-w-[760px] gap-5">
        <input type="hidden" name="workId" value={work.id} />
        <input type="hidden" name="version" value={work.version} />
        <div className="grid gap-5 sm:grid-cols-3">
          <Select
            name="kind"
            label={t('kind')}
            defaultValue={work.kind}
            options={workKinds.map((kind) => ({ value: kind, label: rights(`kind.${kind}`) }))}
          />
          <TextInput name="year" label={t('year')} inputMode="numeric" defaultValue={String(work.year)} required />
          <TextInput
            name="aiShare"
            label={t('ai_share')}
            hint={t('ai_share_hint')}
            inputMode="numeric"
            defaultValue={String(work.aiShare)}
            required
          />
        </div>
        <TextArea
          name="creators"
          rows={3}
          label={t('creators')}
          hint={t('creators_hint')}
          defaultValue={work.creators.join('\n')}
        />
        <fieldset>
          <legend className="font-medium text-small">{t('languages')}</legend>
          <FormDetails summary={t('languages_choose', { count: work.languages.length })}>
            <div className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3">
              {locales.map((tag) => (
                <Checkbox
                  key={tag}
                  name="languages[]"
                  value={tag}
                  label={languageName(tag, locale)}
                  defaultChecked={work.languages.includes(tag)}
                />
              ))}
            </div>
          </FormDetails>
        </fieldset>
        <div className="grid gap-5 sm:grid-cols-2">{shown.map(field)}</div>
        <FormDetails summary={t('more')}>
          <div className="grid gap-5 sm:grid-cols-2">{rest.map(field)}</div>
        </FormDetails>
        <div>
          <Submit kind="quiet" pending={t('saving')}>
            {t('save')}
          </Submit>
        </div>
      </Form>
    </Section>
  );
}
