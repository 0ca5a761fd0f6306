'use server';

import { revalidatePath } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { done, formAction } from '#app/_forms/form-action.ts';
import { makeTranslationToken, revokeTokenSchema, revokeTranslationToken, tokenSchema } from '#lib/identity/index.ts';

export const makeTokenAction = formAction(tokenSchema, async (actor, input) => {
  const token = await makeTranslationToken(actor, input);
  revalidatePath('/[locale]/translate/tokens', 'page');
  const t = await getTranslations('exchange.tokens');
  return done(t('made', { token }));
});

export const revokeTokenAction = formAction(revokeTokenSchema, async (actor, input) => {
  await revokeTranslationToken(actor, input);
  revalidatePath('/[locale]/translate/tokens', 'page');
  const t = await getTranslations('exchange.tokens');
  return done(t('revoked_done'));
});
