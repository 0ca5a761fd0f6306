'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { followEnterprise, followSchema, unfollowEnterprise } from '#lib/lists/index.ts';

export const unfollowAction = formAction(followSchema, async (actor, input) => {
  await unfollowEnterprise(actor, input);
  return redirectTo(`/account/following?left=${input.enterpriseId}`);
});

export const followAction = formAction(followSchema, async (actor, input) => {
  await followEnterprise(actor, input);
  return redirectTo('/account/following');
});
