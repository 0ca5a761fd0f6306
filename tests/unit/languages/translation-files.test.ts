import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { limits } from '#lib/core/limits.ts';
import { encodingOf, type FileFormat, readTranslationFile } from '#lib/languages/files/read.ts';
import type { FileUnit } from '#lib/languages/files/unit.ts';
import { fileEndings, type UnitFormat, writeUnits } from '#lib/languages/files/write.ts';
import { baseMessages, flatten, type Locale, locales } from '#lib/languages/index.ts';
import { msgfmtFaults } from './msgfmt.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const formats: readonly UnitFormat[] = ['xliff2', 'xliff1', 'po', 'json', 'csv', 'xlsx', 'tmx'];

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function written(format: UnitFormat, units: readonly FileUnit[], target = 'pl'): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of writeUnits(format, each(units), { source: 'en', target })) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

const read = (format: FileFormat, bytes: Uint8Array, target = 'pl') =>
  readTranslationFile(`file.${fileEndings[format]}`, bytes, { source: 'en', target });

const pairs = (units: readonly Pick<FileUnit, 'key' | 'source' | 'target'>[], sources = true) =>
  units.map(({ key, source, target }) => (sources ? [key, source, target] : [key, target]));

const unit = (key: string, source: string, target: string): FileUnit => ({
  key,
  source,
  target,
  state: 'translated',
  note: '',
});
const bytesOf = (text: string) => new TextEncoder().encode(text);

async function shipped(locale: Locale): Promise<FileUnit[]> {
  const [english, own] = await Promise.all([baseMessages('en'), baseMessages(locale)]);
  const targets = flatten(own);
  return [...flatten(english)].map(([key, source]) => unit(key, source, targets.get(key) ?? ''));
}

const hostile = [
  '=cmd|"/c calc"!A1',
  "'=1+1",
  '@SUM(A1)',
  '-1',
  '<script>alert(1)</script>',
  ']]>&amp;&#0;<!-- -->',
  'a\rb\nc\r\nd\te',
  ' edge  spaces ',
  '"quoted", ; and\\backslash \\n',
  '\u0001\u0008\u000b\u001f\u007f\u0085\ufffe',
  'e\u0301 \u200b\u202e\ufeff',
  '𠮷野家 🏺 👩🏽‍🎨',
  '{name} <b>bold</b> {n, plural, one {# piece} other {# pieces}}',
  '{broken',
  '_x000D_ _x005F_',
  '#, fuzzy',
  'msgid "x"',
];

describe('round trips', () => {
  test.each(formats)(
    '%s keeps all shipped messages of all languages',
    async (format) => {
      // XLIFF of all, the others of one language of each script: their letters are told apart by nothing else.
      const some = format === 'xlsx' ? (['zh-CN'] as const) : (['zh-CN', 'bg', 'el', 'pl'] as const);
      for (const locale of format === 'xliff2' ? locales.filter((tag) => tag !== 'en') : some) {
        const units = await shipped(locale);
        const { units: back, languages } = await read(format, await written(format, units, locale), locale);
        const kept = format === 'json' || format === 'tmx' ? units.filter(({ target }) => target !== '') : units;
        expect(pairs(back, format !== 'json')).toEqual(pairs(kept, format !== 'json'));
        if (format !== 'json') expect(languages.target).toBe(locale);
      }
    },
    180_000,
  );

  test.each(formats)('%s keeps hostile text', async (format) => {
    const units = hostile.flatMap((text, n) => [
      unit(`a.${n}`, text, text),
      unit(`b.${n}`, 'x', text),
      unit(`c.${n}`, text, 'x'),
    ]);
    const { units: back } = await read(format, await written(format, units));
    expect(pairs(back, format !== 'json')).toEqual(pairs(units, format !== 'json'));
  });

  test.each(formats.filter((format) => format !== 'xlsx'))(
    '%s keeps any text',
    async (format) => {
      const any = fc.oneof(
        fc.string({ unit: 'binary-ascii', minLength: 1 }),
        fc.string({ unit: 'grapheme', minLength: 1 }),
      );
      const text = any.map((given) => given.replaceAll('\u0000', '').toWellFormed() || 'x');
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), async (given) => {
          const units = given.map(([source, target], n) => unit(`k${n}`, source, target));
          const { units: back } = await read(format, await written(format, units));
          expect(pairs(back, format !== 'json')).toEqual(pairs(units, format !== 'json'));
        }),
        { numRuns: 60 },
      );
    },
    30_000,
  );

  const hasMsgfmt = spawnSync('msgfmt', ['--version']).status === 0;

  /** What gettext says: its rules as we have them, and the program itself where it is installed. */
  function objections(name: string, po: Uint8Array): string[] {
    const faults = msgfmtFaults(po);
    if (hasMsgfmt) {
      const file = path.join(folder, `${name}.po`);
      writeFileSync(file, po);
      const { status, stderr } = spawnSync('msgfmt', ['-c', '-o', '/dev/null', file], { encoding: 'utf8' });
      expect(status === 0, `msgfmt: ${stderr}`).toBe(faults.length === 0);
    }
    return faults;
  }

  test('msgfmt -c accepts the PO of every language, and of hostile text', async () => {
    for (const locale of locales.filter((tag) => tag !== 'en'))
      expect(objections(locale, await written('po', await shipped(locale), locale))).toEqual([]);
    const units = hostile.map((text, n) => unit(`k${n}`, text, text));
    expect(objections('hostile', await written('po', units))).toEqual([]);
    expect(objections('ends', await written('po', [unit('a', 'One\n', 'Jeden'), unit('b', 'Two', '\nDwa\n')]))).toEqual(
      [],
    );
  }, 120_000);

  test.each([
    ['a source twice', 'msgctxt "a"\nmsgid "x"\nmsgstr "y"\n\nmsgctxt "a"\nmsgid "x"\nmsgstr "z"\n'],
    ['an end of line on one side', 'msgid "x\\n"\nmsgstr "y"\n'],
    ['a backslash before nothing', 'msgid "x"\nmsgstr "y\\q"\n'],
    ['a quote too many', 'msgid "x"\nmsgstr "y"z"\n'],
    ['an entry without translation', 'msgid "x"\n'],
  ])('msgfmt -c refuses %s, and so do its rules here', async (name, entry) => {
    const header = new TextDecoder().decode(await written('po', []));
    expect(objections(name.replaceAll(' ', '-'), bytesOf(`${header}\n${entry}`))).not.toEqual([]);
  });
});

describe('what others wrote', () => {
  test('a PO in Windows-1251 is read by its letters, with a charset and without', async () => {
    const cyrillic = Buffer.from([0xd2, 0xf0, 0xee, 0xff, 0xed, 0xf1, 0xea, 0xe0, 0x20, 0xf7, 0xe8, 0xed, 0xe8, 0xff]);
    const po = (header: string) =>
      new Uint8Array(
        Buffer.concat([Buffer.from(`${header}msgctxt "a"\nmsgid "Plate"\nmsgstr "`), cyrillic, Buffer.from('"\n')]),
      );
    for (const header of ['', 'msgid ""\nmsgstr "Content-Type: text/plain; charset=windows-1251\\n"\n\n']) {
      const file = await read('po', po(header), 'bg');
      expect(file).toMatchObject({ encoding: 'windows-1251', units: [{ key: 'a', target: 'Троянска чиния' }] });
    }
    expect(encodingOf(bytesOf('Троянска чиния'))).toBe('utf-8');
  });

  test('XLIFF with codes, alternatives and several segments', async () => {
    const two = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="pl"><file id="f"><unit id="a"><originalData><data id="d">{name}</data><data id="o">&lt;b&gt;</data><data id="c">&lt;/b&gt;</data></originalData><segment><source>Hi <ph id="1" dataRef="d"/>. </source><target>Cześć <ph id="1" dataRef="d"/>. </target></segment><segment><source><pc id="2" dataRefStart="o" dataRefEnd="c">Now</pc></source><target><pc id="2" dataRefStart="o" dataRefEnd="c">Teraz</pc></target></segment></unit></file></xliff>`;
    expect(pairs((await read('xliff2', bytesOf(two))).units)).toEqual([
      ['a', 'Hi {name}. <b>Now</b>', 'Cześć {name}. <b>Teraz</b>'],
    ]);
    const one = `<xliff version="1.2"><file source-language="en" target-language="pl"><body><trans-unit id="a"><source>Hi <g id="1">you</g></source><target>Cześć <g id="1">ty</g></target><alt-trans><target>nie</target></alt-trans></trans-unit></body></file></xliff>`;
    expect(pairs((await read('xliff1', bytesOf(one))).units)).toEqual([['a', 'Hi you', 'Cześć ty']]);
  });

  test('CSV with semicolons, TBX of before 2019, TMX with countries', async () => {
    expect(pairs((await read('csv', bytesOf('key;target\na;"x;y"\n'))).units)).toEqual([['a', '', 'x;y']]);
    const tbx = `<martif><text><body><termEntry id="licence"><langSet xml:lang="en"><tig><term>licence</term></tig></langSet><langSet xml:lang="pl"><tig><term>licencja</term></tig><tig><term>koncesja</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry></body></text></martif>`;
    expect((await read('tbx', bytesOf(tbx))).terms).toEqual([
      {
        slug: 'licence',
        line: 1,
        english: 'licence',
        value: 'licencja',
        alternatives: [],
        forbidden: ['koncesja'],
        about: { domain: '', partOfSpeech: '', definition: '', kept: false },
      },
    ]);
    const tmx = `<tmx version="1.4"><header srclang="en-GB"/><body><tu><tuv xml:lang="en-GB"><seg>Hi</seg></tuv><tuv xml:lang="pl-PL"><seg>Cześć</seg></tuv></tu></body></tmx>`;
    expect(pairs((await read('tmx', bytesOf(tmx))).units)).toEqual([['tu-1', 'Hi', 'Cześć']]);
  });
});

describe('bad files are refused with their place', () => {
  const bomb = `<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<xliff version="2.1">&b;</xliff>`;
  test.each([
    ['an entity bomb', 'a.xlf', bomb, { code: 'translation_files.document_type', params: { line: 2 } }],
    [
      'an unknown entity',
      'a.xlf',
      '<xliff version="2.0">\n&b;</xliff>',
      { code: 'translation_files.damaged', params: { line: 2, reason: 'xml' } },
    ],
    [
      'unbalanced elements',
      'a.xlf',
      '<xliff version="2.0">\n\n<file></xliff>',
      { code: 'translation_files.damaged', params: { line: 3 } },
    ],
    ['elements without end', 'a.tmx', '<tmx><a>'.repeat(200), { code: 'translation_files.damaged' }],
    [
      'gettext plurals',
      'a.po',
      'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"',
      { code: 'translation_files.damaged', params: { line: 2, reason: 'gettext_plural' } },
    ],
    [
      'an open quote',
      'a.po',
      'msgid "a"\nmsgstr "b',
      { code: 'translation_files.damaged', params: { line: 2, reason: 'po_quote' } },
    ],
    [
      'broken JSON',
      'a.json',
      '{\n "a": "b",\n x }',
      { code: 'translation_files.damaged', params: { line: 3, reason: 'json' } },
    ],
    [
      'a number in JSON',
      'a.json',
      '{\n "a": 1\n}',
      { code: 'translation_files.damaged', params: { line: 2, reason: 'json_string' } },
    ],
    [
      'CSV without its columns',
      'a.csv',
      'name,value\na,b',
      { code: 'translation_files.damaged', params: { line: 1, reason: 'columns' } },
    ],
    [
      'a file of nothing',
      'a.csv',
      'key,target\n',
      { code: 'translation_files.damaged', params: { line: 1, reason: 'empty' } },
    ],
    ['another file', 'a.pdf', '%PDF-1.7', { code: 'translation_files.unknown_format' }],
    [
      'an unknown code',
      'a.xlf',
      '<xliff version="2.0"><file><unit id="a"><segment><source>\n<ph id="1" dataRef="x"/></source></segment></unit></file></xliff>',
      { code: 'translation_files.damaged', params: { line: 2, reason: 'unknown_code' } },
    ],
  ])('%s', async (_, name, text, error) => {
    await expect(readTranslationFile(name, bytesOf(text), { source: 'en', target: 'pl' })).rejects.toMatchObject(error);
  });

  test('two hundred megabytes, before they are looked at', async () => {
    const large = new Uint8Array(200 * 1024 * 1024);
    await expect(readTranslationFile('a.xlf', large, { source: 'en', target: 'pl' })).rejects.toMatchObject({
      code: 'translation_files.too_large',
      params: { most: limits.translationFileBytes / 1024 / 1024 },
    });
  });
});
