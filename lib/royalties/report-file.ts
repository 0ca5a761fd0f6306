import { readCell, readRecords, sheetAmount } from '#lib/catalogue/index.ts';
import { type Currency, isCurrency } from '#lib/core/currency.ts';
import { DomainError, DomainErrors } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';

/** Columns of a report of sales, in the order of the template. */
export const reportColumns = [
  'period',
  'work',
  'product',
  'right',
  'territory',
  'currency',
  'units',
  'receipts',
  'deductions',
  'price',
] as const;
export type ReportColumn = (typeof reportColumns)[number];

/** What a file may say under a licence in a period. */
export interface ReportFrame {
  readonly period: string;
  /** Slugs of the works by their ids. */
  readonly works: ReadonlyMap<string, string>;
  /** Codes of rights, groups among them, and countries. */
  readonly rights: ReadonlySet<string>;
  readonly territories: ReadonlySet<string>;
  readonly currency: Currency;
  /** Royalties of a retail or wholesale price need it. */
  readonly needsPrice: boolean;
}

/** A line of a report, as it is kept. */
export interface ReportLine {
  readonly row: number;
  readonly workId: string;
  readonly product: string;
  readonly right: string;
  readonly territory: string;
  readonly currency: Currency;
  readonly units: number;
  readonly receiptsMinor: bigint;
  readonly deductionsMinor: bigint;
  readonly listMinor: bigint;
}

type Values = Readonly<Partial<Record<ReportColumn, string>>>;

/** A cell that cannot be kept: its code says what is wrong with it. */
class CellProblem extends Error {
  readonly column: ReportColumn;
  readonly code: string;
  readonly more: Readonly<Record<string, unknown>>;
  constructor(column: ReportColumn, code: string, more: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.column = column;
    this.code = code;
    this.more = more;
  }
}

/**
 * The lines of a file. Throws `royalties.header_unknown` or `royalties.no_rows` for a file that is no report, what `readRecords` throws,
 * and `DomainErrors` that name each wrong cell by row and column: a file is taken whole or not at all.
 */
export async function readReport(bytes: Uint8Array, frame: ReportFrame): Promise<ReportLine[]> {
  const [header = [], ...records] = await readRecords(bytes, limits.reportRows);
  const keys = header.map((cell) => cell.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, '_'));
  const needed = ['territory', 'units', 'receipts', ...(frame.needsPrice ? ['price'] : [])];
  const missing = needed.filter((column) => !keys.includes(column));
  if (missing.length > 0) throw new DomainError('royalties.header_unknown', { columns: missing }, 'file');
  if (records.length > limits.reportRows)
    throw new DomainError('royalties.too_many_rows', { limit: limits.reportRows }, 'file');
  const places = reportColumns.flatMap((column) =>
    keys.includes(column) ? [{ column, at: keys.indexOf(column) }] : [],
  );
  const { lines, problems } = readRows(records, places, frame);
  if (problems.length > 0) throw told(problems);
  if (lines.length === 0) throw new DomainError('royalties.no_rows', {}, 'file');
  return lines;
}

function readRows(
  records: readonly (readonly string[])[],
  places: readonly { readonly column: ReportColumn; readonly at: number }[],
  frame: ReportFrame,
) {
  const lines: ReportLine[] = [];
  const problems: { row: number; problem: CellProblem }[] = [];
  const seen = new Map<string, number>();
  for (const [at, cells] of records.entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const row = at + 2;
    const values: Values = Object.fromEntries(
      places.map(({ column, at: place }) => [column, readCell(cells[place] ?? '').trim()]),
    );
    try {
      const line = readLine(row, values, frame);
      refuseTwice(seen, line);
      lines.push(line);
    } catch (error) {
      if (!(error instanceof CellProblem)) throw error;
      problems.push({ row, problem: error });
    }
  }
  return { lines, problems };
}

/** The same product, use, country and amounts again are a row pasted twice. */
function refuseTwice(seen: Map<string, number>, { row, ...line }: ReportLine): void {
  const key = Object.values(line).join('\u0000');
  const first = seen.get(key);
  if (first !== undefined) throw new CellProblem('product', 'royalties.cell_twice', { first });
  seen.set(key, row);
}

function told(problems: readonly { row: number; problem: CellProblem }[]): DomainErrors {
  const shown = problems.slice(0, limits.reportProblems);
  const rows = shown.map(
    ({ row, problem }, at) =>
      new DomainError(problem.code, { row, column: problem.column, ...problem.more }, `rows.${at}`),
  );
  const more = problems.length - shown.length;
  const last = more > 0 ? [new DomainError('royalties.more_problems', { count: more }, `rows.${shown.length}`)] : [];
  return new DomainErrors([
    new DomainError('royalties.rows_wrong', { count: problems.length }, 'file'),
    ...rows,
    ...last,
  ]);
}

function readLine(row: number, values: Values, frame: ReportFrame): ReportLine {
  const code = (values.currency || frame.currency).toUpperCase();
  if (!isCurrency(code)) throw new CellProblem('currency', 'royalties.cell_currency', { value: code.slice(0, 20) });
  if (values.period && values.period.toUpperCase() !== frame.period)
    throw new CellProblem('period', 'royalties.cell_period', {
      value: values.period.slice(0, 20),
      period: frame.period,
    });
  const units = unitsOf(values.units ?? '');
  const deductionsMinor = amountOf('deductions', values.deductions || '0', code);
  if (deductionsMinor < 0n)
    throw new CellProblem('deductions', 'royalties.cell_below_zero', { value: values.deductions });
  const price = frame.needsPrice ? amountOf('price', values.price ?? '', code) : 0n;
  if (price < 0n) throw new CellProblem('price', 'royalties.cell_below_zero', { value: values.price });
  return {
    row,
    workId: workOf(values.work ?? '', frame),
    product: (values.product ?? '').slice(0, limits.shortText),
    right: rightOf(values.right ?? '', frame),
    territory: territoryOf(values.territory ?? '', frame),
    currency: code,
    units,
    receiptsMinor: amountOf('receipts', values.receipts ?? '', code),
    deductionsMinor,
    listMinor: price * BigInt(units),
  };
}

function workOf(slug: string, { works }: ReportFrame): string {
  const only = works.size === 1 ? works.keys().next().value : undefined;
  const found = [...works].find(([, name]) => name === slug.toLowerCase())?.[0] ?? (slug === '' ? only : undefined);
  if (!found)
    throw new CellProblem('work', 'royalties.cell_work', { value: slug.slice(0, 60), works: [...works.values()] });
  return found;
}

function rightOf(value: string, { rights }: ReportFrame): string {
  const [only = ''] = rights.size === 1 ? rights : [];
  const right = value === '' ? only : value.toLowerCase();
  if (!rights.has(right))
    throw new CellProblem('right', value === '' ? 'royalties.cell_empty' : 'royalties.cell_outside', {
      value: value.slice(0, 40),
    });
  return right;
}

function territoryOf(value: string, { territories }: ReportFrame): string {
  const code = value.toUpperCase();
  if (code === '') throw new CellProblem('territory', 'royalties.cell_empty');
  if (!territories.has(code))
    throw new CellProblem('territory', 'royalties.cell_outside', { value: value.slice(0, 40) });
  return code;
}

/** Pieces; returns are below zero. */
function unitsOf(value: string): number {
  const compact = value
    .normalize('NFKC')
    .replace(/[\s'’]/gu, '')
    .replace('−', '-');
  if (compact === '') throw new CellProblem('units', 'royalties.cell_empty');
  if (!/^-?\d{1,9}$/.test(compact))
    throw new CellProblem('units', 'royalties.cell_units', { value: value.slice(0, 20) });
  return Number(compact);
}

/** An amount; what was paid back is below zero, with a minus or in brackets. */
function amountOf(column: ReportColumn, value: string, code: Currency): bigint {
  const compact = value.normalize('NFKC').replace('−', '-').trim();
  if (compact === '') throw new CellProblem(column, 'royalties.cell_empty');
  const negative = /^-/.test(compact) || /^\(.*\)$/.test(compact);
  try {
    const { minor } = sheetAmount(compact.replace(/^[-(]|\)$/g, ''), code);
    return negative ? -minor : minor;
  } catch (error) {
    if (error instanceof DomainError)
      throw new CellProblem(column, 'royalties.cell_amount', { value: value.slice(0, 30) });
    throw error;
  }
}
