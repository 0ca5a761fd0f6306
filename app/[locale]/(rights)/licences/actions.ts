'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { writeSupposed } from '#app/_rights/supposed.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { recordRoyaltyPaid, recordRoyaltyPaidSchema } from '#lib/licensing/index.ts';
import {
  acceptStatement,
  acceptStatementSchema,
  answerDispute,
  answerDisputeSchema,
  attachTaxCertificate,
  certificateSchema,
  discardReport,
  disputeLine,
  disputeLineSchema,
  nothingSoldSchema,
  openLicence,
  reportIdSchema,
  reportNothing,
  royaltyFormSchema,
  submitReport,
  termsForLicence,
  termsOfForm,
  uploadReport,
  uploadReportSchema,
  withdrawDispute,
  withdrawDisputeSchema,
} from '#lib/royalties/index.ts';

/** The bytes of a form's file. Throws `royalties.nothing_chosen` and `royalties.too_large`. */
async function bytesOf(file: unknown, most: number): Promise<{ name: string; bytes: Uint8Array }> {
  if (!(file instanceof File) || file.size === 0) throw new DomainError('royalties.nothing_chosen', {}, 'file');
  if (file.size > most) throw new DomainError('royalties.too_large', { megabytes: most / 2 ** 20 }, 'file');
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

const pages = {
  reports: (number: string) => `/licences/${number}/reports`,
  statement: ({ number, period }: { number: string; period: string }) => `/licences/${number}/statements/${period}`,
};

export const uploadReportAction = formAction(uploadReportSchema, async (actor, input) => {
  const { name, bytes } = await bytesOf(input.file, limits.importBytes);
  await uploadReport(actor, input, name, bytes);
  return redirectTo(`${pages.reports(input.number)}?read=${input.period}`);
});

export const nothingSoldAction = formAction(nothingSoldSchema, async (actor, input) => {
  await reportNothing(actor, input);
  return redirectTo(`${pages.reports(input.number)}?sent=${input.period}`);
});

export const submitReportAction = formAction(reportIdSchema, async (actor, input) => {
  await submitReport(actor, input);
  return redirectTo(`${pages.reports(input.number)}?sent=1`);
});

export const discardReportAction = formAction(reportIdSchema, async (actor, input) => {
  await discardReport(actor, input);
  return redirectTo(pages.reports(input.number));
});

export const acceptStatementAction = formAction(acceptStatementSchema, async (actor, input) => {
  await acceptStatement(actor, input);
  return redirectTo(pages.statement(input));
});

export const disputeLineAction = formAction(disputeLineSchema, async (actor, input) => {
  await disputeLine(actor, input);
  return redirectTo(`${pages.statement(input)}#${input.line}`);
});

export const answerDisputeAction = formAction(answerDisputeSchema, async (actor, input) => {
  await answerDispute(actor, input);
  return redirectTo(pages.statement(input));
});

export const withdrawDisputeAction = formAction(withdrawDisputeSchema, async (actor, input) => {
  await withdrawDispute(actor, input);
  return redirectTo(pages.statement(input));
});

export const recordPaidAction = formAction(recordRoyaltyPaidSchema, async (actor, input) => {
  await recordRoyaltyPaid(actor, input);
  return redirectTo(pages.statement(input));
});

export const certificateAction = formAction(certificateSchema, async (actor, input) => {
  const { name, bytes } = await bytesOf(input.file, limits.taxCertificateBytes);
  await attachTaxCertificate(actor, input, name, bytes);
  const t = await getTranslations('royalties');
  return done(t('certificate.done'));
});

/** Other terms for the calculator: nothing is stored, they travel in the address. */
export const supposeAction = formAction(
  royaltyFormSchema.extend({ number: z.string().max(40) }),
  async (actor, input) => {
    const { licence } = await openLicence(actor, input.number);
    const terms = termsOfForm(input, currency(termsForLicence(licence).currency));
    return redirectTo(`/licences/${input.number}?terms=${writeSupposed(terms)}#what-if`);
  },
);
