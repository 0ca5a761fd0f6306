import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { defaultLocale, type Locale } from '../locales.ts';
import { allTerms } from '../termbase/read.ts';
import { interfaceUnits } from './known.ts';
import { type FileFormat, isTermFormat, type TermFormat } from './read.ts';
import { writeTbx } from './tbx.ts';
import { writeTermsCsv, writeTermsWorkbook } from './term-sheet.ts';
import type { FileUnit } from './unit.ts';
import { type UnitFormat, writeUnits } from './write.ts';

async function* each(units: readonly FileUnit[]): AsyncGenerator<FileUnit> {
  yield* units;
}

async function* bytesOf(parts: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const part of parts) yield encoder.encode(part);
}

/** The interface of a language as a file, or (TBX, tables of terms) the glossary. Asks for `message.edit` before anything is written. */
export async function exportInterface(
  actor: Actor,
  locale: Locale,
  format: FileFormat,
  only?: 'missing',
): Promise<AsyncGenerator<Uint8Array>> {
  authorize(actor, 'message.edit', { locale });
  if (isTermFormat(format)) return exportTerms(locale, format);
  return exportUnits(format, each(await interfaceUnits(actor, locale, only)), locale);
}

async function exportTerms(locale: Locale, format: TermFormat): Promise<AsyncGenerator<Uint8Array>> {
  const terms = await allTerms();
  if (format === 'tbx') return bytesOf(writeTbx(terms));
  if (format === 'terms_csv') return bytesOf(writeTermsCsv(terms, locale));
  return wholeFile(await writeTermsWorkbook(terms, locale));
}

async function* wholeFile(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Units of one original language as a file, written while they are read from. */
export function exportUnits(
  format: UnitFormat,
  units: AsyncIterable<FileUnit>,
  target: Locale,
  source: string = defaultLocale,
): AsyncGenerator<Uint8Array> {
  return writeUnits(format, units, { source, target });
}
