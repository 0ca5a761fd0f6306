'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { saveVoucher, saveVoucherSchema, stopVoucher, voucherSchema } from '#lib/ordering/index.ts';

/** The desk the form stands on: an enterprise's, or the platform's. */
function desk(slug: unknown, done: string): string {
  return typeof slug === 'string' && /^[\w-]{1,80}$/.test(slug)
    ? `/studio/vouchers?enterprise=${slug}&done=${done}`
    : `/admin/vouchers?done=${done}`;
}

export const saveVoucherAction = formAction(saveVoucherSchema, async (actor, input) => {
  await saveVoucher(actor, input);
  return redirectTo(desk(input['enterprise'], 'saved'));
});

const stopping = voucherSchema.extend({ stopped: z.enum(['yes', 'no']), enterprise: z.string().max(80).default('') });

export const stopVoucherAction = formAction(stopping, async (actor, input) => {
  const stopped = input.stopped === 'yes';
  await stopVoucher(actor, input, stopped);
  return redirectTo(desk(input.enterprise, stopped ? 'stopped' : 'resumed'));
});
