import { type Dimension, dimensions, type Hierarchies, type Scope } from './scope.ts';

/** A scope as the database stores it: leaves as integers, ascending, and days as a `daterange`. */
export type ScopeColumns = Readonly<Record<Dimension, readonly number[]>> & { readonly term: string };

/** Throws `rights.unknown_code` for leaves that are not of these hierarchies. */
export function columnsOf(scope: Scope, hierarchies: Hierarchies): ScopeColumns {
  const ids = (dimension: Dimension) => scope[dimension].map(hierarchies[dimension].id).sort((a, b) => a - b);
  const [rights = [], territories = [], languages = []] = dimensions.map(ids);
  return { rights, territories, languages, term: `[${scope.term.start},${scope.term.end ?? ''})` };
}

/** Reads the columns back. `start` and `end` are ISO dates, as `lower(term)::text` and `upper(term)::text` give them. */
export function scopeOf(
  columns: Omit<ScopeColumns, 'term'> & { readonly start: string; readonly end: string | null },
  hierarchies: Hierarchies,
): Scope {
  // As many as there are is all of them: the commonest set by far, and the longest to sort.
  const leaves = (dimension: Dimension) =>
    columns[dimension].length === hierarchies[dimension].leaves.length
      ? hierarchies[dimension].leaves
      : columns[dimension].map(hierarchies[dimension].leaf).sort();
  const [rights = [], territories = [], languages = []] = dimensions.map(leaves);
  return { rights, territories, languages, term: { start: columns.start, end: columns.end } };
}
