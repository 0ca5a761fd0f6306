import { getFormatter, getTranslations } from 'next-intl/server';
import { EvidenceFields } from '#app/_orders/evidence-fields.tsx';
import { EvidenceFiles } from '#app/_orders/evidence-files.tsx';
import { amountOf } from '#app/_translations/words.ts';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { JobStory } from '#lib/translations/index.ts';
import { evidenceAction } from '../actions.ts';

/** What banks ask, or have asked, about the payment of a job, and a place for staff's word. */
export function JobDisputes({ story, locale }: { story: JobStory; locale: string }) {
  return story.disputes.map((dispute) => (
    <OneDispute key={dispute.id} dispute={dispute} number={story.job.number} locale={locale} />
  ));
}

interface Props {
  readonly dispute: JobStory['disputes'][number];
  readonly number: string;
  readonly locale: string;
}

async function OneDispute({ dispute, number, locale }: Props) {
  const t = await getTranslations('after.dispute');
  const format = await getFormatter();
  const open = !dispute.closedAt;
  const title = t(open ? 'title' : dispute.status === 'lost' ? 'lost' : 'won');
  const [given] = dispute.evidence;
  const speaks = open && !dispute.submittedAt;
  return (
    <section aria-label={title}>
      <Notice kind={open ? 'bad' : dispute.status === 'lost' ? 'info' : 'good'}>
        <h2 className="text-large">{title}</h2>
        <p className="num mt-1">{amountOf(dispute.amountMinor, dispute.currency, locale)}</p>
        {open && (
          <p className="mt-1">
            {t(`reason.${t.has(`reason.${dispute.reason}`) ? dispute.reason : 'general'}`)} {t('held')}
          </p>
        )}
        {speaks && dispute.dueBy && (
          <p className="mt-1 font-medium">
            {t('due', { date: format.dateTime(dispute.dueBy, { dateStyle: 'long', timeStyle: 'short' }) })}
          </p>
        )}
        {open && dispute.submittedAt && <p className="mt-1">{t('submitted')}</p>}
      </Notice>
      {given && !speaks && <p className="mt-3 whitespace-pre-line text-small">{given.words}</p>}
      {given && given.files.length > 0 && <EvidenceFiles files={given.files} />}
      {speaks && (
        <Form action={evidenceAction} className="mt-4 grid max-w-[720px] gap-4">
          <input type="hidden" name="number" value={number} />
          <input type="hidden" name="disputeId" value={dispute.id} />
          <TextArea name="words" rows={6} required label={t('words')} defaultValue={given?.words} />
          <EvidenceFields />
          <Submit className="justify-self-start" pending={t('sending')}>
            {t('send')}
          </Submit>
        </Form>
      )}
    </section>
  );
}
