/** What `guardCell` put an apostrophe before. */
const guarded = /^'+[=+\-@\t\r]/;

/** The value of a cell as it came from a file: the inverse of `guardCell`. */
export function readCell(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}
