import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getMessages, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { deskString } from '#app/_workbench/desk-string.ts';
import { DeskWords } from '#app/_workbench/desk-words.tsx';
import { Workbench } from '#app/_workbench/workbench.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { isLocale, localeFacts } from '#lib/languages/index.ts';
import { jobListSchema, jobStringSchema, listJobStrings, openJobString, readJob } from '#lib/translations/index.ts';
import type { OpenString } from '#lib/workbench/index.ts';
import { NoDesk } from '../../../access.tsx';

interface Props {
  readonly params: Promise<{ locale: string; number: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  const t = await getTranslations('translation_jobs.job');
  return { title: t('desk_title', { number }), robots: { index: false } };
}

/** The workbench with the strings of one job and no others. */
export default async function JobDesk({ params, searchParams }: Props) {
  const reader = await pageLocale(params);
  const { number } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person') return <NoDesk actor={actor} back={`/translate/jobs/${number}/desk`} />;
  const { job, roles } = await orNotFound(readJob(actor, number));
  if (!roles.translator || !isLocale(job.toLocale)) notFound();
  const query = await searchParams;
  const one = (name: string) => [query[name]].flat()[0] ?? '';
  const asked = jobListSchema.parse({ job: number, which: one('which') || 'all', search: one('q'), offset: 0 });
  const [list, string, messages, t] = await Promise.all([
    listJobStrings(actor, asked),
    opened(actor, number, job.toLocale, one('id')),
    getMessages(),
    getTranslations('translation_jobs.job'),
  ]);
  const { workbench = {}, checks = {}, errors = {} } = messages;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 py-3">
        <h1 className="text-large">{t('desk_title', { number })}</h1>
        <Link href={`/translate/jobs/${number}`} className="link inline-flex min-h-11 items-center">
          {t('desk_back')}
        </Link>
      </div>
      <DeskWords locale={reader} messages={{ workbench, checks, errors }}>
        <Workbench
          key={number}
          locale={job.toLocale}
          job={number}
          savedWords={t('saved')}
          direction={localeFacts(job.toLocale).direction}
          userId={actor.userId}
          parts={[]}
          firstFilter={{ part: '', which: asked.which, search: asked.search }}
          firstList={list}
          firstString={string && deskString(string, reader)}
        />
      </DeskWords>
    </>
  );
}

/** The string that the address names; none where the job has no such string. */
async function opened(actor: Actor, job: string, locale: string, unit: string): Promise<OpenString | null> {
  const parsed = jobStringSchema.safeParse({ job, locale, unit });
  if (!parsed.success) return null;
  return openJobString(actor, parsed.data).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });
}
