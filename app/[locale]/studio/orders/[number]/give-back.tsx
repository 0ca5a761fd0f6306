import { getTranslations } from 'next-intl/server';
import { QuantityFields } from '#app/_orders/quantity-fields.tsx';
import { Checkbox, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import type { SellerOrderView } from '#lib/ordering/index.ts';
import { refundAction } from './actions.ts';
import { RefundPreview } from './refund-preview.tsx';

/** Gives a part of the price back: pieces, delivery, an amount. What it costs the seller is said while it is filled in. */
export async function GiveBack({ sellerOrder, locale }: { sellerOrder: SellerOrderView; locale: string }) {
  const left = sellerOrder.totalMinor - sellerOrder.refundedMinor;
  const running = !['awaiting_payment', 'cancelled', 'refunded'].includes(sellerOrder.status);
  if (!running || left === 0n || sellerOrder.order.status === 'disputed') return null;
  const t = await getTranslations('after');
  const amount = (minor: bigint) => formatMoney(money(minor, sellerOrder.currency), locale);
  const shipping = sellerOrder.shippingMinor - sellerOrder.refundedShippingMinor;
  const lines = sellerOrder.lines
    .filter((line) => line.refundedQuantity < line.quantity)
    .map((line) => ({ id: line.id, title: line.titleForSeller, most: line.quantity - line.refundedQuantity }));
  return (
    <Form action={refundAction} autoComplete="off">
      <FormDetails summary={t('give.open')}>
        <input type="hidden" name="sellerOrderId" value={sellerOrder.id} />
        <input type="hidden" name="requestKey" value={crypto.randomUUID()} />
        <p className="text-small">{t('give.text', { amount: amount(left) })}</p>
        {lines.length > 0 && (
          <QuantityFields
            label={t('give.pieces')}
            from="none"
            of={(most) => t('of_most', { count: most })}
            lines={lines}
          />
        )}
        {shipping > 0n && <Checkbox name="shipping" label={t('give.shipping', { amount: amount(shipping) })} />}
        <TextInput
          name="amount"
          inputMode="decimal"
          label={t('give.amount', { currency: sellerOrder.currency })}
          optional={t('optional')}
          hint={t('give.amount_hint')}
        />
        <TextArea name="note" rows={2} label={t('give.note')} optional={t('optional')} hint={t('give.note_hint')} />
        <RefundPreview />
        <Submit kind="danger" className="justify-self-start" pending={t('saving')}>
          {t('give.do')}
        </Submit>
      </FormDetails>
    </Form>
  );
}
