import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { prisma, transaction } from '#lib/db/index.ts';
import type { MemoryEntry } from '#lib/languages/index.ts';

// A small interface, so that filling is quick.
const files = mkdtempSync(path.join(os.tmpdir(), 'memory-'));
for (const [locale, words] of Object.entries({
  en: { welcome: 'Welcome, {name}', leave: 'Leave the hall' },
  pl: { welcome: 'Witaj, {name}', leave: 'Opuść salę' },
})) {
  mkdirSync(path.join(files, 'messages', locale), { recursive: true });
  writeFileSync(path.join(files, 'messages', locale, 'hall.json'), JSON.stringify(words));
}
const cwd = vi.spyOn(process, 'cwd').mockReturnValue(files);
const { fillMemory, forgetUnits, memoryMatches, rememberUnits } = await import('#lib/languages/index.ts');
const { makeEnterprise, makeListing, referenceData } = await import('../world.ts');
cwd.mockRestore();
afterAll(() => rmSync(files, { recursive: true, force: true }));

const entry = (place: string, source: string, target: string, parts: Partial<MemoryEntry> = {}): MemoryEntry => ({
  place,
  sourceLocale: 'en',
  targetLocale: 'pl',
  source,
  target,
  state: 'translated',
  origin: 'human',
  domain: 'file',
  ...parts,
});

const ask = (text: string, domain?: string) =>
  memoryMatches({ text, from: 'en', to: 'pl', ...(domain ? { domain } : {}) });

describe('the memory', () => {
  beforeAll(async () => {
    await transaction((tx) =>
      rememberUnits(tx, [
        entry('file:a:1', 'The potter fires the bowl twice', 'Garncarz wypala misę dwa razy'),
        entry('file:a:2', 'The potter fires the bowl twice', 'Garncarz wypala misę dwukrotnie', { state: 'reviewed' }),
        entry('file:a:3', 'The potter fires the plate twice', 'Garncarz wypala talerz dwa razy'),
        entry('file:a:4', 'A wholly different sentence about rights', 'Całkiem inne zdanie o prawach'),
        entry('file:a:5', '!!!', '!!!'),
      ]),
    );
  });

  test('finds the same and the alike, the reviewed first, with the likeness in per cent', async () => {
    const found = await ask('The potter fires the bowl twice');
    expect(found.map(({ target, percent }) => [target, percent])).toEqual([
      ['Garncarz wypala misę dwukrotnie', 100],
      ['Garncarz wypala misę dwa razy', 100],
      ['Garncarz wypala talerz dwa razy', expect.any(Number)],
    ]);
    expect(found[2]?.percent).toBeGreaterThanOrEqual(50);
    expect(found[2]?.percent).toBeLessThan(100);
  });

  test('another pair of languages, and nothing but marks, finds nothing', async () => {
    expect(await memoryMatches({ text: 'The potter fires the bowl twice', from: 'en', to: 'bg' })).toEqual([]);
    expect(await ask('!!!')).toEqual([]);
  });

  test('the domain decides between equals', async () => {
    await transaction((tx) =>
      rememberUnits(tx, [
        entry('file:b:1', 'Send the parcel today', 'Wyślij paczkę dziś', { domain: 'content' }),
        entry('file:b:2', 'Send the parcel today', 'Nadaj paczkę dzisiaj', { domain: 'interface' }),
      ]),
    );
    expect((await ask('Send the parcel today', 'interface'))[0]?.target).toBe('Nadaj paczkę dzisiaj');
    expect((await ask('Send the parcel today', 'content'))[0]?.target).toBe('Wyślij paczkę dziś');
  });

  test('a place says one thing: a correction takes the place of the mistake', async () => {
    await transaction((tx) => rememberUnits(tx, [entry('file:c:1', 'Blue and white porcelain', 'Błękitna porcelana')]));
    await transaction((tx) =>
      rememberUnits(tx, [entry('file:c:1', 'Blue and white porcelain', 'Porcelana biało-niebieska')]),
    );
    expect((await ask('Blue and white porcelain')).map(({ target }) => target)).toEqual(['Porcelana biało-niebieska']);
    await transaction((tx) => forgetUnits(tx, 'pl', ['file:c:1']));
    expect(await ask('Blue and white porcelain')).toEqual([]);
  });

  test('two writers of the same places wait for one another', async () => {
    const many = Array.from({ length: 60 }, (_, n) =>
      entry(`file:d:${n}`, `Parallel sentence number ${n}`, `Zdanie ${n}`),
    );
    await Promise.all([
      transaction((tx) => rememberUnits(tx, many)),
      transaction((tx) => rememberUnits(tx, [...many].reverse())),
    ]);
    expect(await prisma().memoryUnit.count({ where: { place: { startsWith: 'file:d:' } } })).toBe(60);
  });

  test('is filled from the interface and from what people wrote, and filling again changes nothing', async () => {
    await referenceData();
    const { enterprise } = await makeEnterprise();
    const { listing } = await makeListing(enterprise.id);
    expect(await fillMemory()).toBeGreaterThan(3);
    expect((await ask('Leave the hall', 'interface'))[0]).toMatchObject({ target: 'Opuść salę', percent: 100 });
    expect(await fillMemory()).toBe(0);
    const [own] = await memoryMatches({ text: 'Троянска чиния', from: 'bg', to: 'pl' });
    expect(own).toMatchObject({ target: 'Talerz z Trojanu', percent: 100, domain: 'content', state: 'reviewed' });
    const place = `text:${listing.textId}:title`;
    expect(await prisma().memoryUnit.count({ where: { place } })).toBe(1);
    // The original moved on: what is stale is not learnt again.
    await prisma().text.update({ where: { id: listing.textId }, data: { revision: 2 } });
    await prisma().translation.updateMany({
      where: { textId: listing.textId, locale: 'pl' },
      data: { fields: { title: 'Nieaktualny' }, updatedAt: new Date() },
    });
    expect(await fillMemory()).toBe(0);
  });

  test('goes on where a run ended, within what one transaction has imported', async () => {
    await fillMemory();
    const count = 700;
    await prisma().$executeRaw`
      with made as (insert into texts (source_locale) select 'en' from generate_series(1, ${count}) returning id)
      insert into translation (text_id, locale, fields, state)
      select id, locale, jsonb_build_object('title', name || id), state::translation_state
      from made, (values ('en', 'Imported bowl ', 'source'), ('pl', 'Sprowadzona misa ', 'translated')) as words (locale, name, state)`;
    const learnt: number[] = [];
    for (let run = 0; run < 4; run++) learnt.push(await fillMemory(1));
    expect(learnt.reduce((sum, units) => sum + units, 0)).toBe(count);
    expect(Math.max(...learnt)).toBeLessThan(count);
  });
});
