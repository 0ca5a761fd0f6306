import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { JobTable } from '#app/_translations/job-table.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { jobsOffered, jobsOfTranslator, translatesFor } from '#lib/translations/index.ts';
import { NoDesk } from '../access.tsx';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ offered?: string; mine?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('translation_jobs.board');
  return { title: t('title'), robots: { index: false } };
}

/** What is on offer to a translator, and what they have. */
export default async function JobBoard({ params, searchParams }: Props) {
  await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person') return <NoDesk actor={actor} back="/translate/jobs" />;
  const t = await getTranslations('translation_jobs.board');
  const asked = await searchParams;
  const [offered, mine] = await Promise.all([jobsOffered(actor, asked.offered), jobsOfTranslator(actor, asked.mine)]);
  if (translatesFor(actor).length === 0 && mine.items.length === 0)
    return (
      <EmptyState whole title={t('join_title')} text={t('join_text')}>
        <Link href="/studio/found" className={buttonStyle()}>
          {t('found')}
        </Link>
      </EmptyState>
    );
  const more = await getTranslations('translation_jobs.list');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <Link href="/translate/profile" className="link inline-flex min-h-11 items-center">
          {t('profile')}
        </Link>
      </PageHead>
      <section aria-labelledby="offered">
        <h2 id="offered" className="mb-4 text-large">
          {t('offered')}
        </h2>
        {offered.items.length === 0 ? (
          <p className="max-w-[60ch] text-muted">{t('offered_empty')}</p>
        ) : (
          <JobTable jobs={offered.items} caption={t('offered')} other="customer" />
        )}
        {offered.next && (
          <Link href={`/translate/jobs?offered=${offered.next}`} className={buttonStyle('quiet', 'mt-4')}>
            {more('next')}
          </Link>
        )}
      </section>
      <section aria-labelledby="mine" className="py-12">
        <h2 id="mine" className="mb-4 text-large">
          {t('mine')}
        </h2>
        {mine.items.length === 0 ? (
          <p className="text-muted">{t('mine_empty')}</p>
        ) : (
          <JobTable jobs={mine.items} caption={t('mine')} other="customer" />
        )}
        {mine.next && (
          <Link href={`/translate/jobs?mine=${mine.next}`} className={buttonStyle('quiet', 'mt-4')}>
            {more('next')}
          </Link>
        )}
      </section>
    </>
  );
}
