/**
 * An expected failure that a person can act on. `code` is `<room>.<code>` and has a sentence in messages/<locale>/errors.json,
 * which may use `params`. `field` names the input it belongs to, so that a form shows it beside that input.
 */
export class DomainError extends Error {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly field: string | undefined;

  constructor(code: string, params: Readonly<Record<string, unknown>> = {}, field?: string) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.params = params;
    this.field = field;
  }
}

/** Several expected failures of one form, each of its own field. */
export class DomainErrors extends DomainError {
  readonly all: readonly DomainError[];

  constructor(all: readonly [DomainError, ...DomainError[]]) {
    super(all[0].code, all[0].params, all[0].field);
    this.name = 'DomainErrors';
    this.all = all;
  }
}

/** Another field for a failure, or what becomes of its own. */
type At = string | ((field: string | undefined) => string | undefined);

function movedTo(error: unknown, at: At): unknown {
  if (!(error instanceof DomainError)) return error;
  return new DomainError(error.code, error.params, typeof at === 'string' ? at : at(error.field));
}

/** Does something, and says its failures at another field. */
export function saidAt<T>(at: At, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw movedTo(error, at);
  }
}

/** The same of what takes its time. */
export async function saidAtEnd<T>(at: At, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw movedTo(error, at);
  }
}

/** Whether a database error carries this SQLSTATE (23505 unique, 23P01 exclusion, 40P01 deadlock …), however deeply wrapped. */
export function hasSqlState(error: unknown, ...states: string[]): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Object && depth < 6; depth++) {
    if ('code' in at && typeof at.code === 'string' && states.includes(at.code)) return true;
    if ('originalCode' in at && typeof at.originalCode === 'string' && states.includes(at.originalCode)) return true;
    if ('meta' in at && hasSqlState(at.meta, ...states)) return true;
    if ('driverAdapterError' in at && hasSqlState(at.driverAdapterError, ...states)) return true;
    at = 'cause' in at ? at.cause : undefined;
  }
  return false;
}
