'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  inviteToSublicence,
  inviteToSublicenceSchema,
  offerSublicences,
  offerSublicencesSchema,
  withdrawSublicences,
  withdrawSublicencesSchema,
} from '#lib/rights/index.ts';

const page = ({ number }: { number: string }) => `/licences/${number}/sublicences`;

export const offerSublicencesAction = formAction(offerSublicencesSchema, async (actor, input) => {
  await offerSublicences(actor, input);
  return redirectTo(page(input));
});

export const inviteToSublicenceAction = formAction(inviteToSublicenceSchema, async (actor, input) => {
  await inviteToSublicence(actor, input);
  return redirectTo(page(input));
});

export const withdrawSublicencesAction = formAction(withdrawSublicencesSchema, async (actor, input) => {
  await withdrawSublicences(actor, input);
  return redirectTo(page(input));
});
