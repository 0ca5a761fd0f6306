import { atLeastAsExclusive, type Grant, isLicensed, type Licensed } from './grant.ts';
import { contains, overlaps, type Scope } from './scope.ts';

/** What an enterprise controls in a work. For ownership, `exclusivity` and `sublicensable` say nothing. */
export interface Holding {
  readonly kind: 'ownership' | 'licence';
  readonly scope: Scope;
  readonly exclusivity: Licensed;
  readonly sublicensable: boolean;
  readonly status: 'in_force' | 'expired' | 'terminated';
}

/** Ordered by how near the holding comes. */
export const authorityAnswers = ['outside_scope', 'not_in_force', 'not_sublicensable', 'more_exclusive', 'ok'] as const;
export type AuthorityAnswer = (typeof authorityAnswers)[number];

/**
 * Whether an enterprise with these holdings may give (or declare) this out of a single one of them: `ok`, or the reason of the holding
 * that comes nearest. Without holdings, everything is outside.
 */
export function authority(holdings: readonly Holding[], ask: Pick<Grant, 'exclusivity' | 'scope'>): AuthorityAnswer {
  const nearest = Math.max(0, ...holdings.map((holding) => authorityAnswers.indexOf(authorityOf(holding, ask))));
  return authorityAnswers[nearest] ?? 'outside_scope';
}

/**
 * Whether this one holding carries the ask. Own use needs no right to sublicense; a holdback binds all, so only exclusive control
 * carries it.
 */
export function authorityOf(holding: Holding, ask: Pick<Grant, 'exclusivity' | 'scope'>): AuthorityAnswer {
  if (!contains(holding.scope, ask.scope)) return 'outside_scope';
  if (holding.status !== 'in_force') return 'not_in_force';
  if (holding.kind === 'ownership') return 'ok';
  if (isLicensed(ask.exclusivity)) {
    if (!holding.sublicensable) return 'not_sublicensable';
    return atLeastAsExclusive(holding.exclusivity, ask.exclusivity) ? 'ok' : 'more_exclusive';
  }
  return ask.exclusivity === 'holdback' && holding.exclusivity !== 'exclusive' ? 'more_exclusive' : 'ok';
}

/** One joint owner's share in a work, where it is owner. */
export interface Owner {
  readonly enterprise: string;
  readonly administrator: boolean;
  readonly scope: Scope;
  readonly status: Holding['status'];
}

/**
 * Whose signatures a grant out of ownership needs: the administrator's alone where one is named for all of the scope, else those of
 * every owner of a part of it. In the order given, each once.
 */
export function signatories(owners: readonly Owner[], scope: Scope): string[] {
  const inForce = owners.filter((owner) => owner.status === 'in_force');
  const administrator = inForce.find((owner) => owner.administrator && contains(owner.scope, scope));
  if (administrator !== undefined) return [administrator.enterprise];
  return [...new Set(inForce.filter((owner) => overlaps(owner.scope, scope)).map((owner) => owner.enterprise))];
}
