'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { reconcilePayments } from '#lib/ordering/index.ts';
import { resolveDifference, resolveDifferenceSchema } from '#lib/payments/index.ts';

export const reconcileAction = formAction(z.object({}), async (actor) => {
  const { found, repaired } = await reconcilePayments(actor);
  return redirectTo(`/admin/reconciliation?found=${found}&repaired=${repaired}`);
});

export const resolveAction = formAction(resolveDifferenceSchema, async (actor, input) => {
  await resolveDifference(actor, input);
  return redirectTo('/admin/reconciliation?done=settled');
});
