'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { done, type FormState, formAction } from '#app/_forms/form-action.ts';
import { assignShipping, assignShippingSchema, endReduction, reducePrice, reduceSchema } from '#lib/catalogue/index.ts';
import { id } from '#lib/core/validation.ts';

const assign = formAction(assignShippingSchema, async (actor, input) => {
  await assignShipping(actor, input);
  return done();
});

export async function assignShippingAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await assign(state, form);
  if (next.status === 'done') refresh();
  return next;
}

const reduce = formAction(reduceSchema, async (actor, input) => {
  await reducePrice(actor, input);
  return done();
});

export async function reduceAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await reduce(state, form);
  if (next.status === 'done') refresh();
  return next;
}

const end = formAction(z.object({ listingId: id }), async (actor, { listingId }) => {
  await endReduction(actor, listingId);
  return done();
});

export async function endReductionAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await end(state, form);
  if (next.status === 'done') refresh();
  return next;
}
