'use server';

import { requestFrom } from '#app/_contracts/from.ts';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { publishStandingSchema, publishWithStanding } from '#lib/contracts/index.ts';
import { withdrawStandard, withdrawStandardSchema } from '#lib/rights/index.ts';

export const publishStandardAction = formAction(publishStandingSchema, async (actor, input) => {
  await publishWithStanding(actor, input, await requestFrom());
  return redirectTo('/studio/works/offers');
});

export const withdrawStandardAction = formAction(withdrawStandardSchema, async (actor, input) => {
  await withdrawStandard(actor, input);
  return redirectTo('/studio/works/offers');
});
