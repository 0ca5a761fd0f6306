import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Checkbox, Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { may } from '#lib/core/authorize.ts';
import { partsOfSpeech, termDomains } from '#lib/languages/index.ts';
import { chosenLanguage } from '../../_tools/language.tsx';
import { deskAccess, NoDesk, WrongLanguage } from '../../access.tsx';
import { addTermAction } from '../actions.ts';

interface Props {
  readonly params: Promise<{ locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exchange.glossary');
  return { title: t('new_title'), robots: { index: false } };
}

export default async function NewTermPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { actor, languages } = await deskAccess();
  if (languages.length === 0) return <NoDesk actor={actor} back="/translate/glossary/new" />;
  const to = chosenLanguage(languages, (await searchParams)['to']);
  if (!to || !may(actor, 'term.edit', { locale: to })) return <WrongLanguage />;
  const t = await getTranslations('exchange.glossary');
  return (
    <>
      <PageHead title={t('new_title')} />
      <Form action={addTermAction} className="grid max-w-xl gap-5 pb-16">
        <input type="hidden" name="locale" value={to} />
        <TextInput name="english" label={t('english_word')} lang="en" required />
        <TextInput name="value" label={t('own_word', { language: languageName(to, locale) })} lang={to} required />
        <TextArea name="definition" label={t('definition')} lang="en" rows={3} required />
        <Select
          name="domain"
          label={t('domain')}
          options={termDomains.map((value) => ({ value, label: t(`domains.${value}`) }))}
        />
        <Select
          name="partOfSpeech"
          label={t('part_of_speech')}
          options={partsOfSpeech.map((value) => ({ value, label: t(`parts.${value}`) }))}
        />
        <Checkbox name="doNotTranslate" label={t('keep')} />
        <Submit className="justify-self-start" pending={t('saving')}>
          {t('save')}
        </Submit>
      </Form>
    </>
  );
}
