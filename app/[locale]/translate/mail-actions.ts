'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { done, type FormState, formAction } from '#app/_forms/form-action.ts';
import { setDigest } from '#lib/workbench/index.ts';

const set = formAction(z.object({ wanted: z.enum(['yes', 'no']) }), async (actor, { wanted }) => {
  await setDigest(actor, wanted === 'yes');
  const t = await getTranslations('workbench.mail');
  return done(wanted === 'yes' ? t('started') : t('stopped'));
});

/** Turns the weekly mail on or off. */
export async function setWeeklyMail(state: FormState, form: FormData): Promise<FormState> {
  return set(state, form);
}
