import { getFormatter, getTranslations } from 'next-intl/server';
import { TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { bankRefundAction, refundDueAction } from '#app/[locale]/(rights)/licences/money-actions.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import type { LicenceStory, ShownDue } from '#lib/licensing/index.ts';

/** What went back of a payment, what is on its way back, and the form that gives back more. */
export async function DueRefunds({ due, story, locale }: { due: ShownDue; story: LicenceStory; locale: string }) {
  const t = await getTranslations('licensing.money');
  const format = await getFormatter();
  const amount = (minor: bigint) => formatMoney(money(minor, due.currency), locale);
  const day = (date: Date) => format.dateTime(date, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <>
      {due.refunds.map((refund) => (
        <div key={refund.id} className="text-small">
          {refund.status === 'succeeded' && refund.settledAt
            ? t('refunded', { amount: amount(refund.amountMinor), day: day(refund.settledAt) })
            : t(refund.status === 'failed' ? 'refund_failed' : 'refunding', { amount: amount(refund.amountMinor) })}
          {refund.status === 'pending' && !refund.paymentId && story.can.settle && (
            <Form action={bankRefundAction} className="mt-2 grid gap-3">
              <input type="hidden" name="number" value={story.licence.number} />
              <input type="hidden" name="refundId" value={refund.id} />
              <TextInput name="sentOn" type="date" label={t('bank_sent')} defaultValue={isoDay(now())} required />
              <Submit kind="quiet">{t('bank_send')}</Submit>
            </Form>
          )}
        </div>
      ))}
      {due.returns.map((back) => (
        <p key={back.id} className="text-small">
          {t('taken_back', {
            amount: amount(back.netMinor + back.taxMinor - back.withholdingMinor),
            day: day(back.createdAt),
          })}
        </p>
      ))}
      {story.can.refund && due.leftMinor > 0n && !isDisputed(due) && (
        <GiveBack due={due} number={story.licence.number} most={amount(due.leftMinor)} />
      )}
    </>
  );
}

function isDisputed({ payments }: ShownDue): boolean {
  return payments.some(({ disputes }) => disputes.some(({ closedAt }) => !closedAt));
}

async function GiveBack({ due, number, most }: { due: ShownDue; number: string; most: string }) {
  const t = await getTranslations('licensing.money');
  return (
    <Form action={refundDueAction} autoComplete="off" className="w-full max-w-[420px]">
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="dueId" value={due.id} />
      <input type="hidden" name="requestKey" value={crypto.randomUUID()} />
      <FormDetails summary={t('give_back')}>
        <p className="text-muted text-small">{t('give_back_text', { amount: most })}</p>
        <TextInput
          name="amount"
          inputMode="decimal"
          label={t('give_back_amount', { currency: due.currency })}
          optional={t('optional')}
          hint={t('give_back_amount_hint')}
        />
        <TextArea name="reason" rows={2} label={t('give_back_reason')} required />
        <Submit kind="danger" className="justify-self-start">
          {t('give_back_do')}
        </Submit>
      </FormDetails>
    </Form>
  );
}
