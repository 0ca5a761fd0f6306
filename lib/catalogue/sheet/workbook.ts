import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import writeXlsxFile from 'write-excel-file/node';
import { guardCell } from '#lib/core/csv.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';

/** Whether a file is a ZIP, as every XLSX is. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** Refuses an archive that says it unpacks to more than we hold; the unpacker never writes more than was said. */
function requireSmall(bytes: Uint8Array): void {
  let total = 0;
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      total += originalSize;
      return false;
    },
  });
  if (total > limits.importUnpacked) throw new DomainError('import.too_large_inside');
}

/** A number as it was meant: binary fractions beyond fifteen digits are the format's, not the author's. */
function numberText(digits: string): string {
  const value = Number(digits);
  return Number.isFinite(value) && Math.abs(value) < 1e15 ? String(Number(value.toPrecision(15))) : digits;
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return cell === null || cell === undefined ? '' : String(cell);
}

/** Records of the first sheet, the first is the header. Throws `import.damaged_workbook`. */
export async function parseWorkbook(bytes: Uint8Array, most: number = limits.importRows): Promise<string[][]> {
  try {
    requireSmall(bytes);
    const copy = new Uint8Array(bytes);
    const rows = await readSheet(new Blob([copy]), 1, { trim: false, parseNumber: numberText });
    return rows.slice(0, most + 2).map((row) => row.map(cellText));
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError('import.damaged_workbook');
  }
}

export interface Sheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const numeric = new Set(['price', 'stock', 'weight_grams']);
const wide = new Set(['title', 'summary', 'description']);

/** A workbook of text, with numbers where a column is one. The header stays in sight. */
export function writeWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ name, header, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: header.map((column) => ({ width: wide.has(column.split(':')[0] ?? '') ? 40 : 16 })),
      data: [
        header.map((column) => ({ value: column, type: String, fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map((value, at) => cell(header[at] ?? '', value))),
      ],
    })),
  ).toBuffer();
}

function cell(column: string, value: string) {
  if (value === '') return null;
  if (!numeric.has(column) || !/^\d{1,12}(\.\d+)?$/.test(value)) return { value: guardCell(value), type: String };
  const [, decimals = ''] = value.split('.');
  return { value: Number(value), type: Number, format: decimals === '' ? '0' : `0.${'0'.repeat(decimals.length)}` };
}
