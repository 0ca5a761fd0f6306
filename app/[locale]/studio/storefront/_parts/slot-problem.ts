import { errorSentence } from '#app/_forms/form-action.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';

const megabyte = 2 ** 20;

/** What can go wrong with a file for the storefront, with what its sentence needs. Nothing else that an address names is shown. */
const problems: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'media.not_a_picture': {},
  'media.too_large': { size: limits.pictureBytes },
  'media.too_many_pixels': { megapixels: limits.picturePixels / 1_000_000 },
  'media.damaged': {},
  'media.file_kind': {},
  'enterprises.nothing_chosen': {},
  'enterprises.certificate_too_large': { megabytes: limits.certificateBytes / megabyte },
  'identity.not_allowed': {},
  'core.unexpected': {},
};

export function isSlotProblem(code: string): boolean {
  return Object.hasOwn(problems, code);
}

/** The sentence of a file that could not be hung, in the reader's language; null for a code that is none of ours. */
export async function slotProblem(code: string | undefined): Promise<string | null> {
  const params = code && Object.hasOwn(problems, code) ? problems[code] : undefined;
  if (!code || !params) return null;
  return errorSentence(new DomainError(code, params));
}
