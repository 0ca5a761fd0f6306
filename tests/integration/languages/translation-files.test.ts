import { beforeAll, describe, expect, test } from 'vitest';
import { prisma } from '#lib/db/index.ts';
import {
  makeTranslationToken,
  personOfToken,
  revokeTranslationToken,
  tokenSchema,
  translationTokens,
} from '#lib/identity/index.ts';
import {
  applyTranslationImport,
  compareFile,
  contentUnits,
  exportInterface,
  exportUnits,
  importLines,
  interfaceUnits,
  memoryMatches,
  previewImport,
  viewTerm,
  viewTranslationImport,
} from '#lib/languages/index.ts';
import { makeEnterprise, makeListing, ownerOf, personOf, referenceData } from '../world.ts';

let manager: ReturnType<typeof personOf>;
let known: Awaited<ReturnType<typeof interfaceUnits>>;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const json = (value: object) => bytesOf(JSON.stringify(value));

beforeAll(async () => {
  await referenceData();
  const user = await prisma().user.create({
    data: {
      email: 'ala@example.com',
      name: 'Ala',
      locale: 'pl',
      translatorGrants: { create: { locale: 'pl', role: 'manager' } },
    },
  });
  manager = personOf(user.id, { translates: [{ locale: 'pl', role: 'manager' }] });
  known = await interfaceUnits(manager, 'pl');
});

async function whole(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return new Uint8Array(Buffer.concat(all));
}

const one = (test: (unit: (typeof known)[number]) => boolean) => {
  const found = known.find(test);
  if (!found) throw new Error('there is such a string');
  return found;
};

describe('a file is looked at first', () => {
  test('an export that comes back unchanged changes nothing', async () => {
    const file = await whole(await exportInterface(manager, 'pl', 'xliff2'));
    expect((await compareFile(manager, 'pl', 'a.xlf', file)).compared).toEqual([]);
  });

  test('every bad unit is refused with its place and what is wrong', async () => {
    const placeholder = one(({ source }) => /^[^{]*\{\w+\}[^{]*$/.test(source) && !source.includes('<'));
    const plural = one(({ source }) => /^\{\w+, plural,/.test(source));
    const plain = one(({ source }) => /^[A-Za-z ]+$/.test(source));
    const rows: [string, string, string][] = [
      [placeholder.key, 'Bez niczego', 'placeholder_missing'],
      [plural.key, plural.target.replace('few {', 'two {'), 'plural_missing'],
      [plural.key, plural.target.replace('few {', 'two {x} few {'), 'plural_extra'],
      [`${plain.key}_gone`, 'Nie ma', 'unknown_key'],
    ];
    const more: [string, string][] = [
      ['<script>alert(1)</script>', 'tag_mismatch'],
      ['Tekst <b>otwarty', 'tag_mismatch'],
      ['Tekst\u200b ukryty', 'invisible'],
      ['a'.repeat(1024 * 1024), 'too_long'],
      ['{zepsute', 'icu_syntax'],
    ];
    for (const [key, target, code] of [...rows, ...more.map(([target, code]) => [plain.key, target, code] as const)]) {
      const { compared } = await compareFile(manager, 'pl', 'a.csv', bytesOf(`key,target\n${key},"${target}"\n`));
      expect(compared, code).toEqual([expect.objectContaining({ change: 'refused', problem: code, line: 2, key })]);
    }
  });

  test('an XLIFF with ids that nobody knows brings what is known and names the rest with its line', async () => {
    const [known1] = known.filter(({ source }) => /^[A-Z][a-z]+ [a-z]+ [a-z]+$/.test(source)).slice(-1);
    const unit = (id: string, source: string) =>
      `<unit id="${id}"><segment><source>${source}</source><target>Nowe słowa tutaj</target></segment></unit>\n`;
    const ids = ['no.such.string', '../../etc/passwd', `text.${'0'.repeat(8)}-0000-0000-0000-000000000000.title`];
    const file = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="pl"><file id="f">\n${ids.map((id) => unit(id, 'A')).join('')}${unit(known1?.key ?? '', known1?.source ?? '')}</file></xliff>`;
    const { compared } = await compareFile(manager, 'pl', 'a.xlf', bytesOf(file));
    expect(compared.map(({ key, change, problem, line }) => [key, change, problem, line])).toEqual([
      ...ids.map((id, at) => [id, 'refused', 'unknown_key', at + 2]),
      [known1?.key, 'changed', null, ids.length + 2],
    ]);
  });

  test('a PO in Windows-1251 becomes the letters that it meant, and a formula of a CSV stays text', async () => {
    const bulgarian = { ...manager, translates: [{ locale: 'bg', role: 'manager' } as const] };
    const { key, source } = one((each) => /^[A-Z][a-z]+ [a-z]+$/.test(each.source));
    const po = Buffer.concat([
      Buffer.from(`msgctxt "${key}"\nmsgid "${source}"\nmsgstr "`),
      // Троянска чиния
      Buffer.from([0xd2, 0xf0, 0xee, 0xff, 0xed, 0xf1, 0xea, 0xe0, 0x20, 0xf7, 0xe8, 0xed, 0xe8, 0xff]),
      Buffer.from('"\n'),
    ]);
    const { compared, file } = await compareFile(bulgarian, 'bg', 'a.po', new Uint8Array(po));
    expect(file.encoding).toBe('windows-1251');
    expect(compared).toMatchObject([{ key, change: 'changed', after: 'Троянска чиния' }]);
    const csv = `key,target\n${key},"'=HYPERLINK(""http://x"",""a"")"\n`;
    expect((await compareFile(manager, 'pl', 'a.csv', bytesOf(csv))).compared).toMatchObject([
      { key, change: 'refused', problem: 'url_changed', after: '=HYPERLINK("http://x","a")' },
    ]);
    const sum = await previewImport(manager, 'pl', 'a.csv', bytesOf(`key,target\n${key},=1+1\n`));
    expect((await importLines(manager, sum)).items).toMatchObject([{ after: '=1+1', change: 'changed' }]);
    await applyTranslationImport(manager, { importId: sum, conflicts: 'leave' });
    const out = Buffer.from(await whole(await exportInterface(manager, 'pl', 'csv'))).toString('utf8');
    expect(out).toContain("'=1+1");
    expect(out).not.toMatch(/[,\n]"?=1\+1/);
  });

  test('what checks warn of is told and taken all the same; the wording of other strings is asked, too', async () => {
    const bySource = Map.groupBy(
      known.filter(({ source, target }) => /^[A-Z][a-z]+ [a-z]+$/.test(source) && target !== ''),
      ({ source }) => source,
    );
    const [first, second] = [...bySource.values()].find((same) => same.length === 2) ?? [];
    if (!first || !second) throw new Error('two strings of one source');
    const compare = async (rows: readonly (readonly [string, string])[]) =>
      (await compareFile(manager, 'pl', 'a.json', json(Object.fromEntries(rows)))).compared.map(
        ({ key, change, warnings }) => [key, change, warnings.map(({ code }) => code)],
      );
    expect(await compare([[first.key, 'Zupełnie inne']])).toEqual([[first.key, 'changed', ['inconsistent']]]);
    expect(
      await compare([
        [first.key, 'Zupełnie inne'],
        [second.key, 'Zupełnie inne'],
      ]),
    ).toEqual([
      [first.key, 'changed', []],
      [second.key, 'changed', []],
    ]);
    const importId = await previewImport(manager, 'pl', 'a.json', json({ [first.key]: 'Zupełnie inne inne!' }));
    expect((await viewTranslationImport(manager, importId)).counts).toMatchObject({
      changed: 1,
      refused: 0,
      warned: 1,
    });
    const { items } = await importLines(manager, importId, 'warned');
    expect(items).toMatchObject([
      {
        key: first.key,
        problem: null,
        warnings: [
          { code: 'end_punctuation', details: { found: '!' } },
          { code: 'doubled_word', details: { words: ['inne'] } },
          { code: 'inconsistent' },
        ],
      },
    ]);
    expect(await applyTranslationImport(manager, { importId, conflicts: 'leave' })).toBe(1);
  });

  test('a file of other languages, and one for a language that is not theirs, are refused', async () => {
    const xliff =
      '<xliff version="2.0" srcLang="en" trgLang="cs"><file><unit id="a"><segment><source>a</source><target>b</target></segment></unit></file></xliff>';
    await expect(previewImport(manager, 'pl', 'a.xlf', bytesOf(xliff))).rejects.toMatchObject({
      code: 'translation_files.wrong_language',
      params: { said: 'cs', wanted: 'pl' },
    });
    await expect(previewImport(manager, 'bg', 'a.json', json({ a: 'b' }))).rejects.toMatchObject({
      code: 'identity.not_allowed',
    });
  });

  test('an original that moved is a conflict, left or taken as asked', async () => {
    const plain = one(({ source }) => /^[A-Z][a-z]+ [a-z]+$/.test(source));
    const file = bytesOf(`key,source:en,target:pl\n${plain.key},An older original,Nowe słowa\n`);
    const importId = await previewImport(manager, 'pl', 'a.csv', file);
    expect((await viewTranslationImport(manager, importId)).counts).toMatchObject({ conflict: 1 });
    expect(await applyTranslationImport(manager, { importId, conflicts: 'leave' })).toBe(0);
    const again = await previewImport(manager, 'pl', 'a.csv', file);
    expect(await applyTranslationImport(manager, { importId: again, conflicts: 'take' })).toBe(1);
  });
});

describe('applying', () => {
  const pick = (n: number) =>
    known.filter(({ source }) => /^[A-Z][a-z]+( [a-z]+){2,5}$/.test(source)).slice(n * 3, n * 3 + 3);

  test('publishes all in one transaction, once', async () => {
    const units = pick(1);
    const file = json(Object.fromEntries(units.map(({ key }, n) => [key, `Zupełnie nowe zdanie ${'abc'[n]}`])));
    const importId = await previewImport(manager, 'pl', 'a.json', file);
    const applied = await Promise.allSettled(
      [0, 1].map(() => applyTranslationImport(manager, { importId, conflicts: 'leave' })),
    );
    expect(applied.filter(({ status }) => status === 'fulfilled')).toEqual([{ status: 'fulfilled', value: 3 }]);
    expect(applied.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'translation_files.applied' },
    });
    const rows = await prisma().interfaceMessage.findMany({
      where: { locale: 'pl', value: { startsWith: 'Zupełnie nowe' } },
    });
    expect(rows.map(({ version }) => version)).toEqual([1, 1, 1]);
  });

  test('one string published meanwhile takes the whole back', async () => {
    const [first, second] = pick(2);
    if (!first || !second) throw new Error('there are strings');
    const importId = await previewImport(
      manager,
      'pl',
      'a.json',
      json({ [first.key]: 'Słowo jedno', [second.key]: 'Słowo drugie' }),
    );
    const late = await previewImport(manager, 'pl', 'b.json', json({ [second.key]: 'Słowo szybsze' }));
    await applyTranslationImport(manager, { importId: late, conflicts: 'leave' });
    await expect(applyTranslationImport(manager, { importId, conflicts: 'leave' })).rejects.toMatchObject({
      code: 'languages.edited_meanwhile',
    });
    expect(await prisma().interfaceMessage.count({ where: { locale: 'pl', value: 'Słowo jedno' } })).toBe(0);
  });

  test('a TMX is remembered, a TBX changes the glossary', async () => {
    const tmx =
      '<tmx version="1.4"><header srclang="en"/><body><tu tuid="1"><tuv xml:lang="en"><seg>The guild of potters</seg></tuv><tuv xml:lang="pl"><seg>Cech garncarzy</seg></tuv></tu></body></tmx>';
    const importId = await previewImport(manager, 'pl', 'agency.tmx', bytesOf(tmx));
    await applyTranslationImport(manager, { importId, conflicts: 'leave' });
    expect((await memoryMatches({ text: 'The guild of potters', from: 'en', to: 'pl' }))[0]).toMatchObject({
      target: 'Cech garncarzy',
      domain: 'agency.tmx',
    });

    const tbx = new TextDecoder().decode(await whole(await exportInterface(manager, 'pl', 'tbx')));
    expect((await compareFile(manager, 'pl', 'a.tbx', bytesOf(tbx))).compared).toEqual([]);
    const other = bytesOf(tbx.replace('<term>szkliwo</term>', '<term>polewa szklista</term>'));
    const terms = await previewImport(manager, 'pl', 'a.tbx', other);
    expect(await applyTranslationImport(manager, { importId: terms, conflicts: 'leave' })).toBe(1);
    expect((await viewTerm(manager, 'pl', 'glaze')).word).toMatchObject({ value: 'polewa szklista', version: 2 });
  });

  test('what an enterprise wrote goes out and comes back; another enterprise knows none of it', async () => {
    const { enterprise, user } = await makeEnterprise();
    const owner = ownerOf(user.id, enterprise.id);
    const { listing } = await makeListing(enterprise.id);
    const file = await whole(exportUnits('xliff2', contentUnits(owner, enterprise.id, 'cs'), 'cs', 'bg'));
    const translated = bytesOf(
      new TextDecoder()
        .decode(file)
        .replace(/(<source[^>]*>Троянска чиния<\/source>)/, '$1<target>Talíř z Trojanu</target>'),
    );
    const importId = await previewImport(owner, 'cs', 'a.xlf', translated);
    expect(await applyTranslationImport(owner, { importId, conflicts: 'leave' })).toBe(1);
    const row = await prisma().translation.findUnique({
      where: { textId_locale: { textId: listing.textId, locale: 'cs' } },
    });
    expect(row).toMatchObject({ fields: { title: 'Talíř z Trojanu' }, state: 'translated', sourceRevision: 1 });

    const other = await makeEnterprise();
    const stranger = ownerOf(other.user.id, other.enterprise.id);
    const { compared } = await compareFile(stranger, 'cs', 'a.xlf', translated);
    expect(compared).toEqual([expect.objectContaining({ change: 'refused', problem: 'unknown_key' })]);
  });

  test('a preview is its maker’s alone', async () => {
    const importId = await previewImport(manager, 'pl', 'a.json', json({ nothing: 'x' }));
    const other = personOf('019a0000-0000-7000-8000-000000000001', { translates: [{ locale: 'pl', role: 'manager' }] });
    await expect(viewTranslationImport(other, importId)).rejects.toMatchObject({
      code: 'translation_files.unknown_import',
    });
    expect((await importLines(manager, importId, 'refused')).items).toHaveLength(1);
  });
});

describe('tokens', () => {
  test('act for their author in their languages, are kept as hashes, and end at once', async () => {
    const token = await makeTranslationToken(
      manager,
      tokenSchema.parse({ name: 'CI', locales: ['pl'], rights: 'read', days: '30' }),
    );
    const stored = await prisma().translationToken.findFirstOrThrow({ where: { authorId: manager.userId } });
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(await personOfToken(token)).toMatchObject({
      rights: ['read'],
      actor: {
        userId: manager.userId,
        translates: [{ locale: 'pl', role: 'manager' }],
        staffRoles: [],
        memberships: [],
      },
    });
    expect(await personOfToken(`${token}x`)).toBeNull();
    const [kept] = await translationTokens(manager);
    await revokeTranslationToken(manager, { tokenId: kept?.id ?? '' });
    expect(await personOfToken(token)).toBeNull();
  });

  test('are for languages of their author alone', async () => {
    const typed = tokenSchema.parse({ name: 'CI', locales: ['bg'], rights: 'read', days: '30' });
    await expect(makeTranslationToken(manager, typed)).rejects.toMatchObject({ code: 'identity.not_allowed' });
  });
});
