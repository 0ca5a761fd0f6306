'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  makeDefaultAddress,
  removeAddress,
  saveAddress,
  saveAddressSchema,
  savedAddressSchema,
} from '#lib/ordering/index.ts';

export const saveAddressAction = formAction(saveAddressSchema, async (actor, input) => {
  await saveAddress(actor, input);
  return redirectTo('/account/addresses?done=saved');
});

export const removeAddressAction = formAction(savedAddressSchema, async (actor, input) => {
  const removed = await removeAddress(actor, input);
  return redirectTo(`/account/addresses?${new URLSearchParams({ ...removed, done: 'removed' })}`);
});

export const usualAddressAction = formAction(savedAddressSchema, async (actor, input) => {
  await makeDefaultAddress(actor, input);
  return redirectTo('/account/addresses?done=usual');
});
