/** One line of a comparison: a fact of each listing, as text; empty where there is none. */
export interface ComparedRow {
  readonly name: string;
  readonly values: readonly string[];
  readonly differs: boolean;
}

/** A row, marked where not all say the same. */
export function comparedRow(name: string, values: readonly string[]): ComparedRow {
  return { name, values, differs: new Set(values).size > 1 };
}
