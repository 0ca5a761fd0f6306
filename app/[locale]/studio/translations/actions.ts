'use server';

import { done, formAction, leaveFor, redirectTo } from '#app/_forms/form-action.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import {
  cancelRun,
  orderSchema,
  orderTranslation,
  payOrderSchema,
  payTranslation,
  resumeRun,
  runIdSchema,
  runSchema,
  startRun,
} from '#lib/translations/index.ts';

export const orderAction = formAction(orderSchema, async (actor, input) => {
  const order = await orderTranslation(actor, input);
  const { url } = await payTranslation(actor, order, await readerLocale());
  return leaveFor(url);
});

export const payAction = formAction(payOrderSchema, async (actor, input) => {
  const { url } = await payTranslation(actor, input, await readerLocale());
  return leaveFor(url);
});

export const startRunAction = formAction(runSchema, async (actor, input) =>
  redirectTo(`/studio/translations/runs/${await startRun(actor, input)}`),
);

export const cancelRunAction = formAction(runIdSchema, async (actor, input) => {
  await cancelRun(actor, input);
  return done();
});

export const resumeRunAction = formAction(runIdSchema, async (actor, input) => {
  await resumeRun(actor, input);
  return done();
});
