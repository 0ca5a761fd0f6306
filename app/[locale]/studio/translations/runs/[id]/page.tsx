import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { errorSentence } from '#app/_forms/form-action.ts';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Meter } from '#app/_ui/bars.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { type RunView, readRun } from '#lib/translations/index.ts';
import { Watch } from '../../../listings/import/[id]/watch.tsx';
import { cancelRunAction, resumeRunAction } from '../../actions.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('translation_jobs.run');
  return { title: t('title'), robots: { index: false } };
}

/** How far a catalogue by machine is: it follows the work while it goes on, and offers what can be done when it does not. */
export default async function RunPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  if (!uuidPattern.test(id)) notFound();
  const view = await orNotFound(readRun(await currentActor(), id));
  const { run, counts, total } = view;
  const t = await getTranslations('translation_jobs.run');
  const format = await getFormatter();
  const running = run.status === 'running';
  const over = counts.done + counts.failed + counts.needless;
  const tone = { running: 'waiting', stopped: 'bad', done: 'good', cancelled: 'plain' } as const;
  return (
    <>
      <PageHead
        title={t('title')}
        lead={t('of', { date: format.dateTime(run.createdAt, { dateStyle: 'long', timeStyle: 'short' }) })}
      />
      {running && <Watch />}
      <div className="grid max-w-2xl gap-4">
        <Status kind={tone[run.status]}>{t(`status.${run.status}`)}</Status>
        {run.problem && (
          <Notice kind="bad">
            {await errorSentence(new DomainError(run.problem, { most: limits.machineCharacters, engine: '' }))}
          </Notice>
        )}
        <Meter part={over} whole={total} kind={run.status === 'done' ? 'jade' : 'amber'} />
        <p className="num" role="status">
          {t('progress', { done: over, total })}
        </p>
        <p className="num text-muted text-small">
          {t('counts', { ...counts, waiting: counts.waiting + counts.working })}
        </p>
        {running && <p className="text-muted text-small">{t('goes_on')}</p>}
        <p className="text-muted text-small">{t('marked')}</p>
        <Buttons view={view} />
        {view.failed.length > 0 && <Failed view={view} locale={locale} />}
        <p>
          <Link href="/studio/translations" className="link inline-flex min-h-11 items-center">
            {t('back')}
          </Link>
        </p>
      </div>
    </>
  );
}

async function Buttons({ view: { run, counts } }: { view: RunView }) {
  const t = await getTranslations('translation_jobs.run');
  const open = run.status === 'running' || run.status === 'stopped';
  const again = run.status === 'stopped' || (run.status === 'done' && counts.failed > 0);
  return (
    <div className="flex flex-wrap items-start gap-4">
      {again && (
        <Form action={resumeRunAction}>
          <input type="hidden" name="runId" value={run.id} />
          <Submit>{t(run.status === 'stopped' ? 'resume' : 'retry')}</Submit>
        </Form>
      )}
      {open && (
        <Form action={cancelRunAction}>
          <input type="hidden" name="runId" value={run.id} />
          <Submit kind="quiet">{t('cancel')}</Submit>
          <p className="mt-1 text-muted text-small">{t('cancel_note')}</p>
        </Form>
      )}
    </div>
  );
}

async function Failed({ view, locale }: { view: RunView; locale: string }) {
  const t = await getTranslations('translation_jobs.run');
  const rows = await Promise.all(
    view.failed.map(async (each) => ({ ...each, why: await errorSentence(new DomainError(each.problem)) })),
  );
  return (
    <section aria-labelledby="failed" className="mt-6">
      <h2 id="failed" className="mb-3 text-large">
        {t('failed')}
      </h2>
      <ul className="grid gap-3">
        {rows.map((row) => (
          <li key={`${row.textId} ${row.locale}`}>
            <p>
              {row.title} · {languageName(row.locale, locale)}
            </p>
            <p className="text-muted text-small">{row.why}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
