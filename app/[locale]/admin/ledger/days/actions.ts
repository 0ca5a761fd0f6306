'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { verifyChain } from '#lib/ledger/index.ts';

export const verifyAction = formAction(z.object({}), async (actor) => {
  // An address of its own: to the one that it is on already, a browser would not go.
  const { id } = await verifyChain(actor);
  return redirectTo(`/admin/ledger/days?check=${id}`);
});
