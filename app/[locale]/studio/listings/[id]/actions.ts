'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  archiveListing,
  discardProposal,
  duplicateListing,
  listingSchema,
  reopenListing,
  saveListing,
  saveListingSchema,
  scheduleListing,
  scheduleSchema,
  submitForReview,
  unshelveListing,
  withAttributes,
} from '#lib/catalogue/index.ts';

function back(listingId: string, done: string) {
  return redirectTo(`/studio/listings/${listingId}?done=${done}`);
}

export const saveAction = formAction(withAttributes(saveListingSchema), async (actor, input) => {
  const { version } = await saveListing(actor, input);
  return back(input.listingId, `saved&v=${version}`);
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

export const unshelveAction = formAction(listingSchema, async (actor, input) => {
  await unshelveListing(actor, input);
  return back(input.listingId, 'unshelved');
});

export const discardAction = formAction(listingSchema, async (actor, input) => {
  await discardProposal(actor, input);
  return back(input.listingId, 'discarded');
});

export const duplicateAction = formAction(listingSchema, async (actor, input) => {
  const { id: copy } = await duplicateListing(actor, input);
  return back(copy, 'duplicated');
});

export const scheduleAction = formAction(scheduleSchema, async (actor, input) => {
  await scheduleListing(actor, input);
  return back(input.listingId, 'scheduled');
});
