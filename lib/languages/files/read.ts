import { detectEncoding, type Encoding } from '#lib/core/encoding.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { readJson } from './json.ts';
import { readPo } from './po.ts';
import { readCsv, readWorkbook } from './sheet.ts';
import { type ReadTerm, tbxHandler } from './tbx.ts';
import { tmxHandler } from './tmx.ts';
import { damaged, type FileLanguages, type ReadUnit, type UnitSink } from './unit.ts';
import { xliff1Handler } from './xliff1.ts';
import { xliff2Handler } from './xliff2.ts';
import { XmlReader } from './xml.ts';

export const fileFormats = [
  'xliff2',
  'xliff1',
  'po',
  'json',
  'csv',
  'xlsx',
  'tmx',
  'tbx',
  'terms_csv',
  'terms_xlsx',
] as const;
export type FileFormat = (typeof fileFormats)[number];

/** Formats of terms: they go to the glossary, and not to strings. */
export const termFormats = ['tbx', 'terms_csv', 'terms_xlsx'] as const satisfies readonly FileFormat[];
export type TermFormat = (typeof termFormats)[number];

export function isTermFormat(format: string): format is TermFormat {
  return termFormats.some((each) => each === format);
}

export interface TranslationFile {
  readonly format: FileFormat;
  readonly encoding: Encoding;
  readonly languages: { readonly source: string | null; readonly target: string | null };
  readonly units: readonly ReadUnit[];
  /** Of a TBX, or of a table of terms. */
  readonly terms: readonly ReadTerm[];
}

const head = 2_048;

/** What a file is, by what stands in it and then by its name. Throws `translation_files.unknown_format`. */
export function detectFormat(fileName: string, bytes: Uint8Array): Exclude<FileFormat, `terms_${string}`> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'xlsx';
  const start = decoded(bytes.subarray(0, head), encodingOf(bytes.subarray(0, head), fileName));
  if (/<(?:\w+:)?xliff\b/.test(start))
    return /version\s*=\s*["']1\./.test(start.slice(start.search(/<(?:\w+:)?xliff\b/))) ? 'xliff1' : 'xliff2';
  if (/<tmx\b/.test(start)) return 'tmx';
  if (/<(?:tbx|martif)\b/.test(start)) return 'tbx';
  const ending = /\.(\w+)$/.exec(fileName.toLowerCase())?.[1];
  if (ending === 'po' || ending === 'pot' || /^(?:#.*\n)*\s*msg(?:ctxt|id)\s+"/.test(start)) return 'po';
  if (ending === 'json' || /^\s*\{/.test(start)) return 'json';
  if (ending === 'csv' || ending === 'tsv') return 'csv';
  if (ending === 'xlf' || ending === 'xliff') return 'xliff2';
  if (ending === 'tmx' || ending === 'tbx') return ending;
  throw new DomainError('translation_files.unknown_format', { name: fileName }, 'file');
}

/** By what the file says of itself, and otherwise by its letters. */
export function encodingOf(bytes: Uint8Array, fileName = ''): Encoding {
  if (/\.xlsx$/i.test(fileName)) return 'utf-8';
  const ascii = Buffer.from(bytes.subarray(0, head)).toString('latin1');
  const said = (
    /charset=([\w-]+)/i.exec(ascii)?.[1] ??
    /encoding\s*=\s*["']([\w-]+)/i.exec(ascii)?.[1] ??
    ''
  ).toLowerCase();
  if (/^(?:windows-1251|cp1251)$/.test(said)) return 'windows-1251';
  if (/^(?:windows-1250|cp1250)$/.test(said)) return 'windows-1250';
  if (/^(?:gb2312|gbk|gb18030)$/.test(said)) return 'gb18030';
  return detectEncoding(bytes);
}

function decoded(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * Reads a file of translations into one locale. XML is fed to its parser in pieces; a file that is too large is refused before it is looked
 * at. Throws `translation_files.too_large`, `.unknown_format`, `.damaged` (with its line), `.document_type`, `.too_many_units`.
 */
export async function readTranslationFile(
  fileName: string,
  bytes: Uint8Array,
  wanted: FileLanguages,
): Promise<TranslationFile> {
  if (bytes.length > limits.translationFileBytes)
    throw new DomainError('translation_files.too_large', { most: limits.translationFileBytes / 1024 / 1024 }, 'file');
  const format = detectFormat(fileName, bytes);
  const encoding = encodingOf(bytes, fileName);
  const units: ReadUnit[] = [];
  const terms: ReadTerm[] = [];
  let languages: TranslationFile['languages'] = { source: null, target: null };
  const room = () => {
    if (units.length + terms.length >= limits.translationUnits)
      throw new DomainError('translation_files.too_many_units', { most: limits.translationUnits }, 'file');
  };
  const sink: UnitSink = {
    languages: (source, target) => {
      languages = { source: source ?? languages.source, target: target ?? languages.target };
    },
    unit: (unit) => {
      room();
      units.push({ ...unit, source: wellFormed(unit.source), target: wellFormed(unit.target) });
    },
  };
  const term = (each: ReadTerm) => {
    room();
    terms.push(each);
  };
  if (format === 'xlsx') await readWorkbook(bytes, sink, term);
  else if (format === 'po') readPo(decoded(bytes, encoding), sink);
  else if (format === 'json') readJson(decoded(bytes, encoding), sink);
  else if (format === 'csv') readCsv(decoded(bytes, encoding), sink, term);
  else readXml(bytes, encoding, handlerOf(format, sink, wanted, term));
  if (units.length + terms.length === 0) throw damaged(1, 'empty');
  const ofTerms = terms.length > 0 && (format === 'csv' || format === 'xlsx');
  return { format: ofTerms ? `terms_${format}` : format, encoding, languages, units, terms };
}

/** What the database can hold: no NUL, no half of a surrogate pair. */
function wellFormed(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

function handlerOf(
  format: 'xliff2' | 'xliff1' | 'tmx' | 'tbx',
  sink: UnitSink,
  wanted: FileLanguages,
  term: (each: ReadTerm) => void,
) {
  if (format === 'xliff2') return xliff2Handler(sink);
  if (format === 'xliff1') return xliff1Handler(sink);
  if (format === 'tmx') return tmxHandler(sink, wanted);
  return tbxHandler(term, wanted.target, sink.languages);
}

const piece = 256 * 1024;

function readXml(bytes: Uint8Array, encoding: Encoding, handler: ConstructorParameters<typeof XmlReader>[0]): void {
  const reader = new XmlReader(handler);
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += piece)
    reader.write(decoder.decode(bytes.subarray(at, at + piece), { stream: true }));
  reader.end();
}
