'use server';

import { z } from 'zod';
import { formAction, leaveFor, redirectTo } from '#app/_forms/form-action.ts';
import {
  connectSchema,
  ownAccountSchema,
  saveBankAccount,
  saveBankAccountSchema,
  startConnect,
  withdrawBankAccount,
} from '#lib/payouts/index.ts';

/** Every form of the page says whose account it is of, so that it comes back to it. */
const at = z.object({ enterprise: z.string().regex(/^[\w-]{1,80}$/) });

const page = '/studio/payouts/account';

export const connectAction = formAction(connectSchema, async (actor, input) =>
  leaveFor(await startConnect(actor, input)),
);

export const saveAccountAction = formAction(
  z.intersection(saveBankAccountSchema, at),
  async (actor, { enterprise, ...input }) => {
    await saveBankAccount(actor, input);
    return redirectTo(`${page}?enterprise=${enterprise}&done=saved`);
  },
);

export const withdrawAccountAction = formAction(
  ownAccountSchema.extend(at.shape),
  async (actor, { enterprise, ...input }) => {
    await withdrawBankAccount(actor, input);
    return redirectTo(`${page}?enterprise=${enterprise}&done=withdrawn`);
  },
);
