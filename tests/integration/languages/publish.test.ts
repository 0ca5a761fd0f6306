import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { guest, type Person } from '#lib/core/actor.ts';
import { forget } from '#lib/core/memory.ts';
import { changesChannel, prisma } from '#lib/db/index.ts';

// The base files of this test, so that it says the same however complete the real ones are.
const files = mkdtempSync(path.join(os.tmpdir(), 'publish-'));
const base = {
  en: { greeting: 'Welcome, {name}', count: '{n, plural, one {# thing} other {# things}}', farewell: 'Goodbye' },
  pl: {
    greeting: 'Witaj, {name}',
    count: '{n, plural, one {# rzecz} few {# rzeczy} many {# rzeczy} other {# rzeczy}}',
    farewell: 'Do widzenia',
  },
  sk: { greeting: 'Vitajte, {name}' },
  cs: {},
};
for (const [locale, words] of Object.entries(base)) {
  mkdirSync(path.join(files, 'messages', locale), { recursive: true });
  writeFileSync(path.join(files, 'messages', locale, 'hall.json'), JSON.stringify(words));
}
vi.spyOn(process, 'cwd').mockReturnValue(files);
const { interfaceMessages, publishMessage } = await import('#lib/languages/index.ts');

const greeting = { namespace: 'hall', key: 'greeting' } as const;
let translator: Person;
let listener: pg.Client;
let heard: unknown[] = [];

function personOf(userId: string, translates: Person['translates']): Person {
  return {
    type: 'person',
    userId,
    email: 'ala@example.com',
    name: 'Ala',
    locale: 'pl',
    staffRoles: [],
    memberships: [],
    translates,
  };
}

async function hall(locale: 'cs' | 'pl' | 'en'): Promise<Record<string, unknown>> {
  // In a running site the front server forgets on hearing of the change (runtime/site/changes.ts).
  forget('messages:');
  const { hall: words } = await interfaceMessages(locale);
  return words instanceof Object ? words : {};
}

async function heardLocales(wanted: number): Promise<unknown[]> {
  for (let at = 0; at < 100 && heard.length < wanted; at++) await sleep(10);
  return heard;
}

beforeAll(async () => {
  const user = await prisma().user.create({ data: { email: 'ala@example.com', name: 'Ala' } });
  translator = personOf(
    user.id,
    ['pl', 'sk', 'en'].map((locale) => ({ locale, role: 'translator' as const })),
  );
  listener = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
  await listener.connect();
  listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? 'null')));
  await listener.query(`listen ${changesChannel}`);
});
beforeEach(() => {
  heard = [];
});
afterEach(async () => {
  await prisma().interfaceMessage.deleteMany();
  await prisma().interfaceMessageRevision.deleteMany();
});
afterAll(async () => {
  await listener.end();
  vi.restoreAllMocks();
  rmSync(files, { recursive: true, force: true });
});

describe('publishing an interface string', () => {
  test('lays it over the base file, keeps the version and tells every instance', async () => {
    await publishMessage(translator, { locale: 'pl', ...greeting, value: 'Dzień dobry, {name}', version: 0 });
    expect(await hall('pl')).toEqual({ ...base.pl, greeting: 'Dzień dobry, {name}' });
    expect(await heardLocales(1)).toEqual([{ kind: 'messages', locale: 'pl' }]);
    const revisions = await prisma().interfaceMessageRevision.findMany();
    expect(revisions).toMatchObject([
      {
        locale: 'pl',
        ...greeting,
        value: 'Dzień dobry, {name}',
        previous: null,
        version: 1,
        authorId: translator.userId,
      },
    ]);
  });

  test('of a language that others fall back to reaches their readers and tells them', async () => {
    expect(await hall('cs')).toEqual({ greeting: base.sk.greeting, count: base.en.count, farewell: base.en.farewell });
    await publishMessage(translator, {
      locale: 'sk',
      namespace: 'hall',
      key: 'farewell',
      value: 'Dovidenia',
      version: 0,
    });
    expect(await hall('cs')).toMatchObject({ greeting: base.sk.greeting, farewell: 'Dovidenia' });
    expect(await heardLocales(2)).toEqual(
      expect.arrayContaining([
        { kind: 'messages', locale: 'sk' },
        { kind: 'messages', locale: 'cs' },
      ]),
    );
  });

  test('of English reaches whoever lacks the string, and nobody who has it', async () => {
    await publishMessage(translator, {
      locale: 'en',
      namespace: 'hall',
      key: 'farewell',
      value: 'Until next time',
      version: 0,
    });
    expect(await hall('cs')).toMatchObject({ farewell: 'Until next time' });
    expect(await hall('pl')).toMatchObject({ farewell: base.pl.farewell });
  });

  test.each([
    ['a placeholder that is gone', 'Witaj', ['placeholder_missing']],
    ['a placeholder of another name', 'Witaj, {imie}', ['placeholder_missing', 'placeholder_extra']],
    ['syntax that cannot be shown', 'Witaj, {name', ['icu_syntax']],
    ['nothing', ' ', ['empty']],
  ])('is refused for %s, and nothing is written or told', async (_name, value, problems) => {
    const refusal = { code: 'languages.broken_message', field: 'value', params: { problems } };
    await expect(publishMessage(translator, { locale: 'pl', ...greeting, value, version: 0 })).rejects.toMatchObject(
      refusal,
    );
    expect(await prisma().interfaceMessage.count()).toBe(0);
    expect(await prisma().interfaceMessageRevision.count()).toBe(0);
    expect(heard).toEqual([]);
  });

  test('over a version that somebody else published meanwhile is refused', async () => {
    await publishMessage(translator, { locale: 'pl', ...greeting, value: 'Cześć, {name}', version: 0 });
    await expect(
      publishMessage(translator, { locale: 'pl', ...greeting, value: 'Hej, {name}', version: 0 }),
    ).rejects.toMatchObject({ code: 'languages.edited_meanwhile', field: 'value' });
    expect(await hall('pl')).toMatchObject({ greeting: 'Cześć, {name}' });
  });

  test('by eight people at once leaves exactly one of them', async () => {
    const attempts = Array.from({ length: 8 }, (_, at) =>
      publishMessage(translator, {
        locale: 'pl',
        ...greeting,
        value: `Witaj, {name}, raz ${'abcdefgh'.charAt(at)}`,
        version: 0,
      }),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))).toEqual(
      Array(7).fill(expect.objectContaining({ code: 'languages.edited_meanwhile' })),
    );
    expect(await prisma().interfaceMessageRevision.count()).toBe(1);
  });

  test('is for translators of the language', async () => {
    const message = { locale: 'pl', ...greeting, value: 'Cześć, {name}', version: 0 } as const;
    await expect(publishMessage(guest, message)).rejects.toMatchObject({ code: 'identity.sign_in_required' });
    const others = personOf(translator.userId, [{ locale: 'sk', role: 'manager' }]);
    await expect(publishMessage(others, message)).rejects.toMatchObject({ code: 'identity.not_allowed' });
    const suggester = personOf(translator.userId, [{ locale: 'pl', role: 'suggester' }]);
    await expect(publishMessage(suggester, message)).rejects.toMatchObject({ code: 'identity.not_allowed' });
    await expect(publishMessage(translator, { ...message, key: 'nowhere' })).rejects.toMatchObject({
      code: 'languages.unknown_message',
    });
  });
});
