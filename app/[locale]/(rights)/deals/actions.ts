'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  acceptOffer,
  acceptSchema,
  askForLicence,
  askSchema,
  declineOffer,
  declineSchema,
  makeOffer,
  offerSchema,
} from '#lib/rights/index.ts';

const here = { number: z.string().max(40) };

export const askAction = formAction(askSchema, async (actor, input) => {
  const { number } = await askForLicence(actor, input);
  return redirectTo(`/deals/${number}`);
});

export const offerAction = formAction(offerSchema.extend(here), async (actor, input) => {
  await makeOffer(actor, input);
  return redirectTo(`/deals/${input.number}`);
});

export const acceptAction = formAction(acceptSchema.extend(here), async (actor, input) => {
  const { certificate } = await acceptOffer(actor, input);
  return redirectTo(certificate ? `/licences/${certificate}` : `/deals/${input.number}`);
});

export const declineAction = formAction(declineSchema.extend(here), async (actor, input) => {
  await declineOffer(actor, input);
  return redirectTo(`/deals/${input.number}`);
});
