'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  adjustStock,
  adjustStockSchema,
  lowStockSchema,
  setLowStock,
  transferStock,
  transferStockSchema,
} from '#lib/catalogue/index.ts';

export const adjustStockAction = formAction(adjustStockSchema, async (actor, input) => {
  await adjustStock(actor, input);
  return redirectTo(`/studio/stock/${input.variantId}?done=adjusted`);
});

export const transferStockAction = formAction(transferStockSchema, async (actor, input) => {
  await transferStock(actor, input);
  return redirectTo(`/studio/stock/${input.variantId}?done=transferred`);
});

export const lowStockAction = formAction(lowStockSchema, async (actor, input) => {
  await setLowStock(actor, input);
  return redirectTo(`/studio/stock/${input.variantId}?done=threshold`);
});
