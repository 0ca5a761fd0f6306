'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { askIdSchema, changeAsk, changeAskSchema, removeAsk, saveAsk, saveAskSchema } from '#lib/lists/index.ts';

export const saveAskAction = formAction(saveAskSchema, async (actor, input) => {
  await saveAsk(actor, input, await readerLocale());
  return redirectTo('/account/asks?done=saved');
});

export const changeAskAction = formAction(changeAskSchema, async (actor, input) => {
  await changeAsk(actor, input);
  refresh();
  const t = await getTranslations('avails.asks');
  return done(t('changed'));
});

export const removeAskAction = formAction(askIdSchema, async (actor, input) => {
  const { name, address, frequency } = await removeAsk(actor, input);
  return redirectTo(`/account/asks?${new URLSearchParams({ removed: name, address, frequency })}`);
});
