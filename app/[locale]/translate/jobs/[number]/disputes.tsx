import { getTranslations } from 'next-intl/server';
import { DisputeBox, EvidenceForm, standing } from '#app/_orders/dispute-box.tsx';
import { amountOf } from '#app/_translations/words.ts';
import type { JobStory } from '#lib/translations/index.ts';
import { evidenceAction } from '../actions.ts';

/** What banks ask, or have asked, about the payment of a job, and a place for staff's word. */
export async function JobDisputes({ story, locale }: { story: JobStory; locale: string }) {
  const t = await getTranslations('after.dispute');
  return story.disputes.map((dispute) => {
    const [given] = dispute.evidence;
    const speaks = !dispute.closedAt && !dispute.submittedAt;
    return (
      <DisputeBox
        key={dispute.id}
        dispute={dispute}
        title={t(standing(dispute))}
        sum={<p className="num mt-1">{amountOf(dispute.amountMinor, dispute.currency, locale)}</p>}
        held={t('held')}
        tellsDue={speaks}
        given={given}
        form={
          speaks && (
            <EvidenceForm
              action={evidenceAction}
              of={{ number: story.job.number, disputeId: dispute.id }}
              words={given?.words}
            />
          )
        }
      />
    );
  });
}
