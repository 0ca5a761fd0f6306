import { getTranslations } from 'next-intl/server';
import { readerLocale } from '#app/_i18n/reader.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { isoDay, now } from '#lib/core/clock.ts';
import { typedAmount } from '#lib/core/money.ts';
import type { OwedTranslation } from '#lib/translations/index.ts';
import { recordRepaidAction } from './actions.ts';

/** What the bank has received of a debt, as finance reads it on the statement. */
export async function Repay({ debt: { disputeId, orderNumber, amount } }: { debt: OwedTranslation }) {
  const t = await getTranslations('translation_jobs.staff');
  const money = await getTranslations('licensing.money');
  const admin = await getTranslations('admin');
  return (
    <Form action={recordRepaidAction} autoComplete="off" className="w-full max-w-[320px]">
      <input type="hidden" name="disputeId" value={disputeId} />
      <input type="hidden" name="currency" value={amount.currency} />
      <FormDetails
        summary={
          <>
            {t('repaid')} <span className="sr-only">{orderNumber}</span>
          </>
        }
      >
        <TextInput
          name="amount"
          inputMode="decimal"
          label={t('repaid_amount', { currency: amount.currency })}
          defaultValue={typedAmount(amount, await readerLocale())}
          required
        />
        <TextInput name="receivedOn" type="date" label={money('record')} defaultValue={isoDay(now())} required />
        <TextInput name="reference" label={t('repaid_reference')} required />
        <TextInput name="reason" label={admin('audit.why')} required />
        <Submit kind="quiet" className="justify-self-start">
          {money('record_send')}
        </Submit>
      </FormDetails>
    </Form>
  );
}
