'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  archiveListing,
  listingSchema,
  reopenListing,
  saveListing,
  saveListingSchema,
  submitForReview,
} from '#lib/catalogue/index.ts';

function back(listingId: string, done: string) {
  return redirectTo(`/studio/listings/${listingId}?done=${done}`);
}

export const saveAction = formAction(saveListingSchema, async (actor, input) => {
  await saveListing(actor, input);
  return back(input.listingId, 'saved');
});

export const submitAction = formAction(listingSchema, async (actor, input) => {
  await submitForReview(actor, input);
  return back(input.listingId, 'submitted');
});

export const reopenAction = formAction(listingSchema, async (actor, input) => {
  await reopenListing(actor, input);
  return back(input.listingId, 'reopened');
});

export const archiveAction = formAction(listingSchema, async (actor, input) => {
  await archiveListing(actor, input);
  return back(input.listingId, 'archived');
});
