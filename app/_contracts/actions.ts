'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  outsideSchema,
  redraftContract,
  redraftSchema,
  registerOutside,
  signContract,
  signSchema,
} from '#lib/contracts/index.ts';
import { person } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { sendConfirmCode } from '#lib/identity/index.ts';
import { fileBytes, requestFrom } from './from.ts';

export const signAction = formAction(signSchema, async (actor, input) => {
  await signContract(actor, input, await requestFrom());
  return redirectTo(`/contracts/${input.number}`);
});

export const sendCodeAction = formAction(z.object({}), async (actor) => {
  await sendConfirmCode(actor, (await requestFrom()).address);
  const t = await getTranslations('contracts');
  return done(t('sign.code_sent', { email: person(actor).email }));
});

export const redraftAction = formAction(redraftSchema, async (actor, input) => {
  await redraftContract(actor, input);
  // An address of its own, so that the page is read anew.
  return redirectTo(`/contracts/${input.number}?draft=${input.base + 1}#changes`);
});

export const registerAction = formAction(outsideSchema, async (actor, input) => {
  const bytes = await fileBytes(input.file, limits.verifiedBytes);
  if (bytes === null) throw new DomainError('contracts.no_file', {}, 'file');
  if (bytes === 'too_large')
    throw new DomainError('contracts.file_too_large', { megabytes: limits.verifiedBytes / 2 ** 20 }, 'file');
  const { number } = await registerOutside(actor, input, bytes);
  return redirectTo(`/contracts/${number}`);
});
