'use server';

import { getTranslations } from 'next-intl/server';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  cancelJob,
  cancelJobSchema,
  decideJob,
  decideJobSchema,
  deliverJob,
  deliverSchema,
  disputeJob,
  disputeSchema,
  extendJob,
  extendSchema,
  giveBackJob,
  giveBackSchema,
  giveTranslationEvidence,
  profileSchema,
  rateJob,
  rateSchema,
  reviewJob,
  reviewJobSchema,
  saveProfile,
  takeJob,
  takeSchema,
  translationEvidenceSchema,
  wantedIn,
} from '#lib/translations/index.ts';

const page = ({ number }: { readonly number: string }) => `/translate/jobs/${number}`;

export const takeAction = formAction(takeSchema, async (actor, input) => {
  await takeJob(actor, input);
  return redirectTo(page(input));
});

export const giveBackAction = formAction(giveBackSchema, async (actor, input) => {
  await giveBackJob(actor, input);
  return redirectTo('/translate/jobs');
});

export const deliverAction = formAction(deliverSchema, async (actor, input) => {
  await deliverJob(actor, input);
  return redirectTo(page(input));
});

export const reviewAction = formAction(reviewJobSchema, async (actor, input) => {
  await reviewJob(actor, input, input.intent === 'all' ? new Map() : wantedIn(input));
  return redirectTo(page(input));
});

export const cancelAction = formAction(cancelJobSchema, async (actor, input) => {
  await cancelJob(actor, input);
  return redirectTo(page(input));
});

export const extendAction = formAction(extendSchema, async (actor, input) => {
  await extendJob(actor, input);
  return redirectTo(page(input));
});

export const disputeAction = formAction(disputeSchema, async (actor, input) => {
  await disputeJob(actor, input);
  return redirectTo(page(input));
});

export const evidenceAction = formAction(translationEvidenceSchema, async (actor, input) => {
  await giveTranslationEvidence(actor, input);
  return redirectTo(`/translate/jobs/${input.number}`);
});

export const decideAction = formAction(decideJobSchema, async (actor, input) => {
  await decideJob(actor, input);
  return redirectTo(page(input));
});

export const rateAction = formAction(rateSchema, async (actor, input) => {
  await rateJob(actor, input);
  return redirectTo(page(input));
});

export const profileAction = formAction(profileSchema, async (actor, input) => {
  await saveProfile(actor, input);
  const t = await getTranslations('translation_jobs.profile');
  return done(t('saved'));
});
