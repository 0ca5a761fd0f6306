'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { decideWork, decideWorkSchema } from '#lib/rights/index.ts';

export const decideWorkAction = formAction(decideWorkSchema, async (actor, input) => {
  await decideWork(actor, input);
  return redirectTo(`/admin/works?done=${input.decision}`);
});
