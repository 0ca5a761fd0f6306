import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Person } from '#lib/core/actor.ts';
import { forget } from '#lib/core/memory.ts';
import { prisma, transaction } from '#lib/db/index.ts';

const files = mkdtempSync(path.join(os.tmpdir(), 'workbench-source-'));
const many = Array.from({ length: 20 }, (_, at) => `s${at}`);
const base = {
  en: {
    one: 'Save',
    two: 'Save',
    three: 'Save',
    terms: 'The glaze of a bowl',
    ...Object.fromEntries(many.map((key) => [key, `Text ${key}`])),
  },
  pl: {
    one: 'Zapisz',
    two: 'Zachowaj',
    three: 'Utrwal',
    terms: 'Szkliwo miski',
    ...Object.fromEntries(many.map((key) => [key, `Tekst ${key}`])),
  },
};
for (const [locale, words] of Object.entries(base)) {
  mkdirSync(path.join(files, 'messages', locale), { recursive: true });
  writeFileSync(path.join(files, 'messages', locale, 'hall.json'), JSON.stringify(words));
}
vi.spyOn(process, 'cwd').mockReturnValue(files);
const bench = await import('#lib/workbench/index.ts');
const { changedSince, withTranslations } = await import('#lib/languages/index.ts');
const { rewriteText } = await import('#lib/catalogue/write-text.ts');
const { makeEnterprise, makeListing, personOf, referenceData } = await import('../world.ts');

let ada: Person;
let bea: Person;

async function member(name: string, role: 'translator' | 'reviewer'): Promise<Person> {
  const user = await prisma().user.create({ data: { email: `${name}@source.example`, name, locale: 'en' } });
  await prisma().translatorGrant.create({ data: { userId: user.id, locale: 'pl', role } });
  return personOf(user.id, { name, translates: [{ locale: 'pl', role }] });
}

beforeAll(async () => {
  await referenceData();
  ada = await member('ada', 'translator');
  bea = await member('bea', 'reviewer');
});
beforeEach(async () => {
  await prisma().interfaceMessage.deleteMany();
  await prisma().interfaceMessageRevision.deleteMany();
  await prisma().workUnit.deleteMany();
  await prisma().workEvent.deleteMany();
  forget('messages:');
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(files, { recursive: true, force: true });
});

/** A listing whose title and summary somebody has translated outside the workbench. */
async function translatedListing(state: 'translated' | 'reviewed' = 'translated') {
  const { enterprise } = await makeEnterprise();
  const { listing } = await makeListing(enterprise.id);
  const { textId } = listing;
  await prisma().translation.deleteMany({ where: { textId, state: { not: 'source' } } });
  await prisma().translation.updateMany({
    where: { textId, state: 'source' },
    data: { fields: { title: 'Синя кана', summary: 'За вода и вино' } },
  });
  const pl = { title: 'Niebieski dzban', summary: 'Na wodę i wino' };
  await prisma().translation.upsert({
    where: { textId_locale: { textId, locale: 'pl' } },
    create: { textId, locale: 'pl', fields: pl, state, sourceRevision: 1 },
    update: { fields: pl, state, sourceRevision: 1 },
  });
  const unit = (field: string) => ({ locale: 'pl' as const, unit: `text:${textId}.${field}` });
  const write = (title: string) =>
    transaction((tx) => rewriteText(tx, ada, textId, { title, summary: 'За вода и вино' }));
  const text = () => prisma().text.findUniqueOrThrow({ where: { id: textId }, ...withTranslations });
  return { textId, unit, write, text };
}

describe('the original of what people wrote', () => {
  test('is kept when it changes: only the field that changed is stale, with what it said', async () => {
    const { textId, unit, write, text } = await translatedListing();
    await write('Синя и бяла кана');
    await write('Бяла кана');
    expect(await bench.openString(ada, unit('title'))).toMatchObject({ staleSource: 'Синя кана', source: 'Бяла кана' });
    expect((await bench.openString(ada, unit('summary'))).staleSource).toBeNull();
    expect(await changedSince(await text(), 'pl')).toEqual([
      { field: 'title', before: 'Синя кана', after: 'Бяла кана' },
    ]);
    const { rows } = await bench.listStrings(ada, {
      locale: 'pl',
      part: 'content-listing',
      which: 'stale',
      search: '',
      offset: 0,
    });
    expect(rows.filter((row) => row.unit.includes(textId)).map((row) => row.unit)).toEqual([unit('title').unit]);
  });

  test('that changed back is no change', async () => {
    const { unit, write } = await translatedListing();
    await write('Бяла кана');
    await write('Синя кана');
    expect((await bench.openString(ada, unit('title'))).staleSource).toBeNull();
  });

  test('one press says that the translation is still right', async () => {
    const { textId, unit, write } = await translatedListing();
    await write('Синя кана.');
    await bench.confirmString(ada, { ...unit('title'), seen: 'Niebieski dzban' });
    const string = await bench.openString(ada, unit('title'));
    expect(string).toMatchObject({ staleSource: null, standing: 'translated', target: 'Niebieski dzban' });
    expect(string.history[0]).toMatchObject({ kind: 'confirmed', person: 'ada' });
    expect(
      await prisma().translation.findUniqueOrThrow({ where: { textId_locale: { textId, locale: 'pl' } } }),
    ).toMatchObject({ sourceRevision: 2, state: 'translated', fields: { summary: 'Na wodę i wino' } });
    await expect(bench.confirmString(ada, { ...unit('title'), seen: 'Czerwony dzban' })).rejects.toMatchObject({
      code: 'workbench.edited_meanwhile',
    });
  });

  test('of a reviewed translation, a reviewer’s word is enough, and a translator’s waits for one', async () => {
    const first = await translatedListing('reviewed');
    await first.write('Синя кана.');
    await bench.confirmString(ada, { ...first.unit('title'), seen: 'Niebieski dzban' });
    expect(await bench.openString(ada, first.unit('title'))).toMatchObject({ standing: 'translated' });
    const second = await translatedListing('reviewed');
    await second.write('Синя кана.');
    await bench.confirmString(bea, { ...second.unit('title'), seen: 'Niebieski dzban' });
    expect(await bench.openString(ada, second.unit('title'))).toMatchObject({ standing: 'reviewed' });
  });

  test('is forgotten when no translation is made of it any more', async () => {
    const { textId, unit, write } = await translatedListing();
    await write('Бяла кана');
    await bench.saveString(ada, { ...unit('title'), value: 'Biały dzban', seen: 'Niebieski dzban' });
    await prisma().translation.deleteMany({ where: { textId, locale: { notIn: ['bg', 'pl'] } } });
    await write('Черна кана');
    const kept = await prisma().textRevision.findMany({ where: { textId } });
    expect(kept.map(({ fields }) => fields)).toEqual([{ title: 'Бяла кана', summary: 'За вода и вино' }]);
  });
});

test('twenty translators who save their own strings at once lose nothing', async () => {
  const people = await Promise.all(many.map((key) => member(`many-${key}`, 'translator')));
  await Promise.all(
    many.map((key, at) =>
      bench.saveString(people[at] ?? ada, {
        locale: 'pl',
        unit: `hall.${key}`,
        value: `Napis ${key}`,
        seen: `Tekst ${key}`,
      }),
    ),
  );
  const stored = await prisma().interfaceMessage.findMany({ where: { locale: 'pl' } });
  expect(stored.map(({ key, value }) => [key, value]).sort()).toEqual(many.map((key) => [key, `Napis ${key}`]).sort());
  expect(await prisma().workEvent.count({ where: { kind: 'translated' } })).toBe(20);
});

describe('strings of the very same source', () => {
  const ask = (unit: string, value: string) => bench.checkString(ada, { locale: 'pl', unit, value });

  test('are told while somebody types, with theirs to take', async () => {
    const { problems, others } = await ask('hall.one', 'Zapamiętaj');
    expect(others).toEqual([
      { unit: 'hall.two', target: 'Zachowaj' },
      { unit: 'hall.three', target: 'Utrwal' },
    ]);
    expect(problems).toMatchObject([
      { code: 'inconsistent', severity: 'warning', details: { words: ['Zachowaj', 'Utrwal'] }, fix: 'Zachowaj' },
    ]);
    expect((await ask('hall.one', 'Zachowaj')).problems).toEqual([]);
  });

  test('get one wording by one press, but for what somebody changed meanwhile', async () => {
    const { others } = await ask('hall.one', 'Zapisz');
    await bench.saveString(bea, { locale: 'pl', unit: 'hall.three', value: 'Zapisz to', seen: 'Utrwal' });
    const asked = others.map(({ unit, target }) => ({ unit, seen: target }));
    expect(await bench.alignStrings(ada, { locale: 'pl', unit: 'hall.one', value: 'Zapisz', others: asked })).toEqual({
      changed: 1,
      left: ['hall.three'],
    });
    expect((await bench.openString(ada, { locale: 'pl', unit: 'hall.two' })).target).toBe('Zapisz');
    expect((await bench.openString(ada, { locale: 'pl', unit: 'hall.three' })).target).toBe('Zapisz to');
  });
});

test('the glossary is heeded while somebody types, and a forbidden word cannot be saved', async () => {
  const glaze = await prisma().term.findUniqueOrThrow({ where: { slug: 'glaze' } });
  await prisma().termWord.update({
    where: { termId_locale: { termId: glaze.id, locale: 'pl' } },
    data: { value: 'szkliwo', forbidden: ['polewa'] },
  });
  forget('glossary:');
  const words = { locale: 'pl' as const, unit: 'hall.terms' };
  const codes = async (value: string) =>
    (await bench.checkString(ada, { ...words, value })).problems.map(({ code }) => code);
  expect(await codes('Szkliwa miski')).not.toContain('glossary');
  expect(await codes('Lakier miski')).toContain('glossary');
  expect(await codes('Polewa miski')).toContain('forbidden_term');
  await expect(bench.saveString(ada, { ...words, value: 'Polewa miski', seen: 'Szkliwo miski' })).rejects.toMatchObject(
    { code: 'languages.broken_message' },
  );
});
