'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  addDocumentSchema,
  addStep,
  addStepSchema,
  addTitleDocument,
  addWorkPicture,
  addWorkPictureSchema,
  addWorkSample,
  addWorkSampleSchema,
  declareUse,
  declareUseSchema,
  leadWithPicture,
  removeStep,
  removeStepSchema,
  removeWorkMedia,
  reopenWork,
  saveHolders,
  saveHoldersSchema,
  saveWorkFacts,
  saveWorkFactsSchema,
  saveWorkWords,
  saveWorkWordsSchema,
  showLicences,
  showLicencesSchema,
  startWork,
  startWorkSchema,
  submitWork,
  withdrawUse,
  withdrawUseSchema,
  withdrawWork,
  workIdSchema,
  workMediaSchema,
} from '#lib/rights/index.ts';

// Two answers that differ in their hash alone would be one page to the browser, and the second would not be shown.
const desk = (workId: string, done: string, at: string) =>
  redirectTo(`/studio/works/${workId}?done=${done}${at ? `&at=${at}#${at}` : ''}`);

export const startWorkAction = formAction(startWorkSchema, async (actor, input) => {
  const { id } = await startWork(actor, input);
  return redirectTo(`/studio/works/${id}`);
});

export const saveFactsAction = formAction(saveWorkFactsSchema, async (actor, input) => {
  await saveWorkFacts(actor, input);
  return desk(input.workId, 'saved', '');
});

export const saveWordsAction = formAction(saveWorkWordsSchema, async (actor, input) => {
  await saveWorkWords(actor, input);
  return redirectTo(`/studio/works/${input.workId}?done=saved&language=${input.language}`);
});

export const addPictureAction = formAction(addWorkPictureSchema, async (actor, input) => {
  await addWorkPicture(actor, input);
  return desk(input.workId, 'uploaded', 'pictures');
});

export const addSampleAction = formAction(addWorkSampleSchema, async (actor, input) => {
  await addWorkSample(actor, input);
  return desk(input.workId, 'uploaded', 'samples');
});

export const removeMediaAction = formAction(workMediaSchema, async (actor, input) => {
  await removeWorkMedia(actor, input);
  return desk(input.workId, 'removed', 'pictures');
});

export const leadAction = formAction(workMediaSchema, async (actor, input) => {
  await leadWithPicture(actor, input);
  return desk(input.workId, 'saved', 'pictures');
});

export const saveHoldersAction = formAction(saveHoldersSchema, async (actor, input) => {
  await saveHolders(actor, input);
  return desk(input.workId, 'saved', 'holders');
});

export const addStepAction = formAction(addStepSchema, async (actor, input) => {
  await addStep(actor, input);
  return desk(input.workId, 'step', 'chain');
});

export const removeStepAction = formAction(removeStepSchema, async (actor, input) => {
  await removeStep(actor, input);
  return desk(input.workId, 'removed', 'chain');
});

export const addDocumentAction = formAction(addDocumentSchema, async (actor, input) => {
  await addTitleDocument(actor, input);
  return desk(input.workId, 'uploaded', 'chain');
});

export const declareUseAction = formAction(declareUseSchema, async (actor, input) => {
  await declareUse(actor, input);
  return desk(input.workId, 'declared', 'declared');
});

export const withdrawUseAction = formAction(withdrawUseSchema, async (actor, input) => {
  await withdrawUse(actor, input);
  return desk(input.workId, 'removed', 'declared');
});

export const showLicencesAction = formAction(showLicencesSchema, async (actor, input) => {
  await showLicences(actor, input);
  return desk(input.workId, 'saved', 'shown');
});

export const submitWorkAction = formAction(workIdSchema, async (actor, input) => {
  await submitWork(actor, input);
  return desk(input.workId, 'submitted', '');
});

export const reopenWorkAction = formAction(workIdSchema, async (actor, input) => {
  await reopenWork(actor, input);
  return desk(input.workId, 'reopened', '');
});

export const withdrawWorkAction = formAction(workIdSchema, async (actor, input) => {
  await withdrawWork(actor, input);
  return desk(input.workId, 'withdrawn', '');
});
