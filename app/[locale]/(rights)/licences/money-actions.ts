'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  agreeToProposal,
  answerProposalSchema,
  bankRefundSchema,
  declineProposal,
  declineProposalSchema,
  dueEvidenceSchema,
  giveDueEvidence,
  recordBankRefund,
  refundDue,
  refundDueSchema,
} from '#lib/licensing/index.ts';

/** Without a place on the page: the way to another place of the same page would show it as it was. */
const money = (number: string) => `/licences/${number}`;

export const refundDueAction = formAction(refundDueSchema, async (actor, input) => {
  await refundDue(actor, input);
  return redirectTo(money(input.number));
});

export const bankRefundAction = formAction(
  bankRefundSchema.extend({ number: z.string().max(40) }),
  async (actor, input) => {
    await recordBankRefund(actor, input);
    return redirectTo(money(input.number));
  },
);

export const dueEvidenceAction = formAction(dueEvidenceSchema, async (actor, input) => {
  await giveDueEvidence(actor, input);
  return redirectTo(`/licences/${input.number}`);
});

const consent = (number: string) => `/licences/${number}/consent`;

export const ownerAgreesAction = formAction(answerProposalSchema, async (actor, input) => {
  await agreeToProposal(actor, input);
  return redirectTo(consent(input.number));
});

export const ownerDeclinesAction = formAction(declineProposalSchema, async (actor, input) => {
  await declineProposal(actor, input);
  return redirectTo(consent(input.number));
});
