import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { createTranslator } from 'use-intl/core';
import { afterEach, describe, expect, test } from 'vitest';
import { difference } from '#app/_workbench/difference.ts';
import { invalid, ownJson } from '#app/api/translate/answer.ts';
import { limits } from '#lib/core/limits.ts';
import { hiddenName, markedTree, marks } from '#lib/languages/index.ts';
import {
  mayDecide,
  mentioned,
  mostCharacters,
  readUnit,
  saveSchema,
  standing,
  targetHash,
  unitName,
  wordCount,
} from '#lib/workbench/index.ts';
import { rename } from '../../../runtime/messages/rename.ts';

const wording = { source: 'Cart', target: 'Koszyk', delivered: 'machine', deliveredStale: false } as const;
const notes = { state: 'reviewed', source: 'Cart', targetHash: targetHash('Koszyk') } as const;

describe('how far a string is', () => {
  test.each([
    ['is missing without words', { ...wording, target: '' }, notes, 'missing', false],
    ['is as it came where nothing is noted', wording, undefined, 'machine', false],
    ['is what was noted of it', wording, notes, 'reviewed', false],
    ['is stale when its source moved', { ...wording, source: 'Basket' }, notes, 'reviewed', true],
    ['is translated when other words came by another way', { ...wording, target: 'Kosz' }, notes, 'translated', false],
    ['knows staleness it came with', { ...wording, deliveredStale: true }, undefined, 'machine', true],
    [
      'is as it came where it was only locked or assigned',
      wording,
      { ...notes, state: 'untouched' as const },
      'machine',
      false,
    ],
  ] as const)('%s', (_name, given, noted, expected, stale) => {
    expect(standing(given, noted)).toEqual({ standing: expected, stale });
  });

  test('own work is decided by others, unless there are none', () => {
    expect(mayDecide('a', 'a', 1)).toBe(false);
    expect(mayDecide('a', 'a', 0)).toBe(true);
    expect(mayDecide('a', 'b', 5)).toBe(true);
    expect(mayDecide('a', null, 5)).toBe(true);
  });

  test.each([
    ['Add to cart', 3],
    ['{count, plural, one {# thing} other {# of {total}}}', 2],
    ['See <link>the terms</link>', 3],
    ['加入购物车', 5],
    ['', 0],
  ])('%s has %i words', (text, count) => {
    expect(wordCount(text)).toBe(count);
  });
});

describe('a wording that is longer than any may be', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    new Request('http://localhost/api/translate/check', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers },
      body,
    });

  test('is one of an interface string sooner than one of people’s own texts', () => {
    expect(mostCharacters({ kind: 'interface' })).toBe(limits.message);
    expect(mostCharacters({ kind: 'content' })).toBe(limits.description);
  });

  test('is refused by that name', async () => {
    const parsed = saveSchema.safeParse({ locale: 'bg', unit: 'shop.home.new', seen: '', value: 'а'.repeat(8_001) });
    const answer = invalid(parsed.error);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({ code: 'validation.too_long', params: {} });
  });

  test('is not read at all where it is larger than the desk ever sends', async () => {
    let read = 0;
    const answer = async (asked: unknown) => {
      read += 1;
      return Response.json(asked);
    };
    const large = await ownJson(post(JSON.stringify({ value: 'а'.repeat(600_000) })), answer);
    expect(large.status).toBe(413);
    expect(await large.json()).toEqual({ code: 'validation.too_long', params: {} });
    expect(read).toBe(0);
    expect(await (await ownJson(post('{"value":"а"}'), answer)).json()).toEqual({ value: 'а' });
    expect(await (await ownJson(post('{"value":'), answer)).json()).toBeNull();
  });

  test('says nothing of its own where a rule has no code', async () => {
    expect(await invalid().json()).toEqual({ code: 'validation.invalid', params: {} });
  });
});

describe('a unit’s name', () => {
  test.each(['shop.home.new', 'errors.catalogue.unknown', 'text:01990000-0000-7000-8000-000000000000.title'])(
    '%s is read and written',
    (name) => {
      const unit = readUnit(name);
      expect(unit && unitName(unit)).toBe(name);
    },
  );

  test.each(['', 'shop', 'Shop.x', 'text:1.title', 'shop.<script>'])('%s is none', (name) => {
    expect(readUnit(name)).toBeNull();
  });
});

describe('who is spoken to', () => {
  const team = ['Anna', 'Anna Nowak', 'Szabó Eszter'].map((name) => ({ id: name, name }));
  test.each([
    ['@Anna Nowak, tak?', ['Anna Nowak']],
    ['@anna and @SZABÓ ESZTER', ['Szabó Eszter', 'Anna']],
    ['Anna without a sign', []],
    ['mail@anna.example', []],
    ['@Annabel', []],
  ])('%s', (body, names) => {
    expect(mentioned(body, team).map(({ name }) => name)).toEqual(names);
  });
});

describe('a difference', () => {
  test('shows what came and went word by word, in Chinese by characters', () => {
    expect(difference('Add to cart', 'Add to basket').map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'same Add to ',
      'removed cart',
      'added basket',
    ]);
    expect(difference('加入购物车', '加入购物袋').at(-1)).toEqual({ kind: 'added', text: '袋' });
  });

  test('can be read back to both texts', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (before, after) => {
        const parts = difference(before, after);
        const without = (kind: string) =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join('');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
      { numRuns: 200 },
    );
  });
});

test('a marked string keeps its name through formatting', () => {
  const { hall } = markedTree({ hall: { count: '{n, plural, one {# thing} other {# things}}' } });
  const count = hall instanceof Object ? String(hall['count']) : '';
  const t = createTranslator({ locale: 'en', messages: { hall: { count } }, namespace: 'hall' });
  expect(t('count', { n: 3 })).toBe(`${marks.open}${hiddenName('hall.count')}${marks.names}3 things${marks.close}`);
});

describe('renaming a key', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rename-'));
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  const write = (name: string, content: object) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), JSON.stringify(content));
  };
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('keeps its place in every language, and both names for installations', async () => {
    write('en/hall.json', { first: 'A', group: { old: 'B', last: 'C' } });
    write('pl/hall.json', { first: 'a', group: { old: 'b' } });
    write('bg/hall.json', { first: 'а' });
    write('notes.json', { 'hall.group.old': { note: 'N' } });
    write('renames.json', { 'hall.older': 'hall.group.old' });
    expect(await rename(folder, 'hall.group.old', 'hall.group.new')).toEqual({ locales: ['en', 'pl'], refusal: null });
    expect(JSON.stringify(read('en/hall.json'))).toBe('{"first":"A","group":{"new":"B","last":"C"}}');
    expect(read('pl/hall.json')).toEqual({ first: 'a', group: { new: 'b' } });
    expect(read('bg/hall.json')).toEqual({ first: 'а' });
    expect(read('notes.json')).toEqual({ 'hall.group.new': { note: 'N' } });
    expect(read('renames.json')).toEqual({ 'hall.older': 'hall.group.new', 'hall.group.old': 'hall.group.new' });
  });

  test('moves into another namespace, and refuses what is there or is not', async () => {
    write('en/hall.json', { old: 'B', other: 'C' });
    write('en/room.json', { there: 'D' });
    expect((await rename(folder, 'hall.nowhere', 'hall.x')).refusal).toContain('no string');
    expect((await rename(folder, 'hall.old', 'hall.other')).refusal).toContain('already');
    await rename(folder, 'hall.old', 'room.new.deep');
    expect(read('en/hall.json')).toEqual({ other: 'C' });
    expect(read('en/room.json')).toEqual({ there: 'D', new: { deep: 'B' } });
  });
});
