import { writeJson } from './json.ts';
import { writePo } from './po.ts';
import type { FileFormat, TermFormat } from './read.ts';
import { writeCsv, writeWorkbook } from './sheet.ts';
import { writeTmx } from './tmx.ts';
import type { FileLanguages, FileUnit } from './unit.ts';
import { writeXliff1 } from './xliff1.ts';
import { writeXliff2 } from './xliff2.ts';

/** Formats of strings and their translations; the others are of terms. */
export type UnitFormat = Exclude<FileFormat, TermFormat>;

type Writer = (units: AsyncIterable<FileUnit>, languages: FileLanguages) => AsyncGenerator<string>;

const writers: Readonly<Record<Exclude<UnitFormat, 'xlsx'>, Writer>> = {
  xliff2: writeXliff2,
  xliff1: writeXliff1,
  po: writePo,
  json: writeJson,
  csv: writeCsv,
  tmx: writeTmx,
};

export const fileEndings: Readonly<Record<FileFormat, string>> = {
  xliff2: 'xlf',
  xliff1: 'xlf',
  po: 'po',
  json: 'json',
  csv: 'csv',
  xlsx: 'xlsx',
  tmx: 'tmx',
  tbx: 'tbx',
  terms_csv: 'csv',
  terms_xlsx: 'xlsx',
};

export const mediaTypes: Readonly<Record<FileFormat, string>> = {
  xliff2: 'application/xliff+xml',
  xliff1: 'application/x-xliff+xml',
  po: 'text/x-gettext-translation; charset=utf-8',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  tmx: 'application/x-tmx+xml',
  tbx: 'application/x-tbx+xml',
  terms_csv: 'text/csv; charset=utf-8',
  terms_xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** How much is gathered before it is handed on. */
const chunk = 64 * 1024;

/** A file of units, as bytes while they are read from: what is held at a time does not grow with the file (but of a workbook). */
export async function* writeUnits(
  format: UnitFormat,
  units: AsyncIterable<FileUnit>,
  languages: FileLanguages,
): AsyncGenerator<Uint8Array> {
  if (format === 'xlsx') {
    yield new Uint8Array(await writeWorkbook(units, languages));
    return;
  }
  const encoder = new TextEncoder();
  let gathered = '';
  for await (const text of writers[format](units, languages)) {
    gathered += text;
    if (gathered.length < chunk) continue;
    yield encoder.encode(gathered);
    gathered = '';
  }
  if (gathered !== '') yield encoder.encode(gathered);
}
