import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { JobTable } from '#app/_translations/job-table.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { type Coverage, coverageOf } from '#lib/languages/index.ts';
import { jobsOfCustomer, runsOf } from '#lib/translations/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio_translations');
  return { title: t('title'), robots: { index: false } };
}

/** How far an enterprise's listings are translated, what is being translated by people, and what by machine. */
export default async function StudioTranslations({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'listing.edit');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/translations" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('studio_translations');
  const words = await getTranslations('translation_jobs');
  const licensing = await getTranslations('licensing');
  const coverage = await coverageOf(actor, enterprise.id);
  const query = several ? `enterprise=${enterprise.slug}` : '';
  const { cursor } = await searchParams;
  return (
    <>
      <StudioNav enterprise={enterprise} current="translations" several={several} />
      <PageHead title={t('title')} lead={t('lead')}>
        <div className="flex flex-wrap items-center gap-4">
          <Link href={`/studio/translations/order?${query}`} className={buttonStyle()}>
            {words('order_new')}
          </Link>
          <Link href="/studio/translations/translators" className="link inline-flex min-h-11 items-center">
            {words('find_translators')}
          </Link>
          <Link href="/licences/papers" className="link inline-flex min-h-11 items-center">
            {licensing('papers.link')}
          </Link>
        </div>
      </PageHead>
      {coverage.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')} />
      ) : (
        <Languages coverage={coverage} locale={locale} enterpriseId={enterprise.id} query={query} />
      )}
      <Jobs actor={actor} enterpriseId={enterprise.id} cursor={cursor} query={query} />
      <Runs actor={actor} enterpriseId={enterprise.id} />
    </>
  );
}

async function Languages({
  coverage,
  locale,
  enterpriseId,
  query,
}: {
  coverage: readonly Coverage[];
  locale: string;
  enterpriseId: string;
  query: string;
}) {
  const t = await getTranslations('studio_translations');
  const words = await getTranslations('translation_jobs');
  const format = await getFormatter();
  const count = (name: 'done' | 'draft' | 'stale' | 'missing') => ({
    key: name,
    title: t(name),
    numeric: true,
    cell: (row: Coverage) => format.number(row[name]),
  });
  return (
    <Table
      caption={t('title')}
      rows={coverage}
      rowKey={(row) => row.locale}
      columns={[
        { key: 'language', title: t('language'), cell: (row) => languageName(row.locale, locale) },
        count('done'),
        count('draft'),
        count('stale'),
        count('missing'),
        {
          key: 'files',
          title: t('files'),
          cell: (row) => (
            <a
              href={`/api/translate/content?enterprise=${enterpriseId}&to=${row.locale}`}
              download
              className="link inline-flex min-h-8 items-center"
              aria-label={`${t('download')}: ${languageName(row.locale, locale)}`}
            >
              {t('download')}
            </a>
          ),
        },
        {
          key: 'order',
          title: words('order_link'),
          cell: (row) =>
            row.missing + row.stale + row.draft > 0 && (
              <Link
                href={`/studio/translations/order?to=${row.locale}&${query}`}
                className="link inline-flex min-h-8 items-center"
                aria-label={words('order_for', { language: languageName(row.locale, locale) })}
              >
                {words('order_link')}
              </Link>
            ),
        },
      ]}
    />
  );
}

async function Jobs({
  actor,
  enterpriseId,
  cursor,
  query,
}: {
  actor: Actor;
  enterpriseId: string;
  cursor: string | undefined;
  query: string;
}) {
  const t = await getTranslations('translation_jobs.list');
  const { items, next } = await jobsOfCustomer(actor, enterpriseId, cursor);
  return (
    <section aria-labelledby="jobs" className="pt-12">
      <h2 id="jobs" className="mb-4 text-large">
        {t('title')}
      </h2>
      {items.length === 0 ? (
        <p className="max-w-[60ch] text-muted">{t('empty_text')}</p>
      ) : (
        <JobTable jobs={items} caption={t('title')} other="translator" />
      )}
      {next && (
        <Link href={`/studio/translations?cursor=${next}&${query}#jobs`} className={buttonStyle('quiet', 'mt-4')}>
          {t('next')}
        </Link>
      )}
    </section>
  );
}

async function Runs({ actor, enterpriseId }: { actor: Actor; enterpriseId: string }) {
  const runs = await runsOf(actor, enterpriseId);
  if (runs.length === 0) return null;
  const t = await getTranslations('translation_jobs.run');
  const format = await getFormatter();
  const tone = { running: 'waiting', stopped: 'bad', done: 'good', cancelled: 'plain' } as const;
  return (
    <section aria-labelledby="runs" className="py-12">
      <h2 id="runs" className="mb-4 text-large">
        {t('runs')}
      </h2>
      <ul className="grid gap-2">
        {runs.map((run) => (
          <li key={run.id} className="flex flex-wrap items-center gap-x-6 gap-y-1">
            <Link href={`/studio/translations/runs/${run.id}`} className="link inline-flex min-h-8 items-center">
              {t('of', { date: format.dateTime(run.createdAt, { dateStyle: 'medium', timeStyle: 'short' }) })}
            </Link>
            <Status kind={tone[run.status]}>{t(`status.${run.status}`)}</Status>
          </li>
        ))}
      </ul>
    </section>
  );
}
