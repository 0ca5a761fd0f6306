'use server';

import { getTranslations } from 'next-intl/server';
import { done, formAction } from '#app/_forms/form-action.ts';
import { setWatermark, watermarkSchema } from '#lib/library/index.ts';

export const watermarkAction = formAction(watermarkSchema, async (actor, input) => {
  await setWatermark(actor, input);
  const t = await getTranslations('library.watermark');
  return done(t(input.watermark ? 'on' : 'off'));
});
