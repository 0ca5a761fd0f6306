'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { recordDebtRepaid, repaidSchema } from '#lib/translations/index.ts';

export const recordRepaidAction = formAction(repaidSchema, async (actor, input) => {
  await recordDebtRepaid(actor, input);
  return redirectTo('/admin/translations?done=repaid');
});
