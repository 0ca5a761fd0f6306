import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Person } from '#lib/core/actor.ts';
import { forget } from '#lib/core/memory.ts';
import { prisma, transaction } from '#lib/db/index.ts';

const files = mkdtempSync(path.join(os.tmpdir(), 'released-'));
vi.spyOn(process, 'cwd').mockReturnValue(files);
const bench = await import('#lib/workbench/index.ts');
const { rename } = await import('#runtime/messages/rename.ts');
const { interfaceMessages } = await import('#lib/languages/index.ts');
const { publishMany } = await import('#lib/languages/publish-many.ts');
const { personOf, referenceData } = await import('../world.ts');

const first = {
  en: { greeting: 'Welcome', farewell: 'Goodbye', thanks: 'Thank you' },
  pl: { greeting: 'Witaj', farewell: 'Do widzenia', thanks: 'Dziękuję' },
  et: { greeting: 'Tere tulemast' },
};

/** A release as an installation meets it: other files, and a process that begins anew. */
async function release(words: Readonly<Record<string, Readonly<Record<string, string>>>>, renames = {}): Promise<void> {
  for (const [locale, own] of Object.entries(words)) {
    mkdirSync(path.join(files, 'messages', locale), { recursive: true });
    writeFileSync(path.join(files, 'messages', locale, 'hall.json'), JSON.stringify(own));
  }
  writeFileSync(path.join(files, 'messages', 'renames.json'), JSON.stringify(renames));
  beginAnew();
  await bench.followRelease();
}

/** What a process has read of the files is forgotten. */
function beginAnew(): void {
  for (const kept of ['messages:', 'base-strings:', 'followed-sources:']) forget(kept);
}

let translator: Person;
let reviewer: Person;

async function member(name: string, role: 'translator' | 'reviewer'): Promise<Person> {
  const user = await prisma().user.create({ data: { email: `${name}@released.example`, name, locale: 'en' } });
  const translates = (['en', 'pl', 'et'] as const).map((locale) => ({ locale, role }));
  await prisma().translatorGrant.createMany({ data: translates.map((each) => ({ ...each, userId: user.id })) });
  return personOf(user.id, { name, translates });
}

beforeAll(async () => {
  await referenceData();
  translator = await member('ada', 'translator');
  reviewer = await member('bea', 'reviewer');
});
beforeEach(async () => {
  await prisma().interfaceMessage.deleteMany();
  await prisma().interfaceMessageRevision.deleteMany();
  await prisma().workUnit.deleteMany();
  await prisma().interfaceSource.deleteMany();
  await release(first);
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(files, { recursive: true, force: true });
});

const opened = (key: string, locale: 'pl' | 'et' = 'pl') => bench.openString(reviewer, { locale, unit: `hall.${key}` });

async function staleStrings(): Promise<string[]> {
  const { rows } = await bench.listStrings(reviewer, { locale: 'pl', part: '', which: 'stale', search: '', offset: 0 });
  return rows.map(({ unit }) => unit);
}

describe('English that a release changes', () => {
  test('makes stale what stayed as it was, with what it said before, and nothing else', async () => {
    expect(await staleStrings()).toEqual([]);
    await release({ ...first, en: { ...first.en, greeting: 'Welcome to the hall' } });
    expect(await staleStrings()).toEqual(['hall.greeting']);
    expect(await opened('greeting')).toMatchObject({
      staleSource: 'Welcome',
      source: 'Welcome to the hall',
      target: 'Witaj',
      standing: 'reviewed',
      author: null,
    });
    expect(await opened('greeting', 'et')).toMatchObject({ staleSource: 'Welcome', standing: 'machine' });
    expect((await bench.countStrings(reviewer, 'pl')).stale).toBe(1);
  });

  test('does not where the translation came with it, and still knows what that one was made of', async () => {
    await release({
      ...first,
      en: { ...first.en, greeting: 'Hello' },
      pl: { ...first.pl, greeting: 'Cześć' },
    });
    expect(await staleStrings()).toEqual([]);
    await release({ ...first, en: { ...first.en, greeting: 'Good day' }, pl: { ...first.pl, greeting: 'Cześć' } });
    expect((await opened('greeting')).staleSource).toBe('Hello');
  });

  test('a translation that is put right by a later release is fresh again, and so is one whose English came back', async () => {
    await release({ ...first, en: { ...first.en, greeting: 'Hello', farewell: 'Bye' } });
    await release({ ...first, en: { ...first.en, greeting: 'Hello' }, pl: { ...first.pl, greeting: 'Cześć' } });
    expect(await staleStrings()).toEqual([]);
  });

  test('keeps the first difference over several releases, and one press says that it is still right', async () => {
    await release({ ...first, en: { ...first.en, greeting: 'Hello' } });
    await release({ ...first, en: { ...first.en, greeting: 'Hello there' } });
    expect((await opened('greeting')).staleSource).toBe('Welcome');
    await bench.confirmString(reviewer, { locale: 'pl', unit: 'hall.greeting', seen: 'Witaj' });
    expect(await opened('greeting')).toMatchObject({ staleSource: null, standing: 'reviewed' });
  });

  test('leaves the work of people its own notes, and finds what was published past the workbench', async () => {
    await bench.saveString(translator, { locale: 'pl', unit: 'hall.greeting', value: 'Hej', seen: 'Witaj' });
    await transaction((tx) => publishMany(tx, translator, 'pl', [{ key: 'hall.farewell', value: 'Pa', version: 0 }]));
    await release({ ...first, en: { ...first.en, greeting: 'Hello', farewell: 'Bye' } });
    expect(await opened('greeting')).toMatchObject({ staleSource: 'Welcome', author: 'ada', target: 'Hej' });
    expect(await opened('farewell')).toMatchObject({ staleSource: 'Goodbye', author: null, target: 'Pa' });
  });

  test('is found under the new name of a string that was renamed with it', async () => {
    const { greeting, ...rest } = first.pl;
    await release(
      { en: { hello: 'Hello', farewell: 'Goodbye', thanks: 'Thank you' }, pl: { ...rest, hello: greeting }, et: {} },
      { 'hall.greeting': 'hall.hello' },
    );
    expect(await opened('hello')).toMatchObject({ staleSource: 'Welcome', source: 'Hello' });
    expect(await prisma().interfaceSource.count({ where: { unit: 'hall.greeting' } })).toBe(0);
  });
});

test('a string that the command renamed is found at the workbench with all that people did to it, and readers keep their words', async () => {
  const was = { locale: 'pl', unit: 'hall.greeting' } as const;
  await bench.saveString(translator, { ...was, value: 'Hej', seen: 'Witaj' });
  await bench.reviewString(reviewer, { ...was, verdict: 'reviewed', seen: 'Hej' });
  await bench.commentOnString(reviewer, { ...was, body: 'Krótko i dobrze' });
  const words = async () => {
    const { hall } = await interfaceMessages('pl');
    return hall instanceof Object ? hall : {};
  };
  expect(await words()).toMatchObject({ greeting: 'Hej' });

  expect(await rename(path.join(files, 'messages'), 'hall.greeting', 'hall.welcome')).toMatchObject({ refusal: null });
  beginAnew();
  await bench.followRelease();
  const { history, comments, ...string } = await opened('welcome');
  expect(string).toMatchObject({ source: 'Welcome', target: 'Hej', standing: 'reviewed', author: 'ada' });
  expect(string.staleSource).toBeNull();
  expect(history.map(({ value }) => value)).toEqual(expect.arrayContaining(['Hej', 'Witaj']));
  expect(comments).toMatchObject([{ body: 'Krótko i dobrze' }]);
  const found = await bench.listStrings(reviewer, { locale: 'pl', part: '', which: 'all', search: 'Hej', offset: 0 });
  expect(found.rows.map(({ unit }) => unit)).toEqual(['hall.welcome']);
  expect(await words()).toMatchObject({ welcome: 'Hej' });
  expect(await words()).not.toHaveProperty('greeting');
  // Work goes on under the new name, and the old one is no string any more.
  await bench.saveString(translator, { locale: 'pl', unit: 'hall.welcome', value: 'Cześć', seen: 'Hej' });
  expect(await words()).toMatchObject({ welcome: 'Cześć' });
  await expect(opened('greeting')).rejects.toMatchObject({ code: 'workbench.unknown' });
});

test('English that is edited on the installation does the same', async () => {
  await bench.saveString(translator, { locale: 'en', unit: 'hall.thanks', value: 'Many thanks', seen: 'Thank you' });
  await bench.followRelease();
  expect(await opened('thanks')).toMatchObject({ staleSource: 'Thank you', source: 'Many thanks' });
});

test('English that is edited and goes back is followed both ways, in one process', async () => {
  const kept = async () => (await prisma().interfaceSource.findUnique({ where: { unit: 'hall.thanks' } }))?.source;
  const english = { locale: 'en', unit: 'hall.thanks' } as const;
  for (const [value, seen] of [
    ['Many thanks', 'Thank you'],
    ['Thank you', 'Many thanks'],
    ['Many thanks', 'Thank you'],
  ] as const) {
    await bench.saveString(translator, { ...english, value, seen });
    await bench.followRelease();
    expect(await kept()).toBe(value);
  }
});

test('two workers that follow at once note everything once', async () => {
  beginAnew();
  await prisma().interfaceSource.deleteMany();
  await Promise.all([bench.followRelease(), bench.followRelease(), bench.followRelease()]);
  expect(await prisma().interfaceSource.count()).toBe(3);
});
