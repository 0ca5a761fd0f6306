'use server';

import { getTranslations } from 'next-intl/server';
import { done, formAction } from '#app/_forms/form-action.ts';
import { machineSchema, machineTranslate } from '#lib/languages/index.ts';

export const machineAction = formAction(machineSchema, async (actor, input) => {
  const counts = await machineTranslate(actor, input);
  const t = await getTranslations('studio_translations');
  return done(t('said', counts));
});
