import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { type Locale, type TermEntry, viewTerm } from '#lib/languages/index.ts';
import { chosenLanguage, LanguageChoice } from '../../_tools/language.tsx';
import { deskAccess, NoDesk, WrongLanguage } from '../../access.tsx';
import { saveWordAction } from '../actions.ts';

interface Props {
  readonly params: Promise<{ locale: string; slug: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exchange.glossary');
  return { title: t('title'), robots: { index: false } };
}

export default async function TermPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const query = await searchParams;
  const { actor, languages } = await deskAccess();
  const path = `/translate/glossary/${slug}`;
  if (languages.length === 0) return <NoDesk actor={actor} back={path} />;
  const to = chosenLanguage(languages, query['to']);
  if (!to) return <WrongLanguage />;
  const term = await viewTerm(actor, to, slug).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });
  if (!term) notFound();
  const t = await getTranslations('exchange.glossary');
  return (
    <>
      <PageHead title={term.english} lead={term.definition} lang="en">
        <Link href={`/translate/glossary?to=${to}`} className="link inline-flex min-h-8 items-center">
          {t('back')}
        </Link>
      </PageHead>
      <p className="mb-6 text-muted text-small">
        {t(`domains.${term.domain}`)} · {t(`parts.${term.partOfSpeech}`)}
        {term.doNotTranslate && ` · ${t('kept')}`}
      </p>
      <LanguageChoice languages={languages} current={to} path={path} locale={locale} />
      {may(actor, 'term.edit', { locale: to }) ? (
        <WordForm term={term} to={to} locale={locale} />
      ) : (
        <>
          <p className="text-large" lang={to}>
            {term.word ? [term.word.value, ...term.word.alternatives].join(', ') : t('none')}
          </p>
          <Notice>{t('managers_only')}</Notice>
        </>
      )}
    </>
  );
}

async function WordForm({ term, to, locale }: { term: TermEntry; to: Locale; locale: string }) {
  const t = await getTranslations('exchange.glossary');
  const { word } = term;
  return (
    <Form key={`${to} ${word?.version ?? 0}`} action={saveWordAction} className="grid max-w-xl gap-5 pb-16">
      <input type="hidden" name="termId" value={term.id} />
      <input type="hidden" name="locale" value={to} />
      <input type="hidden" name="version" value={word?.version ?? 0} />
      <TextInput
        name="value"
        label={t('own_word', { language: languageName(to, locale) })}
        defaultValue={word?.value ?? ''}
        lang={to}
        required
      />
      <TextArea
        name="alternatives"
        label={t('alternatives')}
        hint={t('one_a_line')}
        defaultValue={word?.alternatives.join('\n') ?? ''}
        lang={to}
        rows={3}
      />
      <TextArea
        name="forbidden"
        label={t('forbidden')}
        hint={t('one_a_line')}
        defaultValue={word?.forbidden.join('\n') ?? ''}
        lang={to}
        rows={3}
      />
      <TextInput name="note" label={t('note')} defaultValue={word?.note ?? ''} />
      <Submit className="justify-self-start" pending={t('saving')}>
        {t('save')}
      </Submit>
    </Form>
  );
}
