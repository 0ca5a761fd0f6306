'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  copyShipping,
  copyShippingSchema,
  makeDefaultShipping,
  newShippingSchema,
  removeShipping,
  removeZone,
  removeZoneSchema,
  saveShipping,
  saveShippingSchema,
  saveZone,
  saveZoneSchema,
  shippingSchema,
  startShipping,
} from '#lib/enterprises/index.ts';

export const startShippingAction = formAction(newShippingSchema, async (actor, input) =>
  redirectTo(`/studio/shipping/${await startShipping(actor, input)}?done=started`),
);

export const copyShippingAction = formAction(copyShippingSchema, async (actor, input) =>
  redirectTo(`/studio/shipping/${await copyShipping(actor, input)}?done=copied`),
);

export const saveShippingAction = formAction(saveShippingSchema, async (actor, input) => {
  await saveShipping(actor, input);
  return redirectTo(`/studio/shipping/${input.profileId}?done=saved`);
});

export const defaultShippingAction = formAction(shippingSchema, async (actor, input) => {
  await makeDefaultShipping(actor, input);
  return redirectTo(`/studio/shipping/${input.profileId}?done=default`);
});

export const removeShippingAction = formAction(
  shippingSchema.extend({ enterprise: z.string().regex(/^[\w-]{0,80}$/) }),
  async (actor, { enterprise, ...input }) => {
    await removeShipping(actor, input);
    return redirectTo(
      `/studio/shipping?${new URLSearchParams({ ...(enterprise ? { enterprise } : {}), done: 'removed' })}`,
    );
  },
);

export const saveZoneAction = formAction(saveZoneSchema, async (actor, input) => {
  await saveZone(actor, input);
  return redirectTo(`/studio/shipping/${input.profileId}?done=zone`);
});

export const removeZoneAction = formAction(removeZoneSchema, async (actor, input) => {
  await removeZone(actor, input);
  return redirectTo(`/studio/shipping/${input.profileId}?done=zone_removed`);
});
