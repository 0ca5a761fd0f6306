'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { hideContribution, hideSchema, showContribution, showSchema } from '#lib/community/index.ts';

export const hideAction = formAction(hideSchema, async (actor, input) => {
  await hideContribution(actor, input);
  return redirectTo(`/admin/reviews?kind=${input.kind}&done=hidden`);
});

export const showAction = formAction(showSchema, async (actor, input) => {
  await showContribution(actor, input);
  return redirectTo(`/admin/reviews?kind=${input.kind}&done=shown`);
});
