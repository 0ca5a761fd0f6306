import { DomainError, saidAt } from '#lib/core/errors.ts';

/** The expected failures of this room; each has a sentence in messages/<locale>/errors.json. */
export type RightsErrorCode =
  | 'rights.unknown_code'
  | 'rights.hierarchy_cycle'
  | 'rights.duplicate_id'
  | 'rights.not_a_date'
  | 'rights.term_order'
  | 'rights.empty_scope';

export function rightsError(
  code: RightsErrorCode,
  params: Readonly<Record<string, unknown>> = {},
  field?: string,
): DomainError {
  return new DomainError(code, params, field);
}

const formFields: Readonly<Record<string, string>> = { start: 'startsOn', end: 'endsOn' };

/** Says failures at the fields of a form that asks for a scope: its days have names of their own. */
export function atFormFields<T>(work: () => T): T {
  return saidAt((field) => (field ? (formFields[field] ?? field) : field), work);
}
