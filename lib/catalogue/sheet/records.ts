import { decode, detectEncoding } from '#lib/core/encoding.ts';
import { detectSeparator, parseCsv } from './csv.ts';
import { isWorkbook, parseWorkbook } from './workbook.ts';

/** Records of any sheet (XLSX, or CSV in whatever encoding and with whatever separator), the first is the header. Throws `import.damaged…`. */
export async function readRecords(bytes: Uint8Array, rows: number): Promise<string[][]> {
  if (isWorkbook(bytes)) return parseWorkbook(bytes, rows);
  const text = decode(bytes, detectEncoding(bytes));
  return parseCsv(text, detectSeparator(text), rows);
}
