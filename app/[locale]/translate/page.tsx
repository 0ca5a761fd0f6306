import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { PageHead, Status } from '#app/_ui/layout.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { type LocaleFacts, messageRows } from '#lib/languages/index.ts';
import { deskAccess, NoDesk } from './access.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('translate');
  return { title: t('title'), robots: { index: false } };
}

export default async function TranslatePage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const { actor, languages } = await deskAccess();
  if (languages.length === 0) return <NoDesk actor={actor} back="/translate" />;
  const t = await getTranslations('translate');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <h2 className="sr-only">{t('your_languages')}</h2>
      <ul className="mb-16 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {languages.map((facts) => (
          <Language key={facts.tag} actor={actor} facts={facts} reader={locale} />
        ))}
      </ul>
    </>
  );
}

async function Language({ actor, facts, reader }: { actor: Actor; facts: LocaleFacts; reader: string }) {
  const t = await getTranslations('translate');
  const voices = await getTranslations('review_words.desk');
  const rows = await messageRows(actor, facts.tag, {});
  const missing = rows.filter((row) => row.state === 'missing').length;
  const done = rows.length - missing;
  return (
    <li className="relative flex flex-col gap-2 rounded-lg border border-line bg-card p-5 hover:border-edge">
      <div className="flex items-baseline justify-between gap-4">
        <h3 className="text-large">
          <Link href={`/translate/${facts.tag}`} className="after:absolute after:inset-0" lang={facts.tag}>
            {facts.name}
          </Link>
        </h3>
        <Status kind={facts.status === 'reviewed' ? 'good' : 'plain'}>{t(`status.${facts.status}`)}</Status>
      </div>
      <p className="text-muted text-small">{languageName(facts.tag, reader)}</p>
      <div aria-hidden="true" className="mt-2 h-1.5 rounded-sm bg-silk">
        <div className="h-full rounded-sm bg-jade" style={{ width: `${(done / Math.max(1, rows.length)) * 100}%` }} />
      </div>
      <p className="num text-small">{t('progress', { done, total: rows.length })}</p>
      <p className="num text-small">{t('missing_count', { count: missing })}</p>
      <p className="num text-muted text-small">
        {t('published_count', { count: rows.filter((row) => row.state === 'published').length })}
      </p>
      <p className="relative z-1 text-small">
        <Link href={`/translate/${facts.tag}/reviews`} className="link inline-flex min-h-8 items-center">
          {voices('title', { language: languageName(facts.tag, reader) })}
        </Link>
      </p>
    </li>
  );
}
