import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { guest, type Person } from '#lib/core/actor.ts';
import { forget } from '#lib/core/memory.ts';
import { prisma, transaction } from '#lib/db/index.ts';

// The base files of this test, so that it says the same however complete the real ones are.
const files = mkdtempSync(path.join(os.tmpdir(), 'workbench-'));
const base = {
  en: { greeting: 'Welcome, {name}', farewell: 'Goodbye', old: 'Old key', fresh: 'Old key' },
  pl: { greeting: 'Witaj, {name}', farewell: 'Do widzenia', old: 'Stary', fresh: '' },
};
for (const [locale, words] of Object.entries(base)) {
  mkdirSync(path.join(files, 'messages', locale), { recursive: true });
  writeFileSync(path.join(files, 'messages', locale, 'hall.json'), JSON.stringify(words));
}
writeFileSync(path.join(files, 'messages', 'renames.json'), JSON.stringify({ 'hall.old': 'hall.fresh' }));
vi.spyOn(process, 'cwd').mockReturnValue(files);
const bench = await import('#lib/workbench/index.ts');
const { makeEnterprise, makeListing, personOf, referenceData } = await import('../world.ts');
const { interfaceMessages, publishMessage } = await import('#lib/languages/index.ts');

const unit = 'hall.greeting';
const people: Record<'ada' | 'bea' | 'cyd' | 'dan' | 'lone', Person> = {
  ada: guestPerson(),
  bea: guestPerson(),
  cyd: guestPerson(),
  dan: guestPerson(),
  lone: guestPerson(),
};

function guestPerson(): Person {
  return personOf('00000000-0000-7000-8000-000000000000');
}

async function member(name: string, locale: string, role: 'suggester' | 'translator' | 'reviewer' | 'manager') {
  const user = await prisma().user.create({ data: { email: `${name}@example.com`, name, locale: 'en' } });
  await prisma().translatorGrant.create({ data: { userId: user.id, locale, role } });
  return personOf(user.id, { name, translates: [{ locale, role }] });
}

async function greeting(): Promise<unknown> {
  forget('messages:');
  const { hall } = await interfaceMessages('pl');
  return hall instanceof Object ? hall['greeting'] : undefined;
}

const save = (actor: Person, value: string, seen: string) =>
  bench.saveString(actor, { locale: 'pl', unit, value, seen });
const opened = (actor: Person, name = unit) => bench.openString(actor, { locale: 'pl', unit: name });

beforeAll(async () => {
  await referenceData();
  people.ada = await member('Ada', 'pl', 'translator');
  people.bea = await member('Bea', 'pl', 'reviewer');
  people.cyd = await member('Cyd', 'pl', 'suggester');
  people.dan = await member('Dan', 'pl', 'manager');
  people.lone = await member('Lone', 'et', 'reviewer');
});
afterEach(async () => {
  await prisma().interfaceMessage.deleteMany();
  await prisma().interfaceMessageRevision.deleteMany();
  await prisma().workUnit.deleteMany();
  await prisma().workEvent.deleteMany();
  await prisma().workSuggestion.deleteMany();
  await prisma().workComment.deleteMany();
  forget('messages:');
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(files, { recursive: true, force: true });
});

describe('saving at the workbench', () => {
  test('publishes, says who did it and waits for review', async () => {
    await save(people.ada, 'Dzień dobry, {name}', base.pl.greeting);
    expect(await greeting()).toBe('Dzień dobry, {name}');
    const string = await opened(people.bea);
    expect(string).toMatchObject({
      target: 'Dzień dobry, {name}',
      standing: 'translated',
      author: 'Ada',
      staleSource: null,
    });
    expect(string.history).toMatchObject([
      { kind: 'translated', person: 'Ada', previous: base.pl.greeting },
      { kind: 'before', person: null, value: base.pl.greeting, at: null },
    ]);
    expect(string.history).toHaveLength(2);
  });

  test('is brought back to any wording of its past, the first among them', async () => {
    await save(people.ada, 'Dzień dobry, {name}', base.pl.greeting);
    const first = (await opened(people.bea)).history.at(-1)?.value ?? '';
    await save(people.bea, first, 'Dzień dobry, {name}');
    expect(await greeting()).toBe(base.pl.greeting);
    const { history } = await opened(people.bea);
    expect(history.map(({ value }) => value)).toEqual([base.pl.greeting, 'Dzień dobry, {name}']);
    await save(people.bea, history.at(-1)?.value ?? '', base.pl.greeting);
    expect(await greeting()).toBe('Dzień dobry, {name}');
  });

  test('shows the second of two the wording of the first, and writes nothing', async () => {
    await save(people.ada, 'Cześć, {name}', base.pl.greeting);
    await expect(save(people.bea, 'Hej, {name}', base.pl.greeting)).rejects.toMatchObject({
      code: 'workbench.edited_meanwhile',
      params: { theirs: 'Cześć, {name}' },
    });
    expect(await greeting()).toBe('Cześć, {name}');
    await save(people.bea, 'Hej, {name}', 'Cześć, {name}');
    expect(await greeting()).toBe('Hej, {name}');
  });

  test('by twenty at once over one string takes one of them; over their own strings, all', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        save(people.ada, `Witaj, {name} ${'abcdefghijklmnopqrst'.charAt(at)}`, base.pl.greeting),
      ),
    );
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(await prisma().interfaceMessageRevision.count()).toBe(1);
    expect(await prisma().workEvent.count()).toBe(1);
  });

  test.each([
    ['a placeholder that is gone', 'Witaj', 'placeholder_missing'],
    ['a script', 'Witaj, {name}<script>', 'tag_mismatch'],
    ['a tag that is not closed', 'Witaj, <b>{name}', 'tag_mismatch'],
    ['characters that nobody sees', 'Witaj,\u200b {name}\u202e', 'invisible'],
    ['a plural form that the language has not', '{name, plural, two {x} other {y}}', 'plural_extra'],
  ])('refuses %s', async (_name, value, problem) => {
    await expect(save(people.ada, value, base.pl.greeting)).rejects.toMatchObject({ code: 'languages.broken_message' });
    const { problems } = await bench.checkString(people.ada, { locale: 'pl', unit, value });
    expect(problems.map(({ code }) => code)).toContain(problem);
    expect(await greeting()).toBe(base.pl.greeting);
  });

  test('a megabyte is refused before it is looked at, and a string longer than one may be before it is published', async () => {
    const sent = { locale: 'pl', unit, seen: base.pl.greeting, value: 'a'.repeat(1024 * 1024) };
    const read = bench.saveSchema.safeParse(sent);
    expect(read.error?.issues).toMatchObject([{ path: ['value'], message: 'too_long' }]);
    await expect(save(people.ada, `Witaj, {name} ${'a'.repeat(4_000)}`, base.pl.greeting)).rejects.toMatchObject({
      code: 'validation.too_long',
      field: 'value',
    });
    const offered = { locale: 'pl', unit, value: `Witaj, {name} ${'a'.repeat(4_000)}` } as const;
    await expect(bench.suggestString(people.cyd, offered)).rejects.toMatchObject({ code: 'validation.too_long' });
    expect(await bench.openString(people.ada, { locale: 'pl', unit })).toMatchObject({ most: 4_000 });
    expect(await prisma().workUnit.count()).toBe(0);
    expect(await prisma().workSuggestion.count()).toBe(0);
  });

  test('is for translators, and of a locked string for managers', async () => {
    await expect(save(people.cyd, 'Hej, {name}', base.pl.greeting)).rejects.toMatchObject({
      code: 'identity.not_allowed',
    });
    await bench.lockString(people.dan, { locale: 'pl', unit, locked: true });
    await expect(save(people.ada, 'Hej, {name}', base.pl.greeting)).rejects.toMatchObject({ code: 'workbench.locked' });
    const past = { locale: 'pl', namespace: 'hall', key: 'greeting', value: 'Hej, {name}', version: 0 } as const;
    await expect(publishMessage(people.ada, past)).rejects.toMatchObject({ code: 'workbench.locked' });
    await save(people.dan, 'Hej, {name}', base.pl.greeting);
    expect(await greeting()).toBe('Hej, {name}');
    await expect(opened(personOf(people.ada.userId))).rejects.toMatchObject({ code: 'identity.not_allowed' });
    await expect(bench.openString(guest, { locale: 'pl', unit })).rejects.toMatchObject({
      code: 'identity.sign_in_required',
    });
    await expect(opened(people.ada, 'hall.nowhere')).rejects.toMatchObject({ code: 'workbench.unknown' });
  });
});

describe('a source that changed', () => {
  test('makes what was made of it stale, until somebody saves or confirms it', async () => {
    await save(people.ada, 'Cześć, {name}', base.pl.greeting);
    const english = personOf(people.dan.userId, { translates: [{ locale: 'en', role: 'manager' }] });
    await bench.saveString(english, { locale: 'en', unit, value: 'Good day, {name}', seen: base.en.greeting });
    forget('messages:');
    expect(await opened(people.ada)).toMatchObject({ source: 'Good day, {name}', staleSource: base.en.greeting });
    const stale = await bench.listStrings(people.ada, {
      locale: 'pl',
      part: '',
      which: 'stale',
      search: '',
      offset: 0,
    });
    expect(stale.rows.map((row) => row.unit)).toEqual([unit]);
    await bench.reviewString(people.bea, { locale: 'pl', unit, seen: 'Cześć, {name}', verdict: 'reviewed' });
    expect(await opened(people.ada)).toMatchObject({ staleSource: null, standing: 'reviewed' });
  });
});

describe('suggestions', () => {
  test('wait once, are voted on by others, and become their author’s work', async () => {
    const value = 'Hej, {name}';
    await bench.suggestString(people.cyd, { locale: 'pl', unit, value });
    await bench.suggestString(people.ada, { locale: 'pl', unit, value });
    const [offer, ...more] = (await opened(people.ada)).suggestions;
    expect(more).toEqual([]);
    expect(offer).toMatchObject({ value, author: 'Cyd', votes: 1, vote: 1, own: false });
    const suggestionId = offer?.id ?? '';
    await expect(bench.voteOnSuggestion(people.cyd, { suggestionId, value: 1 })).rejects.toMatchObject({
      code: 'workbench.own_vote',
    });
    await expect(bench.acceptSuggestion(people.cyd, { suggestionId, seen: base.pl.greeting })).rejects.toMatchObject({
      code: 'identity.not_allowed',
    });
    await bench.acceptSuggestion(people.ada, { suggestionId, seen: base.pl.greeting });
    expect(await opened(people.ada)).toMatchObject({ target: value, author: 'Cyd', suggestions: [] });
    await expect(bench.declineSuggestion(people.ada, { suggestionId })).rejects.toMatchObject({
      code: 'workbench.decided',
    });
  });
});

describe('review', () => {
  test('is never of one’s own work, unless nobody else works on the language', async () => {
    await save(people.bea, 'Cześć, {name}', base.pl.greeting);
    const verdict = { locale: 'pl', unit, seen: 'Cześć, {name}', verdict: 'reviewed' } as const;
    await expect(bench.reviewString(people.bea, verdict)).rejects.toMatchObject({ code: 'workbench.own_work' });
    await bench.reviewString(people.dan, verdict);
    expect(await opened(people.dan)).toMatchObject({ standing: 'reviewed' });
    await bench.saveString(people.lone, { locale: 'et', unit, value: 'Tere, {name}', seen: '' });
    await bench.reviewString(people.lone, { ...verdict, locale: 'et', seen: 'Tere, {name}' });
    expect(await bench.openString(people.lone, { locale: 'et', unit })).toMatchObject({ standing: 'reviewed' });
  });

  test('of a wording that is another by now is refused', async () => {
    await save(people.ada, 'Cześć, {name}', base.pl.greeting);
    await expect(
      bench.reviewString(people.bea, { locale: 'pl', unit, seen: base.pl.greeting, verdict: 'reviewed' }),
    ).rejects.toMatchObject({ code: 'workbench.edited_meanwhile' });
  });
});

describe('what people wrote', () => {
  test('is translated field by field, stale by field, and its state is that of the field least far', async () => {
    const { enterprise } = await makeEnterprise();
    const { listing } = await makeListing(enterprise.id);
    const text = await prisma().text.findUniqueOrThrow({
      where: { id: listing.textId },
      include: { translations: true },
    });
    const source = text.translations.find((each) => each.state === 'source')?.fields;
    const title = `text:${text.id}.title`;
    expect(source).toMatchObject({ title: expect.any(String) });
    const before = await opened(people.ada, title);
    await bench.saveString(people.ada, { locale: 'pl', unit: title, value: 'Dzbanek', seen: before.target });
    const after = await prisma().translation.findUniqueOrThrow({
      where: { textId_locale: { textId: text.id, locale: 'pl' } },
    });
    expect(after).toMatchObject({ fields: { title: 'Dzbanek' }, state: 'translated', origin: 'human' });
    await bench.reviewString(people.bea, { locale: 'pl', unit: title, seen: 'Dzbanek', verdict: 'reviewed' });
    expect(await opened(people.bea, title)).toMatchObject({ standing: 'reviewed', kind: 'content' });
    const fields = { ...(source instanceof Object && !Array.isArray(source) ? source : {}), title: 'Друга кана' };
    await prisma().text.update({ where: { id: text.id }, data: { revision: { increment: 1 } } });
    await prisma().translation.update({
      where: { textId_locale: { textId: text.id, locale: 'bg' } },
      data: { fields },
    });
    expect((await opened(people.ada, title)).staleSource).toBe(before.source);
    const stale = await bench.listStrings(people.ada, {
      locale: 'pl',
      part: 'content-listing',
      which: 'stale',
      search: '',
      offset: 0,
    });
    expect(stale.rows.map((row) => row.unit)).toEqual([title]);
    await bench.saveString(people.ada, { locale: 'pl', unit: title, value: 'Inny dzbanek', seen: 'Dzbanek' });
    expect((await opened(people.ada, title)).staleSource).toBeNull();
  });
});

describe('a team', () => {
  test('is led by its managers: they take in, give other roles and let go, but never leave it without one', async () => {
    const user = await prisma().user.create({ data: { email: 'new@example.com', name: 'New', locale: 'en' } });
    const added = { locale: 'pl', email: 'NEW@example.com', role: 'suggester' } as const;
    await expect(bench.addMember(people.bea, added)).rejects.toMatchObject({ code: 'identity.not_allowed' });
    await expect(bench.addMember(people.dan, { ...added, email: 'nobody@example.com' })).rejects.toMatchObject({
      code: 'workbench.no_account',
      field: 'email',
    });
    await bench.addMember(people.dan, added);
    const role = async () =>
      (await bench.contributors(people.dan, 'pl')).find(({ userId }) => userId === user.id)?.role ?? null;
    expect(await role()).toBe('suggester');
    await bench.changeMember(people.dan, { locale: 'pl', userId: user.id, role: 'reviewer' });
    expect(await role()).toBe('reviewer');
    await bench.changeMember(people.dan, { locale: 'pl', userId: user.id, role: 'none' });
    expect(await role()).toBeNull();
    const own = { locale: 'pl', userId: people.dan.userId, role: 'none' } as const;
    await expect(bench.changeMember(people.dan, own)).rejects.toMatchObject({ code: 'workbench.last_manager' });
    await expect(bench.addMember(people.dan, { ...added, locale: 'bg' })).rejects.toMatchObject({
      code: 'identity.not_allowed',
    });
  });

  test('sees what is left in words, day by day, and who did what', async () => {
    const before = await bench.countStrings(people.ada, 'pl');
    expect(before).toMatchObject({ strings: 4, missing: 1, missingWords: 2, stale: 0, suggested: 0 });
    await save(people.ada, 'Dzień dobry, {name}', base.pl.greeting);
    expect((await bench.countStrings(people.ada, 'pl')).waiting).toBe(before.waiting + 1);
    const seen = 'Dzień dobry, {name}';
    await bench.reviewString(people.bea, { locale: 'pl', unit, verdict: 'reviewed', seen });
    const after = await bench.countStrings(people.ada, 'pl');
    expect(after.waiting).toBe(before.waiting);
    await bench.closeWorkDay();
    const left = { missing: after.missingWords, waiting: after.waitingWords };
    expect((await bench.burndown(people.ada, 'pl')).at(-1)).toMatchObject(left);
    const done = await bench.contributors(people.ada, 'pl');
    const of = ({ userId }: Person) => done.find((each) => each.userId === userId);
    expect(of(people.ada)).toMatchObject({ translated: 1, reviewed: 0 });
    expect(of(people.bea)).toMatchObject({ translated: 0, reviewed: 1 });
    await expect(bench.contributors(people.lone, 'pl')).rejects.toMatchObject({ code: 'identity.not_allowed' });
  });
});

describe('talk', () => {
  test('a name after @ sends one mail to that person, and none to who writes', async () => {
    await bench.commentOnString(people.ada, { locale: 'pl', unit, body: 'Co sądzisz, @bea? Ja, @Ada, nie wiem.' });
    const mails = await prisma().email.findMany({ where: { template: 'translators_mention' } });
    expect(mails.map((mail) => mail.recipient)).toEqual(['Bea@example.com']);
    expect((await opened(people.bea)).comments).toMatchObject([{ person: 'Ada' }]);
  });
});

describe('a key that was renamed', () => {
  test('takes its edits, history, state, suggestions and comments with it', async () => {
    await bench.saveString(people.ada, { locale: 'pl', unit: 'hall.old', value: 'Dawny', seen: base.pl.old });
    await bench.commentOnString(people.ada, { locale: 'pl', unit: 'hall.old', body: 'Krótko' });
    await bench.followRenames();
    const string = await opened(people.bea, 'hall.fresh');
    expect(string).toMatchObject({ target: 'Dawny', author: 'Ada', comments: [{ body: 'Krótko' }] });
    expect(string.history).toMatchObject([{ value: 'Dawny' }, { kind: 'before', value: base.pl.old }]);
    expect(await prisma().workUnit.count({ where: { unit: 'hall.old' } })).toBe(0);
    expect(await transaction((tx) => bench.moveString(tx, 'hall.old', 'hall.fresh'))).toBe(false);
  });
});

describe('the weekly mail', () => {
  test('goes once a week to those for whom something waits, and to nobody who said no', async () => {
    await save(people.ada, 'Cześć, {name}', base.pl.greeting);
    await bench.setDigest(people.cyd, false);
    await bench.sendWorkDigests();
    await bench.sendWorkDigests();
    const mails = await prisma().email.findMany({ where: { template: 'translators_digest' } });
    const polish = mails.filter(
      ({ params }) =>
        params instanceof Object && !Array.isArray(params) && String(params['language']).toLowerCase() === 'polski',
    );
    expect(polish.map((mail) => mail.recipient).sort()).toEqual([
      'Ada@example.com',
      'Bea@example.com',
      'Dan@example.com',
    ]);
  });
});
