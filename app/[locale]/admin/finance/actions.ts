'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { saveCompany, saveCompanySchema } from '#lib/invoicing/index.ts';

export const companyAction = formAction(saveCompanySchema, async (actor, input) => {
  await saveCompany(actor, input);
  return redirectTo('/admin/finance?done=saved');
});
