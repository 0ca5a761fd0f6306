'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { chooseLicence, chooseLicenceSchema } from '#lib/catalogue/index.ts';

export const chooseLicenceAction = formAction(chooseLicenceSchema, async (actor, input) => {
  await chooseLicence(actor, input);
  return redirectTo(`/studio/listings/${input.listingId}?done=saved#licensed`);
});
