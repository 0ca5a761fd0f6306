'use server';

import { getTranslations } from 'next-intl/server';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { addTerm, newTermSchema, saveTermWord, termWordSchema } from '#lib/languages/index.ts';

export const saveWordAction = formAction(termWordSchema, async (actor, input) => {
  await saveTermWord(actor, input);
  const t = await getTranslations('exchange.glossary');
  return done(t('saved'));
});

export const addTermAction = formAction(newTermSchema, async (actor, input) => {
  const slug = await addTerm(actor, input);
  return redirectTo(`/translate/glossary/${slug}?to=${input.locale}`);
});
