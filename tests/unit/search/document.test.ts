import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from '#lib/search/cases.ts';
import { parseQuery, parseVector } from '#lib/search/evaluator.ts';
import {
  correctedQuery,
  editDistance,
  neighbours,
  suggestSpelling,
  type VocabularyWord,
  vocabularyWords,
} from '#lib/search/spelling.ts';
import { pinyinTokens, tokens } from '#lib/search/tokens.ts';
import { type DocumentPart, toTsvector } from '#lib/search/tsvector.ts';

test.each([
  ['search-cases.json', 57],
  ['own-cases.json', 164],
])('the suite search: %s', (file, cases) => {
  const { count, mismatches } = run(fileURLToPath(new URL(file, import.meta.url)));
  expect(mismatches).toEqual([]);
  expect(count).toBe(cases);
});

describe('tokens', () => {
  test('words, stems and romanised words', () => {
    expect(tokens('Троянска чиния', 'bg')).toEqual([
      { lexeme: 'trojanska', position: 1, kind: 'word' },
      { lexeme: '~trojansk', position: 1, kind: 'stem' },
      { lexeme: 'bg~trojansk', position: 1, kind: 'own' },
      { lexeme: 'troyanska', position: 1, kind: 'roman' },
      { lexeme: 'cinija', position: 2, kind: 'word' },
      { lexeme: '~cin', position: 2, kind: 'stem' },
      { lexeme: 'bg~cin', position: 2, kind: 'own' },
      { lexeme: 'chinia', position: 2, kind: 'roman' },
      { lexeme: 'c~plate', position: 2, kind: 'concept' },
    ]);
  });

  test('Chinese characters and their pairs', () => {
    expect(tokens('青花瓷', 'zh-CN').map(({ lexeme }) => lexeme)).toEqual(['青', '青花', '花', '花瓷', '瓷']);
  });

  test('pinyin of a title', () => {
    expect(pinyinTokens('青花瓷花瓶')).toEqual(expect.arrayContaining(['py~qhchp', 'py~huaping', 'py~hp']));
    expect(pinyinTokens('Vase')).toEqual([]);
  });

  test('Serbian, Croatian and Bosnian share their stems', () => {
    const stems = (text: string, locale: string) =>
      tokens(text, locale)
        .filter(({ kind }) => kind === 'stem')
        .map(({ lexeme }) => lexeme);
    expect(stems('ћилими', 'sr-Cyrl')).toEqual(stems('ćilimi', 'hr'));
  });
});

describe('concepts of a text', () => {
  const named = (text: string, locale: string) =>
    tokens(text, locale).flatMap(({ kind, lexeme, position }) => (kind === 'concept' ? [`${lexeme}@${position}`] : []));

  test('are the same in whatever language and inflection', () => {
    for (const [text, locale] of [
      ['书法', 'zh-CN'],
      ['Kaligrafią', 'pl'],
      ['калиграфията', 'bg'],
      ['kalligráfia', 'hu'],
    ] as const)
      expect(named(text, locale), text).toContain('c~calligraphy@1');
  });

  test('may be several words, with small ones between them', () => {
    expect(named('a shadow puppet', 'en')).toContain('c~shadow puppet@2');
    expect(named('Made of the wood', 'en').some((each) => each.startsWith('c~wood'))).toBe(true);
  });

  test('are of the text’s own language', () => {
    expect(named('rocket', 'en')).toEqual([]);
    expect(named('书法', 'de')).toContain('c~calligraphy@1');
  });

  test('a stem is told apart by language only where it ranks', () => {
    expect(toTsvector([{ weight: 'A', text: 'kaligrafia', locale: 'pl' }])).toContain("'pl~");
    expect(toTsvector([{ weight: 'D', text: 'kaligrafia', locale: 'pl' }])).not.toContain("'pl~");
  });
});

describe('toTsvector', () => {
  test('writes weights and positions; stems and what it means weigh one less', () => {
    expect(
      toTsvector([
        { weight: 'D', text: 'vases', locale: 'en' },
        { weight: 'A', text: 'vase', locale: 'en' },
      ]),
    ).toBe("'vase':1A '~vas':1B,22 'en~vas':1B 'c~vase':1B,22 'vases':22");
  });

  test('is empty for nothing', () => {
    expect(toTsvector([])).toBe('');
    expect(toTsvector([{ weight: 'A', text: ' — ', locale: 'en' }])).toBe('');
  });

  test('stays in PostgreSQL’s limits', () => {
    const text = Array.from({ length: 40_000 }, (_, at) => `word${at} same`).join(' ');
    const { lexemes } = parseVector(toTsvector([{ weight: 'D', text, locale: 'en' }]));
    expect(lexemes.size).toBeLessThanOrEqual(12_000);
    expect(lexemes.get('same')?.length).toBeLessThanOrEqual(64);
    for (const places of lexemes.values())
      for (const { position } of places) expect(position).toBeLessThanOrEqual(16_383);
  });

  test('is well formed whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom('en', 'zh-CN', 'bg', 'el', 'de', ''),
        (text, locale) => {
          const parts: DocumentPart[] = [{ weight: 'A', text, locale }];
          expect(() => parseVector(toTsvector(parts))).not.toThrow();
        },
      ),
    );
  });
});

describe('spelling', () => {
  const vocabulary: VocabularyWord[] = [
    ...vocabularyWords([
      { weight: 'A', text: 'Silk scarf, porcelain vase 925', locale: 'en' },
      { weight: 'A', text: 'Bolesławiec kubek', locale: 'pl' },
      { weight: 'A', text: '花瓶', locale: 'zh-CN' },
    ]),
  ];

  test('the vocabulary has words alone', () => {
    expect(vocabulary.map(({ word }) => word)).toEqual(['silk', 'scarf', 'porcelain', 'vase', 'bolesławiec', 'kubek']);
  });

  test.each([
    ['slik', 'silk', 1],
    ['porcelian', 'porcelain', 1],
    ['porclan', 'porcelain', 2],
    ['boleslawec', 'bolesławiec', 1],
    ['scraf', 'scarf', 1],
  ])('%s may be %s', (typed, word, distance) => {
    expect(suggestSpelling(typed, vocabulary)[0]).toMatchObject({ word, distance });
  });

  test.each(['silk', 'si', 'nothing', '925', 'slikk'])('%s has no suggestion', (typed) => {
    expect(suggestSpelling(typed, vocabulary)).toEqual([]);
  });

  test('a query is corrected word by word, inflected words left alone', () => {
    expect(correctedQuery('slik scarf', vocabulary, 'en')).toBe('silk scarf');
    expect(correctedQuery('vases', vocabulary, 'en')).toBeNull();
    expect(correctedQuery('花平', vocabulary, 'zh-CN')).toBeNull();
  });

  test('the distance is symmetric, nought for equals, and bounded', () => {
    const word = fc.stringMatching(/^[a-d]{0,8}$/);
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 3)).toBe(editDistance(b, a, 3));
        expect(editDistance(a, b, 3) === 0).toBe(a === b);
        expect(editDistance(a, b, 3)).toBeLessThanOrEqual(4);
      }),
    );
  });
});

describe('neighbours', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abcdxyz'), minLength: 3, maxLength: 14 });
  const edited = (word: string, at: number, letter: string, kind: number) => {
    const here = at % word.length;
    const next = word.charAt(here + 1);
    if (kind === 0) return word.slice(0, here) + word.slice(here + 1);
    if (kind === 1) return word.slice(0, here) + letter + word.slice(here);
    if (kind === 2) return word.slice(0, here) + letter + word.slice(here + 1);
    return word.slice(0, here) + next + word.charAt(here) + word.slice(here + 2);
  };
  const edit = fc.tuple(fc.nat(20), fc.constantFrom(...'abcdxyz'), fc.nat(3));

  test('of a word and of its misspelling meet, whatever the one or two slips', () => {
    fc.assert(
      fc.property(letters, fc.array(edit, { minLength: 1, maxLength: 2 }), (word, edits) => {
        const misspelt = edits.reduce((typed, [at, letter, kind]) => edited(typed, at, letter, kind), word);
        const most = misspelt.length <= 5 ? 1 : 2;
        fc.pre(misspelt.length >= 3 && editDistance(misspelt, word, most) <= most);
        const near = new Set(neighbours(word));
        expect(neighbours(misspelt, most).some((each) => near.has(each))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('are few, however long the word', () => {
    expect(neighbours('a'.repeat(40)).length).toBeLessThanOrEqual(29);
    expect(neighbours('abcdefghijklmnop').length).toBeLessThanOrEqual(29);
  });
});

test('the evaluator refuses what is no query and no vector', () => {
  for (const text of ["'a' 'b'", "('a'", 'a', "'a' &", '']) expect(() => parseQuery(text)).toThrow(SyntaxError);
  expect(() => parseVector('a:1')).toThrow(SyntaxError);
});
