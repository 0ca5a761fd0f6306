import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { limits } from '#lib/core/limits.ts';
import { fileFormats, isTermFormat, type Locale } from '#lib/languages/index.ts';
import { chosenLanguage, LanguageChoice } from '../_tools/language.tsx';
import { deskAccess, NoDesk, WrongLanguage } from '../access.tsx';

interface Props {
  readonly params: Promise<{ locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exchange.exchange');
  return { title: t('title'), robots: { index: false } };
}

export default async function ExchangePage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const query = await searchParams;
  const { actor, languages } = await deskAccess();
  if (languages.length === 0) return <NoDesk actor={actor} back="/translate/exchange" />;
  const to = chosenLanguage(languages, query['to']);
  if (!to) return <WrongLanguage />;
  const t = await getTranslations('exchange.exchange');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <LanguageChoice languages={languages} current={to} path="/translate/exchange" locale={locale} />
      <div className="grid gap-x-16 gap-y-12 pb-16 md:grid-cols-2">
        <Downloads to={to} />
        <Upload to={to} locale={locale} query={query} />
      </div>
    </>
  );
}

async function Downloads({ to }: { to: Locale }) {
  const t = await getTranslations('exchange');
  const address = (format: string, only = '') => `/api/v1/translations/${to}?format=${format}${only}`;
  return (
    <section aria-labelledby="out" className="min-w-0">
      <h2 id="out" className="mb-4 text-large">
        {t('exchange.out')}
      </h2>
      <ul className="border-line border-t">
        {fileFormats.map((format) => (
          <li key={format} className="flex flex-wrap justify-between gap-x-6 border-line border-b">
            <a href={address(format)} download className="link inline-flex min-h-11 items-center">
              {t(`format.${format}`)}
            </a>
            {!isTermFormat(format) && format !== 'tmx' && (
              <a
                href={address(format, '&only=missing')}
                download
                className="link inline-flex min-h-11 items-center text-muted text-small"
                aria-label={`${t('exchange.missing')}: ${t(`format.${format}`)}`}
              >
                {t('exchange.missing')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A plain form; what went wrong comes back in the address. */
async function Upload({
  to,
  locale,
  query,
}: {
  to: Locale;
  locale: string;
  query: Readonly<Record<string, string | undefined>>;
}) {
  const t = await getTranslations('exchange.exchange');
  const problem = await sentenceOf(query);
  return (
    <section id="upload" aria-labelledby="in" className="min-w-0 scroll-mt-6">
      <h2 id="in" className="mb-4 text-large">
        {t('in')}
      </h2>
      <form
        action={`/api/translate/import?${new URLSearchParams({ locale, to })}`}
        method="post"
        encType="multipart/form-data"
      >
        <div className="rounded-md border border-edge/70 border-dashed p-5">
          <label htmlFor="file" className="block font-medium text-small">
            {t('file')}
          </label>
          <p id="file-hint" className="mt-1 mb-3 text-muted text-small">
            {t('file_hint', { most: limits.translationFileBytes / 1024 / 1024 })}
          </p>
          <input
            id="file"
            type="file"
            name="file"
            accept=".xlf,.xliff,.po,.pot,.json,.csv,.xlsx,.tmx,.tbx"
            aria-describedby={problem ? 'file-problem' : 'file-hint'}
            aria-invalid={problem ? true : undefined}
            className="min-h-11 w-full min-w-0 py-2 text-small file:mr-3 file:rounded-md file:border-0 file:bg-silk file:px-4 file:py-2 file:text-ink"
          />
          {problem && (
            <p id="file-problem" role="alert" className="mt-2 text-cinnabar text-small">
              {problem}
            </p>
          )}
        </div>
        <button type="submit" className={buttonStyle('primary', 'mt-6')}>
          {t('send')}
        </button>
      </form>
    </section>
  );
}

/** What the address says went wrong, as a sentence. */
async function sentenceOf(query: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  const code = query['problem'];
  if (code === undefined) return undefined;
  const t = await getTranslations('errors');
  const params = Object.fromEntries(
    ['line', 'reason', 'name', 'most', 'said', 'wanted'].map((name) => [
      name,
      (query[`p_${name}`] ?? '').slice(0, 100),
    ]),
  );
  return /^[a-z_]+\.[a-z_]+$/.test(code) && t.has(code) ? t(code, params) : t('core.unexpected');
}
