'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { acceptAndDraft, buyAndDraft } from '#lib/contracts/index.ts';
import {
  acceptSchema,
  askFirst,
  askFirstSchema,
  askToHold,
  buyStandardSchema,
  dealMessageSchema,
  dealSideSchema,
  endOption,
  endTalks,
  endTalksSchema,
  holdSchema,
  holdScope,
  type SentFile,
  translateDealWords,
  translateDealWordsSchema,
  writeToDeal,
} from '#lib/rights/index.ts';
import { answerWithTerms, askWithTerms, fullAskSchema, fullOfferSchema } from '#lib/royalties/index.ts';

const here = { number: z.string().max(40) };

export const askAction = formAction(fullAskSchema, async (actor, input) => {
  const { number } = await askWithTerms(actor, input);
  return redirectTo(`/deals/${number}`);
});

export const askFirstAction = formAction(askFirstSchema, async (actor, input) => {
  const { number } = await askFirst(actor, input);
  return redirectTo(`/deals/${number}`);
});

export const offerAction = formAction(fullOfferSchema.extend(here), async (actor, input) => {
  await answerWithTerms(actor, input);
  return redirectTo(`/deals/${input.number}`);
});

export const acceptAction = formAction(acceptSchema.extend(here), async (actor, input) => {
  const { contract } = await acceptAndDraft(actor, input);
  return redirectTo(contract ? `/contracts/${contract}` : `/deals/${input.number}`);
});

export const endTalksAction = formAction(endTalksSchema.extend(here), async (actor, input) => {
  await endTalks(actor, input);
  return redirectTo(`/deals/${input.number}`);
});

export const askToHoldAction = formAction(holdSchema.extend(here), async (actor, input) => {
  await askToHold(actor, input);
  return redirectTo(`/deals/${input.number}`);
});

export const holdAction = formAction(holdSchema.extend(here), async (actor, input) => {
  await holdScope(actor, input);
  return redirectTo(`/deals/${input.number}`);
});

export const endOptionAction = formAction(dealSideSchema.extend(here), async (actor, input) => {
  await endOption(actor, input);
  return redirectTo(`/deals/${input.number}`);
});

/** The files of a form that somebody chose; a field left empty sends one without a name. */
async function sentFiles(files: readonly unknown[]): Promise<SentFile[]> {
  const chosen = files.filter((file): file is File => file instanceof File && file.size > 0);
  return Promise.all(
    chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
}

export const writeAction = formAction(
  dealMessageSchema.extend({ ...here, files: z.array(z.unknown()).default([]) }),
  async (actor, input) => {
    await writeToDeal(actor, input, await sentFiles(input.files));
    return redirectTo(`/deals/${input.number}`);
  },
);

export const buyStandardAction = formAction(buyStandardSchema, async (actor, input) => {
  const { dealNumber, contract } = await buyAndDraft(actor, input);
  return redirectTo(contract ? `/contracts/${contract}` : `/deals/${dealNumber}`);
});

export const translateWordsAction = formAction(translateDealWordsSchema.extend(here), async (actor, input) => {
  await translateDealWords(actor, input);
  return redirectTo(`/deals/${input.number}#${input.subjectId}`);
});
