'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { alertSettingsSchema, endStockRequest, requestIdSchema, saveAlertSettings } from '#lib/lists/index.ts';

export const saveAlertsAction = formAction(alertSettingsSchema, async (actor, input) => {
  await saveAlertSettings(actor, input);
  refresh();
  const t = await getTranslations('lists.alerts');
  return done(t('saved'));
});

export const endRequestAction = formAction(requestIdSchema, async (actor, input) => {
  await endStockRequest(actor, input);
  return redirectTo('/account/alerts');
});
