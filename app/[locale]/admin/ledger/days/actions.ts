'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { verifyChain } from '#lib/ledger/index.ts';

export const verifyAction = formAction(z.object({}), async (actor) => {
  await verifyChain(actor);
  return redirectTo('/admin/ledger/days#verified');
});
