import { describe, expect, test } from 'vitest';
import { readTranslationFile } from '#lib/languages/files/read.ts';
import { writeTermsCsv, writeTermsWorkbook } from '#lib/languages/files/term-sheet.ts';

const at = new Date(0);
const about = {
  domain: 'rights',
  partOfSpeech: 'noun',
  definition: 'Leave to use a work.',
  doNotTranslate: false,
} as const;
const word = (locale: string, value: string, more: { alternatives?: string[]; forbidden?: string[] } = {}) => ({
  termId: '1',
  locale,
  value,
  alternatives: more.alternatives ?? [],
  forbidden: more.forbidden ?? [],
  note: '',
  version: 1,
  authorId: null,
  updatedAt: at,
});
const terms = [
  {
    id: '1',
    slug: 'licence',
    createdAt: at,
    ...about,
    words: [
      word('en', 'licence'),
      word('pl', 'licencja', { alternatives: ['zgoda'], forbidden: ['koncesja', 'pozwolenie'] }),
    ],
  },
  {
    id: '2',
    slug: 'sum',
    createdAt: at,
    ...about,
    words: [word('en', '=SUM(A1:A9)'), word('pl', '=HYPERLINK("http://x")')],
  },
];
const wanted = { source: 'en', target: 'pl' };
const read = (name: string, bytes: Uint8Array) => readTranslationFile(name, bytes, wanted);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const expected = [
  {
    slug: 'licence',
    english: 'licence',
    value: 'licencja',
    alternatives: ['zgoda'],
    forbidden: ['koncesja', 'pozwolenie'],
  },
  { slug: 'sum', english: '=SUM(A1:A9)', value: '=HYPERLINK("http://x")', alternatives: [], forbidden: [] },
];

describe('a glossary as a table', () => {
  test('comes back as it went, as CSV and as a workbook', async () => {
    const csv = [...writeTermsCsv(terms, 'pl')].join('');
    expect(await read('glossary.csv', bytesOf(csv))).toMatchObject({
      format: 'terms_csv',
      languages: { source: 'en', target: 'pl' },
      units: [],
      terms: expected,
    });
    const book = new Uint8Array(await writeTermsWorkbook(terms, 'pl'));
    expect(await read('glossary.xlsx', book)).toMatchObject({ format: 'terms_xlsx', terms: expected });
  });

  test('runs nothing in a spreadsheet', () => {
    const csv = [...writeTermsCsv(terms, 'pl')].join('');
    expect(csv).toContain("'=SUM(A1:A9)");
    expect(csv).not.toMatch(/(^|,|")=(SUM|HYPERLINK)/m);
  });

  const table = (words: string) => `english;word:pl;alternatives;forbidden\r\nlicence;${words};;\r\n`;

  const cyrillic = [...'лицензия'].map((letter) => 0xe0 + letter.charCodeAt(0) - 0x430);
  test.each([
    ['windows-1250', [0x6e, 0x61, 0x6c, 0x65, 0xbf, 0x6e, 0x6f, 0x9c, 0xe6], 'należność'],
    ['windows-1251', cyrillic, 'лицензия'],
    ['gb18030', [0xca, 0xda, 0xc8, 0xa8, 0xd0, 0xed, 0xbf, 0xc9], '授权许可'],
  ])('is read by its letters in %s', async (encoding, letters, value) => {
    const file = new Uint8Array([...Buffer.from('english;word:pl\r\nlicence;'), ...letters, 13, 10]);
    const found = await read('glossary.csv', file);
    expect(found).toMatchObject({ encoding, terms: [{ value }] });
  });

  test('without its language is refused in its first line', async () => {
    const file = bytesOf(table('licencja').replace('word:pl', 'word'));
    await expect(read('glossary.csv', file)).rejects.toMatchObject({
      code: 'translation_files.damaged',
      params: { line: 1, reason: 'columns' },
    });
  });
});
