import type { GrantState } from '#lib/db/generated/client.ts';
import { hierarchies } from './hierarchies.ts';

/** What of a grant says which uses and countries were given. */
export const grantedColumns = { state: true, rights: true, territories: true } as const;

interface Granted {
  readonly state: GrantState;
  readonly rights: readonly number[];
  readonly territories: readonly number[];
}

export interface GrantedLeaves {
  readonly rights: readonly string[];
  readonly territories: readonly string[];
}

/** The uses and countries of grants as they were meant on the day of signing, whatever their groups mean today. */
export function grantedLeaves(grants: readonly Granted[]): GrantedLeaves {
  const leaves = (dimension: 'rights' | 'territories') =>
    [...new Set(grants.flatMap((grant) => grant[dimension]))].map(hierarchies[dimension].leaf).sort();
  return { rights: leaves('rights'), territories: leaves('territories') };
}

/** The same of those that stand, or of all where a licence has ended. */
export function standingLeaves(grants: readonly Granted[]): GrantedLeaves {
  const standing = grants.filter(({ state }) => state === 'in_force');
  return grantedLeaves(standing.length > 0 ? standing : grants);
}
