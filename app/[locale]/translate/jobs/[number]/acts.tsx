import { getTranslations } from 'next-intl/server';
import type { ComponentProps, ReactNode } from 'react';
import { Link } from '#app/_i18n/navigation.ts';
import { amountOf } from '#app/_translations/words.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Checkbox, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Stars } from '#app/_ui/stars.tsx';
import { StarsField } from '#app/_ui/stars-field.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { isWorkedOn, type JobStory } from '#lib/translations/index.ts';
import { payAction } from '../../../studio/translations/actions.ts';
import {
  cancelAction,
  decideAction,
  deliverAction,
  disputeAction,
  extendAction,
  giveBackAction,
  rateAction,
  takeAction,
} from '../actions.ts';

interface Props {
  readonly story: JobStory;
  readonly locale: string;
}

/** What the reader may do with the job now, the likeliest first. */
export async function JobActs({ story, locale }: Props) {
  const t = await getTranslations('translation_jobs.job');
  const { job, roles, takers } = story;
  const hidden = <input type="hidden" name="number" value={job.number} />;
  const delivered = job.status === 'delivered' || job.status === 'changes';
  return (
    <div className="grid gap-4 empty:hidden">
      {roles.customer && job.status === 'awaiting_payment' && (
        <Form action={payAction}>
          <input type="hidden" name="orderId" value={job.orderId} />
          <Submit>{t('pay')}</Submit>
        </Form>
      )}
      {takers.map((each) => (
        <Form key={each.id} action={takeAction}>
          {hidden}
          <input type="hidden" name="enterpriseId" value={each.id} />
          <Submit>{takers.length > 1 ? t('take_for', { name: each.displayName }) : t('take')}</Submit>
        </Form>
      ))}
      {roles.translator && isWorkedOn(job.status) && <Work story={story} />}
      {roles.staff && job.status === 'disputed' && <Decide story={story} locale={locale} />}
      <Rating story={story} />
      {roles.customer && (isWorkedOn(job.status) || job.status === 'offered') && (
        <More summary={t('extend')}>
          <Form action={extendAction} className="grid max-w-md gap-4">
            {hidden}
            <TextInput name="deliverBy" type="date" label={t('extend_until')} required />
            <Submit kind="quiet" className="justify-self-start">
              {t('confirm')}
            </Submit>
          </Form>
        </More>
      )}
      {roles.customer && ['awaiting_payment', 'offered', 'taken'].includes(job.status) && (
        <WithReason
          number={job.number}
          action={cancelAction}
          summary={t('cancel')}
          note={
            job.status === 'taken'
              ? t('cancel_taken')
              : t(job.status === 'offered' ? 'cancel_offered' : 'cancel_unpaid')
          }
        />
      )}
      {(roles.customer || roles.translator) && delivered && (
        <WithReason
          number={job.number}
          action={disputeAction}
          summary={t('dispute')}
          note={t('dispute_note')}
          required
        />
      )}
    </div>
  );
}

/** Seldom wanted: opens when it is asked for. */
function More({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details>
      <summary className="link inline-flex min-h-11 items-center text-small">{summary}</summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}

/** What ends or stops a job wants a reason, most of the time. */
async function WithReason({
  number,
  action,
  summary,
  note,
  required = false,
}: {
  number: string;
  action: ComponentProps<typeof Form>['action'];
  summary: string;
  note: string;
  required?: boolean;
}) {
  const t = await getTranslations('translation_jobs.job');
  return (
    <More summary={summary}>
      <Form action={action} className="grid max-w-md gap-4">
        <input type="hidden" name="number" value={number} />
        <p className="text-small">{note}</p>
        <TextArea name="reason" label={t('reason')} rows={3} required={required} />
        <Submit kind="quiet" className="justify-self-start">
          {t('confirm')}
        </Submit>
      </Form>
    </More>
  );
}

async function Work({ story: { job, done, count } }: { story: JobStory }) {
  const t = await getTranslations('translation_jobs.job');
  const hidden = <input type="hidden" name="number" value={job.number} />;
  return (
    <>
      <div className="flex flex-wrap items-start gap-4">
        <Link href={`/translate/jobs/${job.number}/desk`} className={buttonStyle(done === count ? 'quiet' : undefined)}>
          {t('open_desk')}
        </Link>
        <Form action={deliverAction}>
          {hidden}
          <Submit kind={done === count ? 'primary' : 'quiet'}>{t('deliver')}</Submit>
        </Form>
      </div>
      <p className="text-muted text-small">{t('deliver_note')}</p>
      {job.status === 'taken' && (
        <WithReason
          number={job.number}
          action={giveBackAction}
          summary={t('give_back')}
          note={t('give_back_note')}
          required
        />
      )}
    </>
  );
}

async function Decide({ story: { job }, locale }: Props) {
  const t = await getTranslations('translation_jobs.job');
  return (
    <section aria-labelledby="decide" className="rounded-lg border border-line bg-card p-5">
      <h2 id="decide" className="mb-4 text-large">
        {t('decide')}
      </h2>
      <Form action={decideAction} className="grid max-w-lg gap-4">
        <input type="hidden" name="number" value={job.number} />
        <TextInput
          name="earned"
          label={t('decide_earned', { currency: job.currency, net: amountOf(job.netMinor, job.currency, locale) })}
          inputMode="decimal"
          required
        />
        <TextArea name="reason" label={t('decide_reason')} rows={3} required />
        <Checkbox name="handOver" label={t('hand_over')} />
        <Submit className="justify-self-start">{t('decide_send')}</Submit>
      </Form>
    </section>
  );
}

/** What the customer says of a job that is over. */
async function Rating({ story: { job, roles, rating } }: { story: JobStory }) {
  const t = await getTranslations('translation_jobs.job');
  if (rating)
    return (
      <section aria-labelledby="rated">
        <h2 id="rated" className="mb-2 text-large">
          {t('rated')}
        </h2>
        <Stars value={rating.stars} label={t('star', { count: rating.stars })} />
        {rating.words && <p className="mt-2 whitespace-pre-line">{rating.words}</p>}
      </section>
    );
  if (!roles.customer || (job.status !== 'accepted' && job.status !== 'settled')) return null;
  return (
    <section aria-labelledby="rate">
      <h2 id="rate" className="mb-3 text-large">
        {t('rate_title')}
      </h2>
      <Form action={rateAction} className="grid max-w-lg gap-4">
        <input type="hidden" name="number" value={job.number} />
        <StarsField name="stars" label={t('stars')} labels={[1, 2, 3, 4, 5].map((count) => t('star', { count }))} />
        <TextArea name="words" label={t('rate_words')} rows={3} />
        <Submit kind="quiet" className="justify-self-start">
          {t('rate_send')}
        </Submit>
      </Form>
    </section>
  );
}
