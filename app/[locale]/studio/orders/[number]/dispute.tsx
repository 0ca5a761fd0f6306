import { getTranslations } from 'next-intl/server';
import { DisputeBox, EvidenceForm, standing } from '#app/_orders/dispute-box.tsx';
import type { SellerOrderView } from '#lib/ordering/index.ts';
import { evidenceAction } from './actions.ts';

/** A bank asks about the payment: until when the seller can say something, and a place for it. */
export async function DisputeNotice({ sellerOrder, answers }: { sellerOrder: SellerOrderView; answers: boolean }) {
  const disputes = sellerOrder.order.payments.flatMap((payment) => payment.disputes);
  if (disputes.length === 0) return null;
  const t = await getTranslations('after.dispute');
  return disputes.map((dispute) => {
    const given = sellerOrder.evidence.find((each) => each.disputeId === dispute.id);
    const speaks = answers && !dispute.closedAt && !dispute.submittedAt;
    return (
      <DisputeBox
        key={dispute.id}
        dispute={dispute}
        title={t(standing(dispute))}
        label={t('title')}
        held={t('held')}
        tellsDue
        given={given}
        form={
          speaks && (
            <EvidenceForm
              action={evidenceAction}
              of={{ disputeId: dispute.id, sellerOrderId: sellerOrder.id }}
              words={given?.words}
              hint={t('words_hint')}
              className="mt-4 grid gap-4"
            />
          )
        }
      />
    );
  });
}
