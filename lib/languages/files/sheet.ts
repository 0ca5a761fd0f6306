import { CsvError, parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import writeXlsxFile from 'write-excel-file/node';
import { byteOrderMark, csvRecord, guardCell, readCell } from '#lib/core/csv.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import type { ReadTerm } from './tbx.ts';
import { readTerms, termColumns } from './term-sheet.ts';
import { damaged, type FileLanguages, type FileUnit, type UnitSink } from './unit.ts';

const columns = ['key', 'source', 'target', 'state', 'note'] as const;

/** The header says the languages: key, source:en, target:pl, state, note. */
function header({ source, target }: FileLanguages): string[] {
  return columns.map((name) =>
    name === 'source' ? `source:${source}` : name === 'target' ? `target:${target}` : name,
  );
}

function cells(unit: FileUnit): string[] {
  return columns.map((name) => unit[name]);
}

/** CSV, written while it is read from. A cell that a spreadsheet would run begins with an apostrophe, which reading takes off again. */
export async function* writeCsv(units: AsyncIterable<FileUnit>, languages: FileLanguages): AsyncGenerator<string> {
  yield byteOrderMark + csvRecord(header(languages));
  for await (const unit of units) yield csvRecord(cells(unit));
}

/** What a workbook cannot hold is written as Excel does: _x000D_ for a carriage return, _x005F_ for an underscore that would read so. */
function workbookText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udfff](?<![\ud800-\udbff][\udc00-\udfff])(?![\udc00-\udfff])/g,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

/** A workbook with the columns of the CSV. It is made as a whole, so it takes at most `limits.workbookUnits`. */
export async function writeWorkbook(units: AsyncIterable<FileUnit>, languages: FileLanguages): Promise<Buffer> {
  const rows: FileUnit[] = [];
  for await (const unit of units) {
    if (rows.length === limits.workbookUnits)
      throw new DomainError('translation_files.too_many_rows', { most: limits.workbookUnits });
    rows.push(unit);
  }
  return writeXlsxFile([
    {
      sheet: languages.target,
      stickyRowsCount: 1,
      columns: columns.map((name) => ({ width: name === 'source' || name === 'target' ? 60 : 30 })),
      data: [
        header(languages).map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...rows.map((unit) =>
          cells(unit).map((value) => (value === '' ? null : { value: workbookText(guardCell(value)), type: String })),
        ),
      ],
    },
  ]).toBuffer();
}

/** Reads rows, the first of which is the header; columns may stand in any order, and say whether it is a table of strings or of terms. */
function readRows(rows: readonly (readonly string[])[], sink: UnitSink, term: (each: ReadTerm) => void): void {
  const [names = [], ...records] = rows;
  const ofTerms = termColumns(names);
  if (ofTerms) {
    readTerms(rows, ofTerms, term, sink.languages);
    return;
  }
  const find = (wanted: string) => names.findIndex((name) => name.trim().toLowerCase().split(':')[0] === wanted);
  const [key, source, target] = [find('key'), find('source'), find('target')];
  if (key < 0 || target < 0) throw damaged(1, 'columns');
  const language = (at: number) => names[at]?.split(':')[1]?.trim() ?? null;
  sink.languages(language(source), language(target), 1);
  for (const [at, record] of records.entries()) {
    if (record.every((cell) => cell === '')) continue;
    const cell = (column: number) => readCell(record[column] ?? '');
    sink.unit({ key: cell(key), source: source < 0 ? '' : cell(source), target: cell(target), line: at + 2 });
  }
}

/** Reads CSV as people's programs write it: with commas, semicolons or tabs. */
export function readCsv(text: string, sink: UnitSink, term: (each: ReadTerm) => void): void {
  const first = text.slice(0, 4_096).split(/\r\n|\n|\r/)[0] ?? '';
  const delimiter = [',', ';', '\t'].reduce((a, b) => (first.split(b).length > first.split(a).length ? b : a));
  let rows: string[][];
  try {
    rows = parse(text, {
      bom: true,
      delimiter,
      // Ours ends records as RFC 4180 has it, and so keeps a lone carriage return or line feed within a cell.
      record_delimiter: /\r\n/.test(text.slice(0, 4_096)) ? ['\r\n'] : ['\n', '\r'],
      relax_column_count: true,
      to: limits.translationUnits + 2,
      max_record_size: limits.translationRecord,
    });
  } catch (error) {
    const line: unknown = error instanceof CsvError ? error['lines'] : undefined;
    if (error instanceof CsvError) throw damaged(typeof line === 'number' ? line : 1, 'csv');
    throw error;
  }
  readRows(rows, sink, term);
}

/** Reads the first sheet of a workbook. */
export async function readWorkbook(bytes: Uint8Array, sink: UnitSink, term: (each: ReadTerm) => void): Promise<void> {
  let rows: string[][];
  try {
    let total = 0;
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize;
        return false;
      },
    });
    if (total > limits.importUnpacked)
      throw new DomainError('translation_files.too_large', { most: limits.importUnpacked / 1024 / 1024 });
    const read = await readSheet(new Blob([new Uint8Array(bytes)]), 1, {
      trim: false,
      parseNumber: (digits) => digits,
    });
    rows = read.map((row) => row.map((cell) => (cell === null || cell === undefined ? '' : String(cell))));
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw damaged(1, 'workbook');
  }
  readRows(rows, sink, term);
}
