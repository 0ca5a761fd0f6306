'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { declaredCountry } from '#app/_session/preferences.ts';
import { startWatching, startWatchingSchema } from '#lib/ordering/index.ts';

export const startWatchingAction = formAction(startWatchingSchema, async (actor, input) => {
  const pass = await startWatching(actor, input, await declaredCountry());
  const key = input.key ? `&key=${encodeURIComponent(input.key)}` : '';
  return redirectTo(`/watch/${pass.listing.slug}?pass=${pass.id}${key}`);
});
