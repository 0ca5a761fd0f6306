import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { JobFacts, JobMoney } from '#app/_translations/job-facts.tsx';
import { amountOf, jobTone, pairOf } from '#app/_translations/words.ts';
import { Meter } from '#app/_ui/bars.tsx';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { limits } from '#lib/core/limits.ts';
import { isOver, type JobEvent, type JobStory, jobEvents, readJob } from '#lib/translations/index.ts';
import { NoDesk } from '../../access.tsx';
import { JobActs } from './acts.tsx';
import { JobDisputes } from './disputes.tsx';
import { JobTexts } from './texts.tsx';

type Props = {
  params: Promise<{ locale: string; number: string }>;
  searchParams: Promise<{ paid?: string; left?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  return { title: (await params).number, robots: { index: false } };
}

/** A job for whoever is at it: the customer, who reviews for it, the translator, who might take it, staff. For others there is none. */
export default async function JobPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person') return <NoDesk actor={actor} back={`/translate/jobs/${number}`} />;
  const story = await orNotFound(readJob(actor, number));
  const { job, roles } = story;
  const t = await getTranslations('translation_jobs.job');
  const asked = await searchParams;
  const money = roles.customer || roles.translator || roles.candidate || roles.staff;
  return (
    <>
      <PageHead title={t('title', pairOf(job, locale))} lead={t('lead', { number, words: job.words })} />
      {asked.paid && job.status !== 'awaiting_payment' && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t('paid')}
          </Notice>
        </div>
      )}
      {asked.left && job.status === 'awaiting_payment' && <p className="mb-6 text-muted">{t('left')}</p>}
      <State story={story} />
      <div className="mt-10 grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-12 lg:grid-cols-[1fr_340px]">
        <div className="grid min-w-0 gap-12">
          <JobDisputes story={story} locale={locale} />
          <JobActs story={story} locale={locale} />
          <Part id="texts" title={t('texts')}>
            <JobTexts story={story} locale={locale} />
          </Part>
        </div>
        <div className="grid min-w-0 gap-12">
          <Part id="facts" title={t('facts')}>
            <JobFacts story={story} />
          </Part>
          {money && (
            <Part id="money" title={t('money')}>
              <JobMoney story={story} amount={(minor) => amountOf(minor, job.currency, locale)} />
            </Part>
          )}
          {story.events.length > 0 && (
            <Part id="history" title={t('history')}>
              <History story={story} />
            </Part>
          )}
        </div>
      </div>
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="min-w-0 scroll-mt-6">
      <h2 id={`${id}-title`} className="mb-3 text-large">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Where the job is, what happens next and until when, and how much of it is done. */
async function State({ story: { job, done, count } }: { story: JobStory }) {
  const t = await getTranslations('translation_jobs');
  const format = await getFormatter();
  const until = { offered: job.takeBy, taken: job.deliverBy, changes: job.deliverBy, delivered: job.reviewBy };
  const at = Object.entries(until).find(([status]) => status === job.status)?.[1] ?? null;
  const date = at ? format.dateTime(at, { dateStyle: 'long', timeStyle: 'short' }) : '';
  return (
    <div className="grid max-w-2xl gap-3">
      <Status kind={jobTone(job.status)}>{t(`status.${job.status}`)}</Status>
      <p>
        {isOver(job.status)
          ? t('job.next.over')
          : t(`job.next.${job.status}`, { date, round: job.rounds, rounds: limits.translationRounds })}
      </p>
      {(job.status === 'taken' || job.status === 'changes') && (
        <>
          <Meter part={done} whole={count} kind={done === count ? 'jade' : 'amber'} />
          <p className="num text-muted text-small">{t('job.progress', { done, count })}</p>
        </>
      )}
    </div>
  );
}

async function History({ story: { events } }: { story: JobStory }) {
  const t = await getTranslations('translation_jobs');
  const format = await getFormatter();
  const known = (kind: string): JobEvent => jobEvents.find((each) => each === kind) ?? 'ordered';
  return (
    <ol className="grid gap-4 border-line border-l pl-5">
      {events.map((event) => (
        <li key={event.id} className="text-small">
          <p>{t(`event.${known(event.kind)}`, { changes: 0, accepted: 0, until: '', ...numbersOf(event.data) })}</p>
          {event.words && <p className="mt-1 whitespace-pre-line border-line border-l-2 pl-3">{event.words}</p>}
          <p className="text-muted">
            {event.person && <>{event.person} · </>}
            <time dateTime={event.createdAt.toISOString()}>
              {format.dateTime(event.createdAt, { dateStyle: 'medium', timeStyle: 'short' })}
            </time>
          </p>
        </li>
      ))}
    </ol>
  );
}

/** What an event's sentence has places for. */
function numbersOf(data: unknown): Record<string, string | number> {
  if (!(data instanceof Object)) return {};
  return Object.fromEntries(
    Object.entries(data).filter(
      (each): each is [string, string | number] => typeof each[1] === 'string' || typeof each[1] === 'number',
    ),
  );
}
