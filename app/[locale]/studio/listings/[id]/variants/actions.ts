'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { done, type FormState, formAction } from '#app/_forms/form-action.ts';
import { isApproved, saveVariants, saveVariantsSchema, viewListing } from '#lib/catalogue/index.ts';

const save = formAction(saveVariantsSchema, async (actor, input) => {
  const listing = await saveVariants(actor, input);
  const t = await getTranslations();
  if (!isApproved(listing.status)) return done(t('variants.grid.saved_draft'));
  const { approved } = await viewListing(actor, listing.id);
  return done(t(approved ? 'life.grid_proposed' : 'variants.grid.saved_live'));
});

/** The table always comes back as it is stored now: after a save, and when somebody else or a sale was first. */
export async function saveVariantsAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await save(state, form);
  refresh();
  return next;
}
