'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { applyImportSchema, applyTranslationImport, dropTranslationImport } from '#lib/languages/index.ts';

export const applyAction = formAction(applyImportSchema, async (actor, input) => {
  await applyTranslationImport(actor, input);
  return redirectTo(`/translate/exchange/${input.importId}`);
});

export const dropAction = formAction(applyImportSchema.pick({ importId: true }), async (actor, { importId }) => {
  await dropTranslationImport(actor, importId);
  return redirectTo(`/translate/exchange/${importId}`);
});
