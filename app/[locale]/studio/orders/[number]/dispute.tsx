import { getFormatter, getTranslations } from 'next-intl/server';
import { EvidenceFields } from '#app/_orders/evidence-fields.tsx';
import { EvidenceFiles } from '#app/_orders/evidence-files.tsx';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { SellerOrderView } from '#lib/ordering/index.ts';
import { evidenceAction } from './actions.ts';

/** A bank asks about the payment: until when the seller can say something, and a place for it. */
export async function DisputeNotice({ sellerOrder, answers }: { sellerOrder: SellerOrderView; answers: boolean }) {
  const disputes = sellerOrder.order.payments.flatMap((payment) => payment.disputes);
  if (disputes.length === 0) return null;
  const t = await getTranslations('after.dispute');
  const format = await getFormatter();
  return disputes.map((dispute) => {
    const given = sellerOrder.evidence.find((each) => each.disputeId === dispute.id);
    const open = !dispute.closedAt;
    const speaks = open && answers && !dispute.submittedAt;
    return (
      <section key={dispute.id} aria-label={t('title')}>
        <Notice kind={open ? 'bad' : dispute.status === 'won' ? 'good' : 'info'}>
          <h2 className="text-large">{t(open ? 'title' : dispute.status === 'won' ? 'won' : 'lost')}</h2>
          {open && (
            <p className="mt-1">
              {t(`reason.${t.has(`reason.${dispute.reason}`) ? dispute.reason : 'general'}`)} {t('held')}
            </p>
          )}
          {open && dispute.dueBy && (
            <p className="mt-1 font-medium">
              {t('due', { date: format.dateTime(dispute.dueBy, { dateStyle: 'long', timeStyle: 'short' }) })}
            </p>
          )}
          {open && dispute.submittedAt && <p className="mt-1">{t('submitted')}</p>}
        </Notice>
        {given && !speaks && <p className="mt-3 whitespace-pre-line text-small">{given.words}</p>}
        {given && given.files.length > 0 && <EvidenceFiles files={given.files} />}
        {speaks && (
          <Form action={evidenceAction} className="mt-4 grid gap-4">
            <input type="hidden" name="disputeId" value={dispute.id} />
            <input type="hidden" name="sellerOrderId" value={sellerOrder.id} />
            <TextArea
              name="words"
              rows={7}
              required
              label={t('words')}
              hint={t('words_hint')}
              defaultValue={given?.words}
            />
            <EvidenceFields />
            <Submit className="justify-self-start" pending={t('sending')}>
              {t('send')}
            </Submit>
          </Form>
        )}
      </section>
    );
  });
}
