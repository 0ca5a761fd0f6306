'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { applyAvails, applyAvailsSchema, readAvails, readAvailsSchema } from '#lib/rights/index.ts';

export const readAvailsAction = formAction(readAvailsSchema, async (actor, input) => {
  const { id } = await readAvails(actor, input);
  return redirectTo(`/studio/works/avails/${id}`);
});

export const applyAvailsAction = formAction(applyAvailsSchema, async (actor, input) => {
  await applyAvails(actor, input);
  return redirectTo(`/studio/works/avails/${input.sheetId}`);
});
