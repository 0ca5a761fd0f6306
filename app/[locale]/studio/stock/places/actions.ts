'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { closePlace, makeDefaultPlace, placeSchema, savePlace, savePlaceSchema } from '#lib/catalogue/index.ts';

/** Whose places the page shows, for those with several enterprises. */
const back = { enterprise: z.string().regex(/^[\w-]{0,80}$/) };

function placesPath(enterprise: string, done: string): string {
  return `/studio/stock/places?${new URLSearchParams({ ...(enterprise ? { enterprise } : {}), done })}`;
}

export const savePlaceAction = formAction(savePlaceSchema.extend(back), async (actor, { enterprise, ...input }) => {
  await savePlace(actor, input);
  return redirectTo(placesPath(enterprise, 'saved'));
});

export const defaultPlaceAction = formAction(placeSchema.extend(back), async (actor, { enterprise, ...input }) => {
  await makeDefaultPlace(actor, input);
  return redirectTo(placesPath(enterprise, 'default'));
});

export const closePlaceAction = formAction(placeSchema.extend(back), async (actor, { enterprise, ...input }) => {
  await closePlace(actor, input);
  return redirectTo(placesPath(enterprise, 'closed'));
});
