import { getTranslations } from 'next-intl/server';
import { DisputeBox, EvidenceForm, standing } from '#app/_orders/dispute-box.tsx';
import { dueEvidenceAction } from '#app/[locale]/(rights)/licences/money-actions.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import type { LicenceStory } from '#lib/licensing/index.ts';

/** What banks ask, or have asked, about a licence's payments, and a place for the holder's word. */
export async function LicenceDisputes({ story, locale }: { story: LicenceStory; locale: string }) {
  const t = await getTranslations('licensing');
  return story.disputes.map(({ due, dispute }) => {
    const [given] = story.can.speak ? dispute.evidence : [];
    const speaks = story.can.speak && !dispute.closedAt && !dispute.submittedAt;
    return (
      <DisputeBox
        key={dispute.id}
        className="mt-8"
        dispute={dispute}
        title={t(`dispute.${standing(dispute)}`, { what: t(`due_kind.${due.kind}`) })}
        held={t('dispute.held', { amount: formatMoney(money(dispute.amountMinor, dispute.currency), locale) })}
        tellsDue={speaks}
        given={given}
        form={
          speaks && (
            <EvidenceForm
              action={dueEvidenceAction}
              of={{ number: story.licence.number, disputeId: dispute.id }}
              words={given?.words}
              hint={t('dispute.words_hint')}
            />
          )
        }
      />
    );
  });
}
