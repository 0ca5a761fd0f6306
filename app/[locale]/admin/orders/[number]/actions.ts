'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  actForStaff,
  answerReturn,
  answerReturnSchema,
  hideMessage,
  hideMessageSchema,
  staffActSchema,
} from '#lib/ordering/index.ts';

/** The page to come back to. */
const back = { number: z.string().regex(/^[\w-]{1,40}$/) };

export const staffAction = formAction(staffActSchema, async (actor, input) => {
  const number = await actForStaff(actor, input);
  return redirectTo(`/admin/orders/${number}?done=${input.act}`);
});

export const hideMessageAction = formAction(hideMessageSchema.extend(back), async (actor, { number, ...input }) => {
  await hideMessage(actor, input);
  return redirectTo(`/admin/orders/${number}?done=hidden`);
});

export const staffReturnAction = formAction(
  z.intersection(answerReturnSchema, z.object(back)),
  async (actor, { number, ...input }) => {
    await answerReturn(actor, input);
    return redirectTo(`/admin/orders/${number}?done=answered`);
  },
);
