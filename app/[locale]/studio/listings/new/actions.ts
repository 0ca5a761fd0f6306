'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { startListing, startListingSchema } from '#lib/catalogue/index.ts';

export const startListingAction = formAction(startListingSchema, async (actor, input) => {
  const { id } = await startListing(actor, input);
  return redirectTo(`/studio/listings/${id}`);
});
