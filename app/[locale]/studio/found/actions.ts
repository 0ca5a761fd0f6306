'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { foundEnterprise, foundSchema } from '#lib/enterprises/index.ts';

export const foundAction = formAction(foundSchema, async (actor, input) => {
  const { slug } = await foundEnterprise(actor, input);
  return redirectTo(`/studio?enterprise=${slug}`);
});
