import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { readCell } from './cell.ts';
import { headerKey, isSheetColumn, problemColumn } from './columns.ts';
import { etsyRow, type ForeignRow, isEtsy, isShopify, shopifyRow } from './foreign.ts';
import type { Problem } from './values.ts';

/** Whose columns a file has. */
export type SheetForm = 'own' | 'shopify' | 'etsy';

/** A row by our columns; one that tells of several variants is there once for each. A column that the file does not have is not there. */
export interface SheetRow {
  /** As the spreadsheet counts: the header is row 1. */
  readonly number: number;
  /** As it came. */
  readonly cells: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  /** What is wrong with it beyond its cells. */
  readonly problems: readonly Problem[];
}

export interface SheetTable {
  readonly form: SheetForm;
  readonly header: readonly string[];
  /** Headers that say nothing to us. */
  readonly unused: readonly string[];
  readonly rows: readonly SheetRow[];
}

/** What a file says of listings. Throws `import.*` for a file that is none of listings, or of too many. */
export function readTable(records: readonly (readonly string[])[]): SheetTable {
  const [header = [], ...rest] = records;
  const keys = header.map(headerKey);
  const form = formOf(keys);
  if (!form) throw new DomainError('import.header_unknown');
  const twice = keys.find((key, at) => key !== '' && isSheetColumn(key) && keys.indexOf(key) !== at);
  if (twice) throw new DomainError('import.header_twice', { column: twice });
  if (rest.length > limits.importRows) throw new DomainError('import.too_many_rows', { limit: limits.importRows });
  const used = new Set<string>();
  let variants = 0;
  const rows = rest.flatMap((cells, at): SheetRow[] => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    const named = Object.fromEntries(keys.map((key, column) => [key, readCell(cells[column] ?? '')]));
    const read = valuesOf(form, named, used);
    variants += read?.values.length ?? 0;
    if (variants > limits.importRows) throw new DomainError('import.too_many_variants', { limit: limits.importRows });
    const row = {
      number: at + 2,
      cells: header.map((_, column) => cells[column] ?? ''),
      problems: read?.problems ?? [],
    };
    return (read?.values ?? []).map((values) => ({ ...row, values }));
  });
  if (rows.length === 0) throw new DomainError('import.no_rows');
  const passedOver = (key: string) =>
    key !== '' && key !== problemColumn && !(form === 'own' ? isSheetColumn(key) : used.has(key));
  return { form, header, unused: header.filter((_, at) => passedOver(keys[at] ?? '')), rows };
}

function formOf(keys: readonly string[]): SheetForm | null {
  if (isShopify(keys)) return 'shopify';
  if (isEtsy(keys)) return 'etsy';
  const ours = keys.filter(isSheetColumn);
  const identified = ['listing', 'sku', 'title'].some((column) => ours.includes(column));
  return identified && ours.length >= 2 ? 'own' : null;
}

/** What a row says of variants. Null for a row that is not about one (another shop's picture rows). */
function valuesOf(form: SheetForm, named: Readonly<Record<string, string>>, used: Set<string>): ForeignRow | null {
  if (form === 'own')
    return { values: [Object.fromEntries(Object.entries(named).filter(([key]) => isSheetColumn(key)))], problems: [] };
  const read = (key: string) => {
    if (key in named) used.add(key);
    return named[key]?.trim() ?? '';
  };
  return form === 'shopify' ? shopifyRow(read) : etsyRow(read);
}
