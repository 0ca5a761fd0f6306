import { beforeAll, describe, expect, test } from 'vitest';
import { prisma } from '#lib/db/index.ts';
import {
  addTerm,
  applyTranslationImport,
  check,
  compareFile,
  countTerms,
  exportInterface,
  glossaryBetween,
  importLines,
  listTerms,
  locales,
  newTermSchema,
  previewImport,
  saveTermWord,
  termHits,
  termWordSchema,
  viewTerm,
  viewTranslationImport,
} from '#lib/languages/index.ts';
import { personOf, referenceData } from '../world.ts';

let manager: ReturnType<typeof personOf>;
let translator: ReturnType<typeof personOf>;

beforeAll(async () => {
  await referenceData();
  const user = await prisma().user.create({ data: { email: 'manager@example.com', name: 'Ala', locale: 'pl' } });
  manager = personOf(user.id, { translates: [{ locale: 'pl', role: 'manager' }] });
  translator = personOf(user.id, { translates: [{ locale: 'pl', role: 'translator' }] });
});

describe('the glossary everybody begins with', () => {
  test('has three hundred terms of four fields in every language', async () => {
    expect(await prisma().term.count()).toBe(300);
    const counts = await prisma().termWord.groupBy({ by: ['locale'], _count: true });
    expect(Object.fromEntries(counts.map(({ locale, _count }) => [locale, _count]))).toEqual(
      Object.fromEntries(locales.map((locale) => [locale, 300])),
    );
    expect((await prisma().term.groupBy({ by: ['domain'] })).length).toBe(4);
  });

  test('loading it again keeps what a manager has changed', async () => {
    const { id: termId } = await viewTerm(manager, 'pl', 'glaze');
    const typed = {
      termId,
      locale: 'pl',
      value: 'szkliwo ceramiczne',
      alternatives: 'szkliwo\nglazura',
      forbidden: 'polewa',
      note: '',
    };
    await saveTermWord(manager, termWordSchema.parse({ ...typed, version: '1' }));
    await referenceData();
    expect((await viewTerm(manager, 'pl', 'glaze')).word).toMatchObject({
      value: 'szkliwo ceramiczne',
      alternatives: ['szkliwo', 'glazura'],
      forbidden: ['polewa'],
      version: 2,
    });
  });

  test('finds terms in any inflection, the longest at each place; Chinese to the letter', async () => {
    const english = await termHits('Exclusive licences of blue-and-white porcelain', 'bg');
    expect(english.map(({ term }) => term.slug)).toEqual(['exclusive-licence', 'blue-and-white-porcelain']);
    const polish = await termHits('Zapłata licencjobiorcy za kaligrafię', 'en', 'pl');
    expect(polish.map(({ term }) => term.target)).toEqual(['licensee', 'calligraphy']);
    const chinese = await termHits('青花瓷的独占许可', 'en', 'zh-CN');
    expect(chinese.map(({ term }) => term.slug)).toEqual(['blue-and-white-porcelain', 'exclusive-licence']);
  });

  test('the checks take it: a wrong word is told, a forbidden one refused, a name kept', async () => {
    const glossary = await glossaryBetween('en', 'pl');
    const codes = (source: string, target: string) => check(source, target, 'pl', { glossary }).map(({ code }) => code);
    expect(codes('Your refund is ready', 'Twój zwrot jest gotowy')).toEqual([]);
    expect(codes('Your refund is ready', 'Twoja refundacja jest gotowa')).toEqual(['glossary', 'forbidden_term']);
    expect(codes('Sell with Ambersilk', 'Sprzedawaj z Bursztynem')).toContain('glossary');
  });
});

describe('editing', () => {
  test('is for the managers of a language', async () => {
    const { id: termId } = await viewTerm(translator, 'pl', 'licence');
    const typed = termWordSchema.parse({ termId, locale: 'pl', value: 'x', version: '1' });
    await expect(saveTermWord(translator, typed)).rejects.toMatchObject({ code: 'identity.not_allowed' });
    await expect(saveTermWord(manager, { ...typed, locale: 'bg' })).rejects.toMatchObject({
      code: 'identity.not_allowed',
    });
  });

  test('of two at once the second sees that it was changed', async () => {
    const { id: termId, word } = await viewTerm(manager, 'pl', 'kiln');
    const typed = (value: string) =>
      termWordSchema.parse({ termId, locale: 'pl', value, version: String(word?.version) });
    const results = await Promise.allSettled([
      saveTermWord(manager, typed('piec A')),
      saveTermWord(manager, typed('piec B')),
    ]);
    const lost = results.filter(({ status }) => status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]).toMatchObject({ reason: { code: 'languages.edited_meanwhile' } });
  });

  test('a word that is forbidden for itself is refused beside its field', () => {
    const typed = {
      termId: '019a0000-0000-7000-8000-000000000000',
      locale: 'pl',
      value: 'misa',
      forbidden: 'misa',
      version: '1',
    };
    expect(termWordSchema.safeParse(typed).error?.issues[0]).toMatchObject({
      path: ['forbidden'],
      message: 'languages.term_forbids_itself',
    });
  });

  test('a new term is found by search and counted; its name is taken once', async () => {
    const typed = newTermSchema.parse({
      locale: 'pl',
      english: 'Wax resist',
      value: 'rezerważ woskowy',
      definition: 'Keeping colour off with wax.',
      domain: 'craft',
      partOfSpeech: 'noun',
    });
    expect(await addTerm(manager, typed)).toBe('wax-resist');
    await expect(addTerm(manager, typed)).rejects.toMatchObject({ code: 'languages.term_exists' });
    expect((await listTerms(manager, 'pl', { search: 'REZERWAŻ' })).items.map(({ slug }) => slug)).toEqual([
      'wax-resist',
    ]);
    expect(await countTerms(manager, 'pl')).toEqual({ all: 301, done: 301 });
    const first = await listTerms(manager, 'pl', { domain: 'craft' });
    const second = await listTerms(manager, 'pl', { domain: 'craft', after: first.next ?? '' });
    expect(first.items).toHaveLength(50);
    expect(second.items[0]?.slug.localeCompare(first.items.at(-1)?.slug ?? '')).toBe(1);
  });
});

describe('the glossary as a table', () => {
  const whole = async (parts: AsyncIterable<Uint8Array>) => {
    const all: Uint8Array[] = [];
    for await (const part of parts) all.push(part);
    return Buffer.concat(all).toString('utf8');
  };
  const bytesOf = (text: string) => new TextEncoder().encode(text);

  test('that comes back unchanged changes nothing; what is changed is looked at, then taken', async () => {
    const csv = await whole(await exportInterface(manager, 'pl', 'terms_csv'));
    expect((await compareFile(manager, 'pl', 'glossary.csv', bytesOf(csv))).compared).toEqual([]);
    const { word } = await viewTerm(manager, 'pl', 'licensee');
    const changed = bytesOf(
      `english;word:pl;alternatives;forbidden\r\nlicensee;biorca licencji;${word?.value};koncesjonariusz\r\nno such;nic;;\r\n`,
    );
    const importId = await previewImport(manager, 'pl', 'glossary.csv', changed);
    const { counts, format } = await viewTranslationImport(manager, importId);
    expect({ format, ...counts }).toEqual({
      format: 'terms_csv',
      added: 0,
      changed: 1,
      conflict: 0,
      refused: 1,
      warned: 0,
    });
    expect((await viewTerm(manager, 'pl', 'licensee')).word?.value).toBe(word?.value);
    expect(await applyTranslationImport(manager, { importId, conflicts: 'leave' })).toBe(1);
    expect((await viewTerm(manager, 'pl', 'licensee')).word).toMatchObject({
      value: 'biorca licencji',
      alternatives: [word?.value],
      forbidden: ['koncesjonariusz'],
    });
  });

  const header = 'english,word:pl,alternatives,domain,part_of_speech,do_not_translate,definition\r\n';
  const kiln = 'Kiln Shelf,półka piecowa,płyta piecowa,Craft,noun,,What pots stand on in a kiln\r\n';

  test('makes the terms that it brings, once they were looked at', async () => {
    const file = bytesOf(
      `${header}${kiln}${kiln}Saggar,saggar,,pottery,noun,,A box\r\nPug,,,craft,noun,,\r\nPugging,ugniatanie,,craft,,,Mixing\r\n`,
    );
    const importId = await previewImport(manager, 'pl', 'glossary.csv', file);
    const { items } = await importLines(manager, importId);
    expect(items.map(({ key, change, problem, line }) => [key, change, problem, line])).toEqual([
      ['kiln-shelf', 'added', null, 2],
      ['', 'refused', 'twice', 3],
      ['', 'refused', 'new_term', 4],
      ['', 'refused', 'new_term', 6],
    ]);
    expect(items.slice(2).map(({ details }) => details)).toEqual([
      { missing: ['domain'] },
      { missing: ['part_of_speech'] },
    ]);
    await expect(viewTerm(manager, 'pl', 'kiln-shelf')).rejects.toMatchObject({ code: 'languages.unknown_term' });
    expect(await applyTranslationImport(manager, { importId, conflicts: 'leave' })).toBe(1);
    expect(await viewTerm(manager, 'pl', 'kiln-shelf')).toMatchObject({
      english: 'Kiln Shelf',
      domain: 'craft',
      partOfSpeech: 'noun',
      definition: 'What pots stand on in a kiln',
      doNotTranslate: false,
      word: { value: 'półka piecowa', alternatives: ['płyta piecowa'], version: 1 },
    });
    expect((await compareFile(manager, 'pl', 'glossary.csv', bytesOf(header + kiln))).compared).toEqual([]);
  });

  test('of a term that somebody made meanwhile takes the whole back', async () => {
    const file = bytesOf(
      `${header}Slip trailing,rożkowanie,,craft,noun,,Drawing with slip\r\nlicensor,dawca praw,,,,,\r\n`,
    );
    const importId = await previewImport(manager, 'pl', 'glossary.csv', file);
    const before = (await viewTerm(manager, 'pl', 'licensor')).word?.value;
    const typed = { locale: 'pl', value: 'inne', definition: 'Other', domain: 'craft', partOfSpeech: 'noun' };
    await addTerm(manager, newTermSchema.parse({ ...typed, english: 'Slip trailing' }));
    await expect(applyTranslationImport(manager, { importId, conflicts: 'leave' })).rejects.toMatchObject({
      code: 'languages.term_exists',
    });
    expect((await viewTerm(manager, 'pl', 'licensor')).word?.value).toBe(before);
    expect((await viewTerm(manager, 'pl', 'slip-trailing')).word?.value).toBe('inne');
  });

  test('of a word that was changed meanwhile takes the whole back', async () => {
    const row = bytesOf('english,word:pl\r\nlicensor,udzielający\r\n');
    const importId = await previewImport(manager, 'pl', 'glossary.csv', row);
    const { id: termId, word } = await viewTerm(manager, 'pl', 'licensor');
    const typed = { termId, locale: 'pl', value: 'dawca', alternatives: '', forbidden: '', note: '' };
    await saveTermWord(manager, termWordSchema.parse({ ...typed, version: String(word?.version ?? 0) }));
    await expect(applyTranslationImport(manager, { importId, conflicts: 'leave' })).rejects.toMatchObject({
      code: 'languages.edited_meanwhile',
    });
    expect((await viewTerm(manager, 'pl', 'licensor')).word?.value).toBe('dawca');
  });

  test('is for the managers of the language', async () => {
    const row = bytesOf('english,word:pl\r\nlicensor,dawca\r\n');
    await expect(previewImport(translator, 'pl', 'glossary.csv', row)).rejects.toMatchObject({
      code: 'identity.not_allowed',
    });
  });
});
