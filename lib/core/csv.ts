/** Beginnings that a spreadsheet takes for a formula, also behind apostrophes of our own. */
const dangerous = /^'*[=+\-@\t\r]/;

/** A cell that is taken as it is: a number, whose minus is no formula. */
export interface PlainCell {
  readonly plain: string;
}

export type CsvRow = readonly (string | PlainCell)[];

/** A value as it stands in a file: what a spreadsheet would run gets an apostrophe before it. */
export function guardCell(value: string): string {
  return dangerous.test(value) ? `'${value}` : value;
}

/** What `guardCell` put an apostrophe before. */
const guarded = /^'+[=+\-@\t\r]/;

/** The value of a cell as it came from a file: the inverse of `guardCell`. */
export function readCell(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}

/** A field as RFC 4180 has it. */
function field(value: string | PlainCell): string {
  const cell = typeof value === 'string' ? guardCell(value) : value.plain;
  return /[",;\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A cell that is a number stays one. */
export function numberOrText(value: string): string | PlainCell {
  return /^-?\d+(\.\d+)?$/.test(value) ? { plain: value } : value;
}

/** One record with its line end. */
export function csvRecord(values: CsvRow): string {
  return `${values.map(field).join(',')}\r\n`;
}

/** What tells a spreadsheet that the file is UTF-8. */
export const byteOrderMark = '\ufeff';

/** A file that is written while it is read from. */
export function csvStream(
  header: readonly string[],
  parts: AsyncGenerator<readonly CsvRow[]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(byteOrderMark + csvRecord(header))),
    pull: async (controller) => {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value.map(csvRecord).join('')));
    },
    cancel: async () => {
      await parts.return(undefined);
    },
  });
}
