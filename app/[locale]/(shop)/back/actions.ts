'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { confirmStockRequest, requestStock, stockRequestSchema } from '#lib/lists/index.ts';

export const requestStockAction = formAction(stockRequestSchema, async (actor, input) => {
  await requestStock(actor, await readerLocale(), input);
  return redirectTo(`/back/${input.variantId}?done=${actor.type === 'person' ? 'waiting' : 'asked'}`);
});

export const confirmStockAction = formAction(z.object({ token: z.string().max(100) }), async (_actor, input) => {
  const variant = await confirmStockRequest(input.token);
  return redirectTo(`/back/${variant.id}?done=waiting`);
});
