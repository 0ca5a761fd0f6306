'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  tickItem,
  tickItemSchema,
  untickItem,
  untickItemSchema,
} from '#lib/rights/index.ts';

const page = (number: string, done: string, at = '') =>
  redirectTo(`/licences/${number}/checklist?done=${done}${at ? `#${at}` : ''}`);

export const tickAction = formAction(tickItemSchema, async (actor, input) => {
  await tickItem(actor, input);
  return page(input.number, 'ticked', input.code);
});

export const untickAction = formAction(untickItemSchema, async (actor, input) => {
  await untickItem(actor, input);
  return page(input.number, 'unticked', input.code);
});
