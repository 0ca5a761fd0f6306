import { CsvError, parse } from 'csv-parse/sync';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';

/** What stands between two cells, by its name. */
const characters = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type Separator = keyof typeof characters;
export const separators = ['comma', 'semicolon', 'tab'] as const satisfies readonly Separator[];

export function isSeparator(name: string): name is Separator {
  return Object.hasOwn(characters, name);
}

/** The separator of the first line that has any, outside quotes: the one that occurs most. */
export function detectSeparator(text: string): Separator {
  for (const line of text.slice(0, 64 * 1024).split(/\r\n|\n|\r/)) {
    const bare = line.replace(/"(?:[^"]|"")*"/g, '');
    const counts = separators.map((each) => ({ each, count: bare.split(characters[each]).length - 1 }));
    const best = counts.reduce((a, b) => (b.count > a.count ? b : a));
    if (best.count > 0) return best.each;
  }
  return 'comma';
}

/** Records of a file, the first is the header. Throws `import.damaged` with the line where it cannot be read further. */
export function parseCsv(text: string, separator: Separator, rows: number = limits.importRows): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: characters[separator],
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      to: rows + 2,
      max_record_size: limits.importRecord,
    });
  } catch (error) {
    if (error instanceof CsvError) throw new DomainError('import.damaged', { line: lineOf(error) });
    throw error;
  }
}

function lineOf(error: CsvError): number {
  const line: unknown = error['lines'];
  return typeof line === 'number' ? line : 1;
}
