'use server';

import { getLocale } from 'next-intl/server';
import { formAction, leaveFor } from '#app/_forms/form-action.ts';
import { cartId } from '#app/_session/cart.ts';
import { placeOrder, placeOrderSchema } from '#lib/ordering/index.ts';

export const placeOrderAction = formAction(placeOrderSchema, async (actor, input) => {
  const { paymentUrl } = await placeOrder(actor, await cartId(), await getLocale(), input);
  return leaveFor(paymentUrl);
});
