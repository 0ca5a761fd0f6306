import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { may } from '#lib/core/authorize.ts';
import { countTerms, type Locale, listTerms, type TermEntry, termDomains } from '#lib/languages/index.ts';
import { chosenLanguage, LanguageChoice } from '../_tools/language.tsx';
import { deskAccess, NoDesk, WrongLanguage } from '../access.tsx';

interface Props {
  readonly params: Promise<{ locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exchange.glossary');
  return { title: t('title'), robots: { index: false } };
}

export default async function GlossaryPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const query = await searchParams;
  const { actor, languages } = await deskAccess();
  if (languages.length === 0) return <NoDesk actor={actor} back="/translate/glossary" />;
  const to = chosenLanguage(languages, query['to']);
  if (!to) return <WrongLanguage />;
  const t = await getTranslations('exchange.glossary');
  const domain = termDomains.find((each) => each === query['domain']);
  const search = (query['q'] ?? '').trim().slice(0, 100);
  const [page, count] = await Promise.all([
    listTerms(actor, to, {
      ...(domain ? { domain } : {}),
      ...(search ? { search } : {}),
      ...(query['only'] === 'missing' ? { only: 'missing' } : {}),
      ...(query['after'] ? { after: query['after'] } : {}),
    }),
    countTerms(actor, to),
  ]);
  const address = new URLSearchParams({
    to,
    ...(domain ? { domain } : {}),
    ...(search ? { q: search } : {}),
    only: query['only'] ?? '',
  });
  return (
    <>
      <PageHead title={t('title')} lead={t('lead', { ...count, language: languageName(to, locale) })}>
        {may(actor, 'term.edit', { locale: to }) && (
          <Link href={`/translate/glossary/new?to=${to}`} className={buttonStyle('quiet')}>
            {t('new')}
          </Link>
        )}
      </PageHead>
      <LanguageChoice languages={languages} current={to} path="/translate/glossary" locale={locale} />
      <FileLinks to={to} />
      <Filter to={to} search={search} domain={domain ?? ''} only={query['only'] ?? ''} />
      {page.items.length === 0 ? (
        <EmptyState title={t('empty_title')}>
          <Link href={`/translate/glossary?to=${to}`} className={buttonStyle('quiet')}>
            {t('show_all')}
          </Link>
        </EmptyState>
      ) : (
        <Terms terms={page.items} to={to} />
      )}
      {page.next && (
        <p className="my-8">
          <Link href={`/translate/glossary?${address}&after=${page.next}`} className={buttonStyle('quiet')} rel="next">
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}

/** The glossary as a file, and the way back in. */
async function FileLinks({ to }: { to: Locale }) {
  const t = await getTranslations('exchange');
  return (
    <p className="mb-6 flex flex-wrap items-center gap-x-5 gap-y-1 text-small">
      <span className="text-muted">{t('terms.out')}</span>
      {(['terms_csv', 'terms_xlsx', 'tbx'] as const).map((format) => (
        <a
          key={format}
          href={`/api/v1/translations/${to}?format=${format}`}
          download
          className="link inline-flex min-h-11 items-center"
        >
          {t(`terms.${format}`)}
        </a>
      ))}
      <Link href={`/translate/exchange?to=${to}#upload`} className="link inline-flex min-h-11 items-center">
        {t('terms.in')}
      </Link>
    </p>
  );
}

async function Filter({ to, search, domain, only }: { to: Locale; search: string; domain: string; only: string }) {
  const t = await getTranslations('exchange.glossary');
  return (
    <form className="mb-8 grid items-end gap-4 sm:grid-cols-[2fr_1fr_1fr_auto]">
      <input type="hidden" name="to" value={to} />
      <TextInput name="q" type="search" label={t('search')} defaultValue={search} />
      <Select
        name="domain"
        label={t('domain')}
        empty={t('all_domains')}
        options={termDomains.map((value) => ({ value, label: t(`domains.${value}`) }))}
        defaultValue={domain}
      />
      <Select
        name="only"
        label={t('which')}
        empty={t('any')}
        options={[{ value: 'missing', label: t('missing') }]}
        defaultValue={only}
      />
      <button type="submit" className={buttonStyle('quiet')}>
        {t('find')}
      </button>
    </form>
  );
}

async function Terms({ terms, to }: { terms: readonly TermEntry[]; to: Locale }) {
  const t = await getTranslations('exchange.glossary');
  return (
    <Table
      caption={t('title')}
      rows={terms}
      rowKey={({ slug }) => slug}
      columns={[
        {
          key: 'english',
          title: t('english'),
          cell: (term) => (
            <>
              <Link href={`/translate/glossary/${term.slug}?to=${to}`} className="link font-medium" lang="en">
                {term.english}
              </Link>
              <p className="max-w-[46ch] text-muted" lang="en">
                {term.definition}
              </p>
            </>
          ),
        },
        {
          key: 'word',
          title: t('word'),
          cell: ({ word, doNotTranslate }) => (
            <>
              <span lang={to}>{word ? [word.value, ...word.alternatives].join(', ') : t('none')}</span>
              {doNotTranslate && <p className="text-muted">{t('kept')}</p>}
              {word && word.forbidden.length > 0 && (
                <p className="text-cinnabar" lang={to}>
                  {t('forbidden_short', { words: word.forbidden.join(', ') })}
                </p>
              )}
            </>
          ),
        },
        {
          key: 'domain',
          title: t('domain'),
          cell: ({ domain, partOfSpeech }) => `${t(`domains.${domain}`)} · ${t(`parts.${partOfSpeech}`)}`,
        },
      ]}
    />
  );
}
