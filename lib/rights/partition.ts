import type { Dimension, Scope } from './scope.ts';

/** Leaves of a scope, as a box, that exactly the same of the other scopes reach (days aside). */
export type Part<T> = Readonly<Record<Dimension, readonly string[]>> & { readonly reaching: readonly T[] };

/**
 * Cuts the leaves of a scope into disjoint boxes, within each of which the same others reach every cell. Leaves that the same others
 * have are kept together, one dimension within the other, so that the whole world with ten others is some dozens of boxes and not a
 * million cells.
 */
export function partition<T extends { readonly scope: Scope }>(
  scope: Readonly<Record<Dimension, readonly string[]>>,
  others: readonly T[],
): Part<T>[] {
  return classesOf(scope, 'rights', others).flatMap(({ leaves: rights, having: inRights }) =>
    classesOf(scope, 'territories', inRights).flatMap(({ leaves: territories, having: inTerritories }) =>
      classesOf(scope, 'languages', inTerritories).map(({ leaves: languages, having: reaching }) => ({
        rights,
        territories,
        languages,
        reaching,
      })),
    ),
  );
}

/** The leaves of one dimension, together where the same others have them. */
function classesOf<T extends { readonly scope: Scope }>(
  scope: Readonly<Record<Dimension, readonly string[]>>,
  dimension: Dimension,
  others: readonly T[],
): { leaves: readonly string[]; having: readonly T[] }[] {
  // Grants share their lists of leaves (`scopeOf`): each list is walked once, however many have it.
  const lists = [...new Set(others.map((other) => other.scope[dimension]))];
  const positions = new Map<string, number[]>(scope[dimension].map((leaf) => [leaf, []]));
  lists.forEach((list, position) => {
    for (const leaf of list) positions.get(leaf)?.push(position);
  });
  return [...Map.groupBy(positions, ([, having]) => having.join()).values()].map((same) => {
    const having = new Set(same[0]?.[1].map((position) => lists[position]));
    return { leaves: same.map(([leaf]) => leaf), having: others.filter((other) => having.has(other.scope[dimension])) };
  });
}
