'use server';

import { z } from 'zod';
import { done, formAction, leaveFor, redirectTo } from '#app/_forms/form-action.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { translator } from '#lib/languages/index.ts';
import {
  agreeToProposal,
  amendSchema,
  answerProposalSchema,
  attachDueCertificate,
  declineProposal,
  declineProposalSchema,
  dueCertificateSchema,
  endForCause,
  endForCauseSchema,
  giveNotice,
  giveNoticeSchema,
  liftSchema,
  liftSuspension,
  makeFeed,
  numberSchema,
  payDue,
  payDueSchema,
  proposeAmendment,
  proposeEnd,
  proposeEndSchema,
  recordDuePaid,
  recordDuePaidSchema,
  renewLicence,
  revokeFeed,
  suspendLicence,
  suspendSchema,
  withdrawNotice,
} from '#lib/licensing/index.ts';

const here = { number: z.string().max(40) };
const page = ({ number }: { number: string }) => `/licences/${number}`;

export const payDueAction = formAction(payDueSchema, async (actor, input) => {
  const { url } = await payDue(actor, input, await readerLocale());
  return leaveFor(url);
});

export const recordDuePaidAction = formAction(recordDuePaidSchema.extend(here), async (actor, input) => {
  await recordDuePaid(actor, input);
  return redirectTo(page(input));
});

export const dueCertificateAction = formAction(dueCertificateSchema, async (actor, input) => {
  const { file } = input;
  if (!(file instanceof File) || file.size === 0) throw new DomainError('licensing.nothing_chosen', {}, 'file');
  if (file.size > limits.taxCertificateBytes)
    throw new DomainError('licensing.certificate_size', { megabytes: limits.taxCertificateBytes / 2 ** 20 }, 'file');
  await attachDueCertificate(actor, input, file.name, new Uint8Array(await file.arrayBuffer()));
  const t = await translator(await readerLocale(), 'licensing');
  return done(t('money.attached'));
});

export const suspendAction = formAction(suspendSchema, async (actor, input) => {
  await suspendLicence(actor, input);
  return redirectTo(page(input));
});

export const liftAction = formAction(liftSchema, async (actor, input) => {
  await liftSuspension(actor, input);
  return redirectTo(page(input));
});

export const amendAction = formAction(amendSchema, async (actor, input) => {
  await proposeAmendment(actor, input);
  return redirectTo(page(input));
});

export const agreeAction = formAction(answerProposalSchema, async (actor, input) => {
  await agreeToProposal(actor, input);
  return redirectTo(page(input));
});

export const declineProposalAction = formAction(declineProposalSchema, async (actor, input) => {
  await declineProposal(actor, input);
  return redirectTo(page(input));
});

export const proposeEndAction = formAction(proposeEndSchema, async (actor, input) => {
  await proposeEnd(actor, input);
  return redirectTo(page(input));
});

export const giveNoticeAction = formAction(giveNoticeSchema, async (actor, input) => {
  await giveNotice(actor, input);
  return redirectTo(page(input));
});

export const withdrawNoticeAction = formAction(numberSchema, async (actor, input) => {
  await withdrawNotice(actor, input);
  return redirectTo(page(input));
});

export const endForCauseAction = formAction(endForCauseSchema, async (actor, input) => {
  await endForCause(actor, input);
  return redirectTo(page(input));
});

export const renewAction = formAction(numberSchema, async (actor, input) => {
  const { deal } = await renewLicence(actor, input);
  return redirectTo(`/deals/${deal}`);
});

export const makeFeedAction = formAction(z.object({}), async (actor) => done(await makeFeed(actor)));

export const revokeFeedAction = formAction(z.object({}), async (actor) => {
  await revokeFeed(actor);
  const t = await translator(await readerLocale(), 'licensing');
  return done(t('calendar.revoked'));
});
