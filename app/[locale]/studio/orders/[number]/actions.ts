'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  acceptOrder,
  confirmDelivery,
  deliverWork,
  sellerOrderSchema,
  shipOrder,
  shipSchema,
} from '#lib/ordering/index.ts';

/** The page to come back to. */
const back = { number: z.string().regex(/^[\w-]{1,40}$/) };

export const acceptAction = formAction(sellerOrderSchema.extend(back), async (actor, { number, ...input }) => {
  await acceptOrder(actor, input);
  return redirectTo(`/studio/orders/${number}?done=accepted`);
});

export const shipAction = formAction(shipSchema.extend(back), async (actor, { number, ...input }) => {
  await shipOrder(actor, input);
  return redirectTo(`/studio/orders/${number}?done=shipped`);
});

export const deliveredAction = formAction(sellerOrderSchema.extend(back), async (actor, { number, ...input }) => {
  await confirmDelivery(actor, input);
  return redirectTo(`/studio/orders/${number}?done=delivered`);
});

export const deliverWorkAction = formAction(sellerOrderSchema.extend(back), async (actor, { number, ...input }) => {
  await deliverWork(actor, input);
  return redirectTo(`/studio/orders/${number}?done=handed_over`);
});
