import { rightsError } from './errors.ts';

/** Parent → children. A code that is nobody's parent is a leaf; groups may overlap. */
export type Groups = Readonly<Record<string, readonly string[]>>;

/** What the parties write in one dimension: these codes, without those. */
export interface Expression {
  readonly include: readonly string[];
  readonly except?: readonly string[] | undefined;
}

/** One dimension of a scope: its leaves, its groups, and the leaves' integers in the database. */
export interface Hierarchy {
  /** In code order, as all lists of leaves in this room. */
  readonly leaves: readonly string[];
  readonly groups: readonly string[];
  /** The leaves that one code stands for; a leaf stands for itself. Throws `rights.unknown_code`. */
  leavesOf(code: string): readonly string[];
  /** The leaves that an expression means: include minus except. Throws `rights.unknown_code`. */
  meaning(expression: Expression): readonly string[];
  /** The integer of a leaf. Throws `rights.unknown_code`, for a group too. */
  id(leaf: string): number;
  /** The leaf of an integer. Throws `rights.unknown_code`. */
  leaf(id: number): string;
}

/**
 * Builds a hierarchy. `ids` gives each leaf its integer, 0 to 1023, for ever; without it leaves are numbered in code order, which
 * serves where nothing is stored. Codes that only `ids` names are leaves outside every group.
 * Throws `rights.hierarchy_cycle`, `rights.duplicate_id`, and `rights.unknown_code` for a leaf without an integer.
 */
export function hierarchy(groups: Groups, ids?: Readonly<Record<string, number>>): Hierarchy {
  const meanings = expand(groups);
  for (const code of Object.keys(ids ?? {})) if (!meanings.has(code)) meanings.set(code, [code]);
  const leaves = [...meanings.keys()].filter((code) => !Object.hasOwn(groups, code)).sort();
  const idOf = new Map(leaves.map((leaf, position) => [leaf, ids === undefined ? position : known(ids[leaf], leaf)]));
  const leafOf = new Map([...idOf].map(([leaf, id]) => [id, leaf]));
  if (leafOf.size < leaves.length) throw rightsError('rights.duplicate_id');

  const leavesOf = (code: string): readonly string[] => known(meanings.get(code), code);
  return {
    leaves,
    groups: Object.keys(groups),
    leavesOf,
    meaning({ include, except = [] }) {
      const left = new Set(include.flatMap(leavesOf));
      for (const leaf of except.flatMap(leavesOf)) left.delete(leaf);
      return [...left].sort();
    },
    id: (leaf) => known(idOf.get(leaf), leaf),
    leaf: (id) => known(leafOf.get(id), id),
  };
}

/** Every code with its leaves, in code order. */
function expand(groups: Groups): Map<string, readonly string[]> {
  const done = new Map<string, readonly string[]>();
  const visit = (code: string, path: readonly string[]): readonly string[] => {
    if (path.includes(code)) throw rightsError('rights.hierarchy_cycle', { path: [...path, code] });
    const before = done.get(code);
    if (before !== undefined) return before;
    const children = Object.hasOwn(groups, code) ? groups[code] : undefined;
    const leaves = children?.flatMap((child) => visit(child, [...path, code])) ?? [code];
    const meaning = [...new Set(leaves)].sort();
    done.set(code, meaning);
    return meaning;
  };
  for (const code of Object.keys(groups)) visit(code, []);
  return done;
}

function known<T>(value: T | undefined, code: string | number): T {
  if (value === undefined) throw rightsError('rights.unknown_code', { code });
  return value;
}
