import type { Hierarchies, Scope } from './scope.ts';

/**
 * For finding works by what is taken, a grant's rights × territories are stored as few integers under a GIN index. Leaves have dense
 * integers; aligned blocks of 1, 4, 16, 64 and 256 of them have a number each, and a set of leaves is written as the largest blocks
 * that lie wholly in it: the whole world is a dozen of numbers. Blocks follow from the integers alone, so they never change.
 */
const blockSizes = [1, 4, 16, 64, 256] as const;
const leafLimit = 1024;
/** Above the number of the last block, so that right and territory do not run into each other. */
const rightFactor = 2048;

/** The cells of a grant, ascending. Two scopes share a right and a territory exactly where `cellsOf(a)` meets `probesOf(b)`. */
export function cellsOf(
  { rights, territories }: Pick<Scope, 'rights' | 'territories'>,
  hierarchies: Hierarchies,
): number[] {
  return product(
    largestBlocks(rights.map(hierarchies.rights.id)),
    largestBlocks(territories.map(hierarchies.territories.id)),
  );
}

/** The cells to look for to find grants that touch a scope: every block that holds one of its leaves. Ascending. */
export function probesOf(
  { rights, territories }: Pick<Scope, 'rights' | 'territories'>,
  hierarchies: Hierarchies,
): number[] {
  return product(allBlocks(rights.map(hierarchies.rights.id)), allBlocks(territories.map(hierarchies.territories.id)));
}

function product(rights: readonly number[], territories: readonly number[]): number[] {
  return rights
    .flatMap((right) => territories.map((territory) => right * rightFactor + territory))
    .sort((a, b) => a - b);
}

function allBlocks(ids: readonly number[]): number[] {
  return [...new Set(ids.flatMap((id) => blockSizes.map((size) => block(id, size))))];
}

function largestBlocks(ids: readonly number[]): number[] {
  const left = new Set(ids);
  const blocks: number[] = [];
  for (const size of blockSizes.toReversed())
    for (const [first, members] of Map.groupBy([...left], (id) => Math.floor(id / size) * size)) {
      if (members.length < size) continue;
      blocks.push(block(first, size));
      for (const id of members) left.delete(id);
    }
  return blocks;
}

/** Numbers the blocks of each size after those of the sizes below it. */
function block(id: number, size: number): number {
  const before = blockSizes.filter((smaller) => smaller < size).reduce((sum, smaller) => sum + leafLimit / smaller, 0);
  return before + Math.floor(id / size);
}
