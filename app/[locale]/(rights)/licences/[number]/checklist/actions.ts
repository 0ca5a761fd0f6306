'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { tickItem, tickItemSchema, untickItem, untickItemSchema } from '#lib/rights/index.ts';

// Two answers that differ in their hash alone would be one page to the browser, and the second would not be shown.
const page = (number: string, done: string, at = '') =>
  redirectTo(`/licences/${number}/checklist?done=${done}${at ? `&item=${at}#${at}` : ''}`);

export const tickAction = formAction(tickItemSchema, async (actor, input) => {
  await tickItem(actor, input);
  return page(input.number, 'ticked', input.code);
});

export const untickAction = formAction(untickItemSchema, async (actor, input) => {
  await untickItem(actor, input);
  return page(input.number, 'unticked', input.code);
});
