'use server';

import { getTranslations } from 'next-intl/server';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { formatMoney } from '#lib/core/money.ts';
import {
  acceptOrder,
  answerReturn,
  answerReturnSchema,
  cancelBySeller,
  cancelBySellerSchema,
  confirmDelivery,
  deliverWork,
  evidenceSchema,
  giveEvidence,
  previewRefund,
  quantitiesIn,
  receiveReturn,
  receiveReturnSchema,
  refundSchema,
  refundSome,
  sellerOrderSchema,
  shipOrder,
  shipSchema,
} from '#lib/ordering/index.ts';

function orderPage(number: string, step: string) {
  return redirectTo(`/studio/orders/${number}?done=${step}`);
}

export const acceptAction = formAction(sellerOrderSchema, async (actor, input) =>
  orderPage(await acceptOrder(actor, input), 'accepted'),
);

export const shipAction = formAction(shipSchema, async (actor, input) =>
  orderPage(await shipOrder(actor, input, quantitiesIn(input)), 'shipped'),
);

export const deliveredAction = formAction(sellerOrderSchema, async (actor, input) =>
  orderPage(await confirmDelivery(actor, input), 'delivered'),
);

export const deliverWorkAction = formAction(sellerOrderSchema, async (actor, input) =>
  orderPage(await deliverWork(actor, input), 'handed_over'),
);

export const cancelAction = formAction(cancelBySellerSchema, async (actor, input) =>
  orderPage(await cancelBySeller(actor, input, quantitiesIn(input)), 'cancelled'),
);

export const refundAction = formAction(refundSchema, async (actor, input) =>
  orderPage(await refundSome(actor, input, quantitiesIn(input)), 'refunded'),
);

/** What a refund would cost each side, said while the form is filled in. */
export const previewRefundAction = formAction(refundSchema, async (actor, input) => {
  const { amount, share, tax, commission } = await previewRefund(actor, input, quantitiesIn(input));
  const t = await getTranslations('after.give');
  const locale = await readerLocale();
  return done(
    t('preview', {
      amount: formatMoney(amount, locale),
      share: formatMoney(share, locale),
      tax: formatMoney(tax, locale),
      commission: formatMoney(commission, locale),
    }),
  );
});

export const answerReturnAction = formAction(answerReturnSchema, async (actor, input) =>
  orderPage(await answerReturn(actor, input), 'answered'),
);

export const receiveReturnAction = formAction(receiveReturnSchema, async (actor, input) =>
  orderPage(await receiveReturn(actor, input), 'received'),
);

export const evidenceAction = formAction(evidenceSchema, async (actor, input) =>
  orderPage(await giveEvidence(actor, input), 'evidence'),
);
