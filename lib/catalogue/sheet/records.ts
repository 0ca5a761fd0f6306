import { detectSeparator, parseCsv } from './csv.ts';
import { decode, detectEncoding } from './encoding.ts';
import { isWorkbook, parseWorkbook } from './workbook.ts';

/** The records of a CSV or an Excel file, whatever its separator and encoding; the first is the header. Throws `import.damaged` and its like. */
export async function readRecords(bytes: Uint8Array): Promise<string[][]> {
  if (isWorkbook(bytes)) return parseWorkbook(bytes);
  const text = decode(bytes, detectEncoding(bytes));
  return parseCsv(text, detectSeparator(text));
}
