'use server';

import { getTranslations } from 'next-intl/server';
import { done, formAction } from '#app/_forms/form-action.ts';
import { saveTaxDetails, taxDetailsSchema } from '#lib/invoicing/index.ts';

export const saveTaxDetailsAction = formAction(taxDetailsSchema, async (actor, input) => {
  await saveTaxDetails(actor, input);
  const t = await getTranslations('tax.details');
  return done(t('saved'));
});
