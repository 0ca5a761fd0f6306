'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { done, type FormState, formAction } from '#app/_forms/form-action.ts';
import { savePrices, savePricesSchema, viewListing } from '#lib/catalogue/index.ts';

const save = formAction(savePricesSchema, async (actor, input) => {
  const listing = await savePrices(actor, input);
  const { approved } = await viewListing(actor, listing.id);
  const t = await getTranslations('prices.lists');
  if (approved) return done(t('saved_waits'));
  return done(t(listing.status === 'live' ? 'saved_live' : 'saved_draft'));
});

/** The table always comes back as it is stored now: after a save, and when somebody else was first. */
export async function savePricesAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await save(state, form);
  refresh();
  return next;
}
