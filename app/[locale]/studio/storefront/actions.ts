'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  arrangeSchema,
  arrangeStorefront,
  clearSlotSchema,
  discardDraft,
  discardSchema,
  endHoliday,
  endHolidaySchema,
  hangPicture,
  holidaySchema,
  policyFields,
  publishSchema,
  publishStorefront,
  restoreSchema,
  restoreVersion,
  saveCertificate,
  saveCertificateSchema,
  savePerson,
  savePersonSchema,
  saveStorefrontWords,
  saveWordsSchema,
  setHoliday,
} from '#lib/enterprises/index.ts';
import { locale, translator } from '#lib/languages/index.ts';

/** Every form says whose storefront it is of, and in which language it is worked on, so that it comes back there. */
const place = {
  enterprise: z.string().regex(/^[\w-]{1,80}$/),
  language: z.string().max(20).default(''),
};
const at = z.object(place);

function back({ enterprise, language }: z.output<typeof at>, done: string, anchor = '') {
  return redirectTo(`/studio/storefront?enterprise=${enterprise}&language=${language}&done=${done}${anchor}`);
}

const wordsForm = saveWordsSchema.extend({
  enterprise: place.enterprise,
  /** Fills this policy with a usual text, to be adapted; everything typed is saved as well. */
  template: z.enum(policyFields).optional(),
});

export const wordsAction = formAction(wordsForm, async (actor, { template, ...input }) => {
  const t = await translator(locale(input.language), 'storefront');
  const filled = template ? { ...input, [template]: t(`template.${template}`) } : input;
  const { enterprise: _of, ...words } = filled;
  await saveStorefrontWords(actor, words);
  return back(input, 'saved', template ? '#policies' : '');
});

export const personAction = formAction(
  savePersonSchema.extend({ enterprise: place.enterprise }),
  async (actor, input) => {
    await savePerson(actor, input);
    return back(input, 'saved', '#people');
  },
);

export const certificateAction = formAction(
  saveCertificateSchema.extend({ enterprise: place.enterprise }),
  async (actor, input) => {
    await saveCertificate(actor, input);
    return back(input, 'saved', '#certificates');
  },
);

export const arrangeAction = formAction(arrangeSchema.extend(place), async (actor, input) => {
  await arrangeStorefront(actor, input);
  return back(input, 'saved', `#${input.part}`);
});

export const clearSlotAction = formAction(clearSlotSchema.extend(place), async (actor, input) => {
  await hangPicture(actor, input.enterpriseId, input.slot, null);
  return back(input, 'saved', '#pictures');
});

export const publishAction = formAction(publishSchema.extend(place), async (actor, input) => {
  await publishStorefront(actor, input);
  return back(input, 'published');
});

export const discardAction = formAction(discardSchema.extend(place), async (actor, input) => {
  await discardDraft(actor, input);
  return back(input, 'discarded');
});

export const restoreAction = formAction(restoreSchema.extend(place), async (actor, input) => {
  await restoreVersion(actor, input);
  return back(input, 'restored');
});

export const holidayAction = formAction(
  holidaySchema.safeExtend({ enterprise: place.enterprise }),
  async (actor, input) => {
    await setHoliday(actor, input);
    return redirectTo(
      `/studio/storefront/holiday?enterprise=${input.enterprise}&language=${input.language}&done=holiday_set`,
    );
  },
);

export const endHolidayAction = formAction(endHolidaySchema.extend(place), async (actor, input) => {
  await endHoliday(actor, input);
  return redirectTo(`/studio/storefront/holiday?enterprise=${input.enterprise}&done=holiday_ended`);
});
