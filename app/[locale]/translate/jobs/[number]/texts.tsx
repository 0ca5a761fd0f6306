import { getTranslations } from 'next-intl/server';
import { amountOf } from '#app/_translations/words.ts';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { limits } from '#lib/core/limits.ts';
import type { JobStory } from '#lib/translations/index.ts';
import { reviewAction } from '../actions.ts';

interface Props {
  readonly story: JobStory;
  readonly locale: string;
}

const tone = { open: 'plain', translated: 'waiting', changes: 'bad', accepted: 'good' } as const;

/** The texts of a job beside each other; for who reviews a delivery, with what is to be changed. */
export async function JobTexts({ story, locale }: Props) {
  const t = await getTranslations('translation_jobs.job');
  const { job, roles, units, count } = story;
  const reviews = roles.reviewer && job.status === 'delivered';
  if (!reviews)
    return (
      <>
        <Units story={story} reviews={false} />
        {units.length < count && <p className="mt-4 text-muted text-small">{t('sample')}</p>}
      </>
    );
  const left = limits.translationRounds - job.rounds;
  return (
    <Form action={reviewAction} className="grid gap-6">
      <input type="hidden" name="number" value={job.number} />
      <Units story={story} reviews={left > 0} />
      <div className="grid gap-3 border-line border-t pt-6">
        <p className="text-muted text-small">{t('rounds_left', { count: left })}</p>
        <div className="flex flex-wrap gap-4">
          <Submit name="intent" value="all">
            {t('accept_all')}
          </Submit>
          {left > 0 && (
            <Submit kind="quiet" name="intent" value="some">
              {t('review')}
            </Submit>
          )}
        </div>
        <p className="text-muted text-small">
          {t('accept_note', { amount: amountOf(job.netMinor, job.currency, locale) })} {left > 0 && t('review_note')}
        </p>
      </div>
    </Form>
  );
}

async function Units({ story: { job, units }, reviews }: { story: JobStory; reviews: boolean }) {
  const t = await getTranslations('translation_jobs');
  return (
    <ul className="divide-y divide-line border-line border-y">
      {units.map((unit) => (
        <li key={unit.position} className="grid gap-3 py-5">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-small">
            <span className="font-mono">{unit.field}</span>
            <span className="num">{t('words', { count: unit.words })}</span>
            <Status kind={tone[unit.state]}>{t(`unit.${unit.state}`)}</Status>
          </div>
          <div className="grid gap-4 md:grid-cols-2">
            <div>
              <p className="mb-1 text-muted text-small">{t('job.source')}</p>
              <p lang={job.fromLocale} className="whitespace-pre-line">
                {unit.source}
              </p>
            </div>
            <div>
              <p className="mb-1 text-muted text-small">{t('job.translation')}</p>
              {unit.target ? (
                <p lang={job.toLocale} className="whitespace-pre-line">
                  {unit.target}
                </p>
              ) : (
                <p className="text-muted">{t('job.nothing_yet')}</p>
              )}
            </div>
          </div>
          {unit.comment && <p className="border-cinnabar border-l-3 pl-4 text-small">{unit.comment}</p>}
          {reviews && unit.state !== 'accepted' && (
            <FormDetails summary={t('job.change')}>
              <label className="flex min-h-8 items-center gap-3">
                <input type="checkbox" name={`change:${unit.position}`} />
                {t('job.change')}
              </label>
              <TextArea name={`comment:${unit.position}`} label={t('job.comment')} rows={2} />
            </FormDetails>
          )}
        </li>
      ))}
    </ul>
  );
}
