import type { Scope } from './scope.ts';

/** What may be given to a licensee, the strongest first. `sole`: the holder alone may use it too. */
export const licensed = ['exclusive', 'sole', 'non_exclusive'] as const;
export type Licensed = (typeof licensed)[number];

/** What a holder declares for itself: its own use, and the promise that nobody uses a scope. */
export const declared = ['own_use', 'holdback'] as const;
export const exclusivities = [...licensed, ...declared] as const;
export type Exclusivity = (typeof exclusivities)[number];

export const grantStates = ['option', 'in_force', 'declared', 'lapsed', 'expired', 'terminated'] as const;
export type GrantState = (typeof grantStates)[number];

/** The control of a work's owners (see `Grant`); a licensee's own is its id. */
export const ownersControl = '00000000-0000-0000-0000-000000000000';

/**
 * A scope given, optioned, used by the holder or held back, in one work and **under one control**: all grants by owners of the work
 * are of one control, and the sublicences that a licensee gives are of another, its own. Grants of different controls are never
 * compared: a sublicence lies inside its parent by authority, and would otherwise collide with it.
 */
export interface Grant {
  readonly exclusivity: Exclusivity;
  /** The enterprise that may use it; for own use and holdbacks the holder. */
  readonly licensee: string;
  readonly scope: Scope;
  readonly state: GrantState;
  /** When an option lapses by itself, as an ISO 8601 instant. */
  readonly lapsesAt?: string | undefined;
}

/** Whether a grant still counts. An option counts as what it asks for until it lapses. */
export function counts({ state }: Pick<Grant, 'state'>): boolean {
  return state === 'option' || state === 'in_force' || state === 'declared';
}

/** The state by the clock: an option whose moment has come is lapsed, whether or not its row says so yet. */
export function stateAt({ state, lapsesAt }: Pick<Grant, 'state' | 'lapsesAt'>, now: Date): GrantState {
  const over = state === 'option' && lapsesAt !== undefined && new Date(lapsesAt) <= now;
  return over ? 'lapsed' : state;
}

/** Whether an exclusivity is given to a licensee, and not declared by the holder for itself. */
export function isLicensed(exclusivity: Exclusivity): exclusivity is Licensed {
  return licensed.some((each) => each === exclusivity);
}

/** Whether the first keeps out at least as many others as the second. */
export function atLeastAsExclusive(a: Licensed, b: Licensed): boolean {
  return licensed.indexOf(a) <= licensed.indexOf(b);
}
