import writeXlsxFile from 'write-excel-file/node';
import { byteOrderMark, csvRecord, guardCell, readCell } from '#lib/core/csv.ts';
import type { Term, TermWord } from '#lib/db/generated/client.ts';
import type { ReadTerm } from './tbx.ts';
import { damaged, type UnitSink } from './unit.ts';

const columns = [
  'term',
  'english',
  'word',
  'alternatives',
  'forbidden',
  'part_of_speech',
  'domain',
  'do_not_translate',
  'definition',
] as const;

type Terms = Iterable<Term & { readonly words: readonly TermWord[] }>;

/** Words of one kind in one cell, as people write them. */
const between = ' | ';

function* records(terms: Terms, locale: string): Generator<string[]> {
  yield columns.map((name) => (name === 'word' ? `word:${locale}` : name));
  for (const { slug, words, partOfSpeech, domain, doNotTranslate, definition } of terms) {
    const own = words.find((word) => word.locale === locale);
    const english = words.find((word) => word.locale === 'en')?.value ?? '';
    const lists = [own?.alternatives ?? [], own?.forbidden ?? []].map((list) => list.join(between));
    yield [slug, english, own?.value ?? '', ...lists, partOfSpeech, domain, doNotTranslate ? 'yes' : '', definition];
  }
}

/** The glossary of a language as CSV. A cell that a spreadsheet would run begins with an apostrophe, which reading takes off again. */
export function* writeTermsCsv(terms: Terms, locale: string): Generator<string> {
  let mark = byteOrderMark;
  for (const record of records(terms, locale)) {
    yield mark + csvRecord(record);
    mark = '';
  }
}

/** The same as a workbook. */
export function writeTermsWorkbook(terms: Terms, locale: string): Promise<Buffer> {
  const [names = [], ...rows] = records(terms, locale);
  return writeXlsxFile([
    {
      sheet: locale,
      stickyRowsCount: 1,
      columns: columns.map((name) => ({ width: name === 'definition' ? 60 : 24 })),
      data: [
        names.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map((value) => (value === '' ? null : { value: guardCell(value), type: String }))),
      ],
    },
  ]).toBuffer();
}

/** The places of the columns of a table of terms; null where it is a table of something else. */
export function termColumns(names: readonly string[]): ((wanted: string) => number) | null {
  const bare = names.map((name) => name.trim().toLowerCase().split(':')[0] ?? '');
  const find = (wanted: string) => bare.indexOf(wanted);
  return find('word') >= 0 && (find('term') >= 0 || find('english') >= 0) ? find : null;
}

/** Reads a table of terms, the first row of which is the header; a row without a word says nothing of its term. */
export function readTerms(
  [names = [], ...rows]: readonly (readonly string[])[],
  find: (wanted: string) => number,
  sink: (term: ReadTerm) => void,
  languages: UnitSink['languages'],
): void {
  const said = names[find('word')]?.split(':')[1]?.trim();
  if (!said) throw damaged(1, 'columns');
  languages('en', said, 1);
  for (const [at, row] of rows.entries()) {
    const cell = (wanted: string) => readCell(row[find(wanted)] ?? '').trim();
    const list = (wanted: string) =>
      cell(wanted)
        .split(/\s*[|;；\n]\s*/)
        .filter((word) => word !== '');
    if (cell('word') === '') continue;
    sink({
      slug: cell('term'),
      english: cell('english'),
      line: at + 2,
      value: cell('word'),
      alternatives: list('alternatives'),
      forbidden: list('forbidden'),
      about: {
        domain: cell('domain').toLowerCase(),
        partOfSpeech: cell('part_of_speech').toLowerCase(),
        definition: cell('definition'),
        kept: /^(?:yes|1|true|x)$/i.test(cell('do_not_translate')),
      },
    });
  }
}
