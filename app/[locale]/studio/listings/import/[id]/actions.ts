'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { applyImportSchema, rereadImport, rereadImportSchema, startApplying } from '#lib/catalogue/index.ts';

export const applyAction = formAction(applyImportSchema, async (actor, input) => {
  await startApplying(actor, input);
  return redirectTo(`/studio/listings/import/${input.runId}`);
});

export const rereadAction = formAction(rereadImportSchema, async (actor, input) => {
  await rereadImport(actor, input);
  return redirectTo(`/studio/listings/import/${input.runId}`);
});
