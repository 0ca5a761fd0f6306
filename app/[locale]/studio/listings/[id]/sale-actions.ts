'use server';

import { refresh } from 'next/cache';
import { done, type FormState, formAction } from '#app/_forms/form-action.ts';
import { assignShipping, assignShippingSchema } from '#lib/catalogue/index.ts';

const assign = formAction(assignShippingSchema, async (actor, input) => {
  await assignShipping(actor, input);
  return done();
});

export async function assignShippingAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await assign(state, form);
  if (next.status === 'done') refresh();
  return next;
}
