import type { Hierarchy } from './hierarchy.ts';
import { type Dimension, dimensions, type Hierarchies, type Scope } from './scope.ts';

/** A scope as the database stores it: leaves as integers, ascending, and days as a `daterange`. */
export type ScopeColumns = Readonly<Record<Dimension, readonly number[]>> & { readonly term: string };

/** Throws `rights.unknown_code` for leaves that are not of these hierarchies. */
export function columnsOf(scope: Scope, hierarchies: Hierarchies): ScopeColumns {
  const ids = (dimension: Dimension) => scope[dimension].map(hierarchies[dimension].id).sort((a, b) => a - b);
  const [rights = [], territories = [], languages = []] = dimensions.map(ids);
  return { rights, territories, languages, term: `[${scope.term.start},${scope.term.end ?? ''})` };
}

/** The columns of a scope as a question reads them: leaves as the text of an array (`rights::text`), days as ISO dates. */
export type ScopeRow = Readonly<Record<Dimension, string>> & { readonly start: string; readonly end: string | null };

/**
 * Leaves by the text of their integers. Few sets are written in very many grants, and "all languages" is long: each is read once, and
 * is then one and the same list for whoever compares.
 */
const read = new WeakMap<Hierarchy, Map<string, readonly string[]>>();
const mostRead = 10_000;

function leavesOf(hierarchy: Hierarchy, written: string): readonly string[] {
  const known = read.get(hierarchy) ?? new Map<string, readonly string[]>();
  const before = known.get(written);
  if (before !== undefined) return before;
  const ids = written.slice(1, -1).split(',').filter(Boolean).map(Number);
  const leaves = ids.map(hierarchy.leaf).sort();
  if (known.size >= mostRead) known.clear();
  read.set(hierarchy, known.set(written, leaves));
  return leaves;
}

/** Reads the columns back. */
export function scopeOf({ start, end, ...row }: ScopeRow, hierarchies: Hierarchies): Scope {
  return {
    rights: leavesOf(hierarchies.rights, row.rights),
    territories: leavesOf(hierarchies.territories, row.territories),
    languages: leavesOf(hierarchies.languages, row.languages),
    term: { start, end },
  };
}
