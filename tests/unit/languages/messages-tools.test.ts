import { describe, expect, test } from 'vitest';
import { differencesOf, markedWords, readableDiff } from '#runtime/messages/diff.ts';
import { missingFromCode } from '#runtime/messages/extract.ts';

describe('a readable difference', () => {
  test.each([
    ['Zapisz listę', 'Zapisz tę listę', 'Zapisz {+tę +}listę'],
    ['Usuń {name} teraz', 'Usuń {name}', 'Usuń {name}[- teraz-]'],
    ['保存清单', '保存这份清单', '[-保存清单-]{+保存这份清单+}'],
  ])('%s → %s', (before, after, marked) => {
    expect(markedWords(before, after)).toBe(marked);
  });

  test('tells new strings from changed ones and leaves the rest', () => {
    const before = new Map([
      ['a', 'jeden'],
      ['b', 'dwa'],
    ]);
    const differences = differencesOf(before, [
      ['a', 'jeden'],
      ['b', 'dwie'],
      ['c', 'trzy'],
    ]);
    expect(readableDiff(differences)).toBe('~ b\n    [-dwa-]{+dwie+}\n+ c\n    trzy');
  });
});

test('keys that the code asks for and English lacks are told with their places', () => {
  const text = "const t = await getTranslations('hall');\nt('welcome');\nt('gone', { a: 1 });\n";
  const english = {
    locale: 'en',
    trees: new Map(),
    faults: [],
    entries: new Map([['hall.welcome', { file: 'hall.json', value: '' }]]),
  };
  expect(missingFromCode([{ name: 'app/a.tsx', text }], english)).toEqual([{ key: 'hall.gone', at: 'app/a.tsx:3' }]);
});
