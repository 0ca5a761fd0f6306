'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  saveEvent,
  saveEventSchema,
  saveLicence,
  saveLicenceSchema,
  saveService,
  saveServiceSchema,
  saveStream,
  saveStreamSchema,
} from '#lib/catalogue/index.ts';

function saved(listingId: string) {
  return redirectTo(`/studio/listings/${listingId}?done=saved`);
}

export const saveServiceAction = formAction(saveServiceSchema, async (actor, input) => {
  await saveService(actor, input);
  return saved(input.listingId);
});

export const saveEventAction = formAction(saveEventSchema, async (actor, input) => {
  await saveEvent(actor, input);
  return saved(input.listingId);
});

export const saveLicenceAction = formAction(saveLicenceSchema, async (actor, input) => {
  await saveLicence(actor, input);
  return saved(input.listingId);
});

export const saveStreamAction = formAction(saveStreamSchema, async (actor, input) => {
  await saveStream(actor, input);
  return saved(input.listingId);
});
