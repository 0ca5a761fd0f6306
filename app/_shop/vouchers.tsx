import { getTranslations } from 'next-intl/server';
import { errorSentence } from '#app/_forms/form-action.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { formatMoney } from '#lib/core/money.ts';
import { type Quote, refusalError } from '#lib/ordering/index.ts';
import { dropVoucherAction, useVoucherAction } from '../[locale]/(shop)/actions.ts';

/** The codes in the cart, each with what it takes off or why it does not, and where another is typed. */
export async function Vouchers({ quote }: { quote: Quote }) {
  const t = await getTranslations('cart');
  const reader = await readerLocale();
  const said = await Promise.all(
    quote.vouchers.map(async ({ voucher, taken, refusal }) => ({
      voucher,
      sentence: refusal
        ? await errorSentence(refusalError(voucher.code, refusal, reader))
        : t('voucher_takes', { amount: formatMoney(taken, reader) }),
      counts: refusal === null,
    })),
  );
  return (
    <section id="vouchers" aria-label={t('voucher_title')} className="mt-5 border-line border-t pt-3">
      <ul>
        {said.map(({ voucher, sentence, counts }) => (
          <li key={voucher.id} className="flex flex-wrap items-center justify-between gap-x-4">
            <span className="min-w-0 text-small">
              <span className="num font-medium">{voucher.code}</span>{' '}
              <span className={counts ? 'text-jade' : 'text-cinnabar'}>{sentence}</span>
            </span>
            <Form action={dropVoucherAction}>
              <input type="hidden" name="voucherId" value={voucher.id} />
              <Submit kind="text">
                <span aria-hidden="true">{t('voucher_drop')}</span>
                <span className="sr-only">{t('voucher_drop_named', { code: voucher.code })}</span>
              </Submit>
            </Form>
          </li>
        ))}
      </ul>
      <Form action={useVoucherAction}>
        <FormDetails summary={t('voucher_have')}>
          <TextInput name="code" label={t('voucher_code')} hint={t('voucher_hint')} />
          <p>
            <Submit kind="quiet" pending={t('voucher_looking')}>
              {t('voucher_use')}
            </Submit>
          </p>
        </FormDetails>
      </Form>
    </section>
  );
}
