'use server';

import { getTranslations } from 'next-intl/server';
import { done, formAction } from '#app/_forms/form-action.ts';
import { confirmSecondFactor, factorCodeSchema, removeSecondFactor } from '#lib/identity/index.ts';

export const confirmFactorAction = formAction(factorCodeSchema, async (actor, input) => {
  const codes = await confirmSecondFactor(actor, input.factorCode);
  const t = await getTranslations('contracts');
  return done(t('factor.spare', { codes: codes.join(' ') }));
});

export const removeFactorAction = formAction(factorCodeSchema, async (actor, input) => {
  await removeSecondFactor(actor, input.factorCode);
  const t = await getTranslations('contracts');
  return done(t('factor.was_off'));
});
