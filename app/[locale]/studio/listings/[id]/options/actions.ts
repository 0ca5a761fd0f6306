'use server';

import { refresh } from 'next/cache';
import { type FormState, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { saveOptions, saveOptionsSchema } from '#lib/catalogue/index.ts';

const save = formAction(saveOptionsSchema, async (actor, input) => {
  const listing = await saveOptions(actor, input);
  return redirectTo(`/studio/listings/${listing.id}/variants?done=options`);
});

/** With the options as they are now beside what was typed, when somebody else was first. */
export async function saveOptionsAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await save(state, form);
  refresh();
  return next;
}
