/** Beginnings that a spreadsheet takes for a formula, also behind apostrophes of our own. */
const dangerous = /^'*[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

/** A value as it stands in a file: what a spreadsheet would run gets an apostrophe before it. */
export function guardCell(value: string): string {
  return dangerous.test(value) ? `'${value}` : value;
}

/** The value of a cell as it came from a file: the inverse of `guardCell`. */
export function readCell(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}
