'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { publishStandard, publishStandardSchema, withdrawStandard, withdrawStandardSchema } from '#lib/rights/index.ts';

export const publishStandardAction = formAction(publishStandardSchema, async (actor, input) => {
  await publishStandard(actor, input);
  return redirectTo('/studio/works/offers');
});

export const withdrawStandardAction = formAction(withdrawStandardSchema, async (actor, input) => {
  await withdrawStandard(actor, input);
  return redirectTo('/studio/works/offers');
});
