import { byteOrderMark, csvRecord, numberOrText } from '#lib/core/csv.ts';

/** Rows as CSV (RFC 4180) with a byte order mark, by which spreadsheets know UTF-8. */
export function csv(rows: readonly (readonly string[])[]): string {
  return byteOrderMark + rows.map((row) => csvRecord(row.map(numberOrText))).join('');
}
