import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { errorSentence } from '#app/_forms/form-action.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { importCounts, verdicts, viewImport } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { enterprisesOf } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { StudioDoor } from '../../../_parts/door.tsx';
import { StudioNav } from '../../../_parts/studio-nav.tsx';
import { importTone } from '../tone.ts';
import { Lines } from './lines.tsx';
import { Progress } from './progress.tsx';
import { Summary } from './summary.tsx';

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ show?: string; after?: string }>;
};

type Run = Awaited<ReturnType<typeof viewImport>>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('import');
  return { title: t('title'), robots: { index: false } };
}

async function runOr404(actor: Actor, id: string): Promise<Run> {
  try {
    return await viewImport(actor, id);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

export default async function ImportRunPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const actor = await currentActor();
  const path = `/studio/listings/import/${id}`;
  if (actor.type !== 'person') return <StudioDoor desk={{ at: 'guest' }} path={path} locale={locale} />;
  const run = await runOr404(actor, id);
  const enterprises = await enterprisesOf(actor);
  const enterprise = enterprises.find((each) => each.id === run.enterpriseId);
  if (!enterprise) notFound();
  const several = enterprises.length > 1;
  const t = await getTranslations('import');
  const { show, after } = await searchParams;
  return (
    <>
      <StudioNav enterprise={enterprise} current="listings" several={several} />
      <PageHead title={<span className="break-words">{run.fileName}</span>}>
        <Status kind={importTone[run.status]}>{t(`status.${run.status}`)}</Status>
      </PageHead>
      <p className="-mt-4 mb-6 text-small">
        <Link
          href={`/studio/listings/import${several ? `?enterprise=${enterprise.slug}` : ''}`}
          className="link inline-flex min-h-11 items-center"
        >
          {`← ${t('run.back')}`}
        </Link>
      </p>
      <Body run={run} locale={locale} show={verdicts.find((each) => each === show)} after={after} />
    </>
  );
}

async function Body({
  run,
  locale,
  show,
  after,
}: {
  run: Run;
  locale: Locale;
  show: (typeof verdicts)[number] | undefined;
  after: string | undefined;
}) {
  const t = await getTranslations('import.run');
  if (run.status === 'reading') {
    const said = t('reading_progress', { done: run.rowsRead, all: run.rows });
    return <Progress text={t('reading')} said={said} done={run.rowsRead} all={run.rows} />;
  }
  const counts = await importCounts(run);
  if (run.status === 'applying') {
    const all = counts.waiting + counts.applied + counts.failed;
    const done = counts.applied + counts.failed;
    return <Progress text={t('applying')} said={t('applying_progress', { done, all })} done={done} all={all} />;
  }
  return (
    <>
      {run.status === 'unreadable' && (
        <Notice kind="bad" role="alert">
          <h2 className="font-medium font-sans text-base">{t('unreadable')}</h2>
          <p className="mt-1">{await unreadable(run)}</p>
        </Notice>
      )}
      <Summary run={run} counts={counts} locale={locale} />
      {run.rows > 0 && run.status !== 'unreadable' && (
        <Lines run={run} counts={counts} locale={locale} show={show} after={after} />
      )}
    </>
  );
}

/** Why the file cannot be read, as the job found. */
async function unreadable({ problem }: Run): Promise<string> {
  const { code, params } = problem instanceof Object && !Array.isArray(problem) ? problem : {};
  return errorSentence(new DomainError(String(code), params instanceof Object && !Array.isArray(params) ? params : {}));
}
