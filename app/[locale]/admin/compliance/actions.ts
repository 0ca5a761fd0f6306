'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  addItem,
  addItemSchema,
  itemCodeSchema,
  retireItem,
  reviewItem,
  saveItem,
  saveItemSchema,
} from '#lib/rights/index.ts';

const page = (code: string, done: string) => redirectTo(`/admin/compliance/${code}?done=${done}`);

export const saveItemAction = formAction(saveItemSchema, async (actor, input) => {
  await saveItem(actor, input);
  return page(input.code, 'saved');
});

export const addItemAction = formAction(addItemSchema, async (actor, input) =>
  page(await addItem(actor, input), 'saved'),
);

export const reviewItemAction = formAction(itemCodeSchema, async (actor, input) => {
  await reviewItem(actor, input);
  return page(input.code, 'reviewed');
});

export const retireItemAction = formAction(itemCodeSchema, async (actor, input) => {
  await retireItem(actor, input);
  return page(input.code, 'retired');
});
