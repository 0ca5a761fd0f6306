'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { decide, decideSchema, listingSchema } from '#lib/catalogue/index.ts';
import { verifyEnterprise, verifySchema } from '#lib/enterprises/index.ts';

export const decideAction = formAction(decideSchema, async (actor, input) => {
  await decide(actor, input);
  return redirectTo(`/admin/moderation?done=${input.decision}`);
});

/** The listing is where to come back to. */
export const verifyAction = formAction(
  verifySchema.extend(listingSchema.shape),
  async (actor, { listingId, ...input }) => {
    await verifyEnterprise(actor, input);
    return redirectTo(`/admin/moderation/${listingId}?done=verified`);
  },
);
