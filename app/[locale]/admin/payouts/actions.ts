'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  approveBatch,
  batchSchema,
  cancelBatch,
  debtorSchema,
  dropPayment,
  dropPaymentSchema,
  exportBatch,
  exportBatchSchema,
  importCamt,
  importCamtSchema,
  makeBatch,
  makeBatchSchema,
  matchLine,
  matchLineSchema,
  moveToBank,
  moveToBankSchema,
  refuseAccountSchema,
  refuseBankAccount,
  savePlatformAccount,
  setAsideSchema,
  setLineAside,
  verifyAccountSchema,
  verifyBankAccount,
} from '#lib/payouts/index.ts';

const page = '/admin/payouts';

export const makeBatchAction = formAction(makeBatchSchema, async (actor, input) =>
  redirectTo(`${page}/${await makeBatch(actor, input)}?done=made`),
);

export const approveAction = formAction(batchSchema, async (actor, input) => {
  await approveBatch(actor, input);
  return redirectTo(`${page}/${input.batchId}?done=approved`);
});

export const exportAction = formAction(exportBatchSchema, async (actor, input) => {
  await exportBatch(actor, input);
  return redirectTo(`${page}/${input.batchId}?done=exported`);
});

export const dropAction = formAction(dropPaymentSchema, async (actor, input) => {
  await dropPayment(actor, input);
  return redirectTo(`${page}/${input.batchId}?done=dropped`);
});

export const cancelAction = formAction(batchSchema, async (actor, input) => {
  await cancelBatch(actor, input);
  return redirectTo(`${page}?done=cancelled`);
});

export const importAction = formAction(importCamtSchema, async (actor, input) => {
  const { known, lines, matched, unmatched } = await importCamt(actor, input);
  // The list below the form shows what was read in.
  refresh();
  const t = await getTranslations('payouts.admin.bank');
  return done(known ? t('known') : t('imported', { lines, matched, unmatched }));
});

export const matchAction = formAction(matchLineSchema, async (actor, input) => {
  await matchLine(actor, input);
  return redirectTo(`${page}?done=matched#bank`);
});

export const setAsideAction = formAction(setAsideSchema, async (actor, input) => {
  await setLineAside(actor, input);
  return redirectTo(`${page}?done=set_aside#bank`);
});

export const verifyAction = formAction(verifyAccountSchema, async (actor, input) => {
  await verifyBankAccount(actor, input);
  return redirectTo(`${page}?done=verified`);
});

export const refuseAction = formAction(refuseAccountSchema, async (actor, input) => {
  await refuseBankAccount(actor, input);
  return redirectTo(`${page}?done=refused`);
});

export const debtorAction = formAction(debtorSchema, async (actor, input) => {
  await savePlatformAccount(actor, input);
  return redirectTo(`${page}?done=named#treasury`);
});

export const toBankAction = formAction(moveToBankSchema, async (actor, input) => {
  await moveToBank(actor, input);
  return redirectTo(`${page}?done=moved#treasury`);
});
