'use server';

import { getFormatter, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { fileBytes, requestFrom } from '#app/_contracts/from.ts';
import { done, formAction } from '#app/_forms/form-action.ts';
import { limitVerify, verifyPdf } from '#lib/contracts/index.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';

const bad = { altered: true, unknown: true, sealed_elsewhere: true } as const;

/** A verdict on a file: the good ones are said as a success, the bad ones as an error. Nothing of the file is kept. */
export const verifyAction = formAction(z.object({ file: z.unknown() }), async (_actor, input) => {
  await limitVerify((await requestFrom()).address);
  const bytes = await fileBytes(input.file, limits.verifiedBytes);
  if (bytes === null) throw new DomainError('contracts.no_file', {}, 'file');
  if (bytes === 'too_large')
    throw new DomainError('contracts.file_too_large', { megabytes: limits.verifiedBytes / 2 ** 20 }, 'file');
  const { verdict, number, signedAt, signatures, licence, sha256 } = await verifyPdf(bytes);
  if (verdict in bad) throw new DomainError(`contracts.verdict_${verdict}`);
  const t = await getTranslations('contracts');
  const format = await getFormatter();
  const said = t(`verify.${verdict}`, {
    number: number ?? '',
    count: signatures,
    date: signedAt ? format.dateTime(signedAt, { dateStyle: 'long' }) : '',
    licence: licence ?? '',
  });
  return done(`${said} ${t('verify.foot', { hash: sha256 })}`);
});
