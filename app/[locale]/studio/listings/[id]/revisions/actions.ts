'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { restoreRevision, restoreRevisionSchema } from '#lib/catalogue/index.ts';

export const restoreAction = formAction(restoreRevisionSchema, async (actor, input) => {
  await restoreRevision(actor, input);
  return redirectTo(`/studio/listings/${input.listingId}?done=restored`);
});
