import { DomainError } from '#lib/core/errors.ts';

/** The expected failures of this room; each has a sentence in messages/<locale>/errors.json. */
export type LanguagesErrorCode = 'languages.unknown_locale' | 'languages.icu_syntax';

export function languagesError(code: LanguagesErrorCode, params: Readonly<Record<string, unknown>>): DomainError {
  return new DomainError(code, params);
}
