import { conflict } from './conflict.ts';
import type { Grant } from './grant.ts';
import { partition } from './partition.ts';
import type { Dimension, Scope } from './scope.ts';
import { mergeTerms, type Term, termWithout } from './term.ts';

/** Cells of an ask, as a box of leaves, for which the same days are free. */
export type Region = Readonly<Record<Dimension, readonly string[]>> & {
  /** Whether all days asked for are free. */
  readonly whole: boolean;
  /** The free days within the ask's term: merged, in order. */
  readonly free: readonly Term[];
};

export interface Availability {
  /** Of the whole ask. What asks for nothing is free. */
  readonly state: 'free' | 'partly' | 'taken';
  readonly ask: Scope;
  /** Disjoint, and together all cells of the ask. */
  readonly regions: readonly Region[];
}

/**
 * What of an ask is free, given the grants in the work under the control it is asked of (see `Grant`). The asking licensee's own
 * grants take nothing from it. An answer is about the grants alone: whether the holder controls the scope is for `authority`.
 */
export function availability(
  ask: Pick<Grant, 'exclusivity' | 'licensee' | 'scope'>,
  grants: readonly Grant[],
): Availability {
  const { scope } = ask;
  const blockers = grants.filter((held) => conflict(held, { ...ask, state: 'in_force' }) === 'conflict');
  const regions = partition(scope, blockers).map(({ rights, territories, languages, reaching }): Region => {
    const free = reaching.reduce(
      (left, blocker) => left.flatMap((days) => termWithout(days, blocker.scope.term)),
      [scope.term],
    );
    return { rights, territories, languages, whole: reaching.length === 0, free: mergeTerms(free) };
  });
  return { state: stateOf(regions), ask: scope, regions };
}

function stateOf(regions: readonly Region[]): Availability['state'] {
  if (regions.every((region) => region.whole)) return 'free';
  return regions.some((region) => region.free.length > 0) ? 'partly' : 'taken';
}

/** What of an ask is free, as disjoint scopes: the ask without all that takes from it. */
export function freeScopes({ regions }: Availability): Scope[] {
  return regions.flatMap(({ rights, territories, languages, free }) =>
    free.map((days) => ({ rights, territories, languages, term: days })),
  );
}

/** Every cell of an ask that is not free for its whole term, as `right|territory|language`, with the days that remain. */
export function notWhollyFree({ regions }: Availability): Map<string, readonly Term[]> {
  const cells = new Map<string, readonly Term[]>();
  for (const { rights, territories, languages, whole, free } of regions) {
    if (whole) continue;
    for (const right of rights)
      for (const territory of territories)
        for (const language of languages) cells.set(`${right}|${territory}|${language}`, free);
  }
  return cells;
}

/** The territories of an ask in which something of it is not free, in the order of their codes. */
export function placesTaken({ regions }: Availability): string[] {
  return [...new Set(regions.filter(({ whole }) => !whole).flatMap(({ territories }) => territories))].sort();
}
