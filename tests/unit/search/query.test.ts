import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concepts, conceptsNamed } from '#lib/search/concepts.ts';
import { matches, parseQuery, parseVector, rank } from '#lib/search/evaluator.ts';
import { queryTokens, searchQuery, toTsquery } from '#lib/search/query.ts';
import { type DocumentPart, toTsvector } from '#lib/search/tsvector.ts';

const title = (text: string, locale: string): DocumentPart => ({ weight: 'A', text, locale });
const finds = (query: string, reader: string, parts: DocumentPart[], options = {}) => {
  const written = toTsquery(query, reader, options);
  return written !== null && matches(parseVector(toTsvector(parts)), parseQuery(written));
};

describe('a query finds', () => {
  test.each([
    ['zolw', 'pl', 'Żółw i księżyc', 'pl'],
    ['ČIPKE', 'sl', 'Paška čipka', 'hr'],
    ['ћилим', 'sr-Cyrl', 'Pirotski ćilim', 'sr-Latn'],
    ['keramika', 'cs', 'Троянска керамика', 'bg'],
    ['chiprovtsi', 'en', 'Чипровци', 'bg'],
    ['qhchp', 'zh-CN', '青花瓷花瓶', 'zh-CN'],
    ['huaping', 'en', '青花瓷花瓶', 'zh-CN'],
    ['圍巾', 'zh-CN', '敦煌飞天真丝围巾', 'zh-CN'],
    ['手绘', 'zh-CN', '手绘敦煌壁画', 'zh-CN'],
    ['brushes for the calligraphy', 'en', 'Calligraphy brush set', 'en'],
    ['ναός', 'el', 'ΝΑΟΣ', 'el'],
  ])('%s (%s) in %s', (query, reader, text, locale) => {
    expect(finds(query, reader, [title(text, locale)])).toBe(true);
  });

  test.each([
    ['围巾', '花瓶上的丝'],
    ['敦煌', '煌敦'],
  ])('no %s in %s', (query, text) => {
    expect(finds(query, 'zh-CN', [title(text, 'zh-CN')])).toBe(false);
  });

  test.each([
    ['kalligráfia', 'hu', '书法毛笔套装', 'zh-CN'],
    ['kaligrafia', 'pl', '书法毛笔套装', 'zh-CN'],
    ['书法', 'zh-CN', 'Kaligrafski pribor: kaligrafija', 'hr'],
    ['gintaras', 'lt', 'Pierścionek z bursztynem', 'pl'],
    ['worry beads', 'en', 'Κομπολόι', 'el'],
    ['shadow puppet', 'en', 'Tieňová bábka Opičí kráľ', 'sk'],
    ['дантела', 'bg', 'Idrijska čipka', 'sl'],
  ])('what it means: %s (%s) in %s', (query, reader, text, locale) => {
    expect(finds(query, reader, [title(text, locale)])).toBe(true);
  });

  test('an unfinished word only when asked to', () => {
    expect(finds('porc', 'en', [title('Porcelain vase', 'en')])).toBe(false);
    expect(finds('porc', 'en', [title('Porcelain vase', 'en')], { prefix: true })).toBe(true);
  });

  test('all words, or any when relaxed', () => {
    expect(finds('silk rocket', 'en', [title('Silk scarf', 'en')])).toBe(false);
    expect(finds('silk rocket', 'en', [title('Silk scarf', 'en')], { any: true })).toBe(true);
  });
});

test('what says the word ranks before what means it, and the reader’s language before others', () => {
  const query = searchQuery('loutky', 'cs');
  const score = (parts: DocumentPart[]) =>
    query
      ? 4 * rank(parseVector(toTsvector(parts)), parseQuery(query.direct)) +
        rank(parseVector(toTsvector(parts)), parseQuery(query.match))
      : 0;
  const czech = score([title('Dřevěná loutka', 'cs')]);
  const slovak = score([title('Drevená bábka', 'sk')]);
  expect(czech).toBeGreaterThan(slovak);
  expect(slovak).toBeGreaterThan(0);
});

describe('a query is always orderly', () => {
  test.each(['', '   ', '%', "'", '\\', '\0', '\ud800', '()&|!<->', ':*', '🙂', '—'])('%j has no word', (query) => {
    expect(toTsquery(query, 'en')).toBeNull();
    expect(searchQuery(query, 'zh-CN')).toBeNull();
  });

  test.each([
    "' OR 1=1 --",
    'a\0b',
    'x'.repeat(10_000),
    '书'.repeat(10_000),
    'a '.repeat(5_000),
    "'; drop table listing; --",
  ])('%j is read and limited', (query) => {
    const written = toTsquery(query, 'en') ?? '';
    expect(() => parseQuery(written)).not.toThrow();
    expect(written.length).toBeLessThan(20_000);
    expect(queryTokens(query, 'en').length).toBeLessThanOrEqual(12);
  });

  test('whatever is typed, in whatever locale', () => {
    const locale = fc.constantFrom('en', 'zh-CN', 'pl', 'sr-Cyrl', 'el', 'de', '');
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(..."'\\&|!():* abжш书ł".split('')) }),
    );
    fc.assert(
      fc.property(typed, locale, fc.boolean(), fc.boolean(), (query, tag, prefix, any) => {
        const written = searchQuery(query, tag, { prefix, any });
        if (written === null) expect(queryTokens(query, tag)).toEqual([]);
        else expect([parseQuery(written.match), parseQuery(written.direct)]).toHaveLength(2);
      }),
    );
  });

  test('small words leave, unless they are all there is', () => {
    expect(queryTokens('set of brushes', 'en').flatMap((group) => group.words.map((word) => word.folded))).toEqual([
      'set',
      'brushes',
    ]);
    expect(queryTokens('of', 'en')).toHaveLength(1);
  });
});

describe('concepts', () => {
  test('are many, and each has names in most languages', () => {
    expect(concepts.length).toBeGreaterThanOrEqual(150);
    for (const concept of concepts) {
      expect(new Set(concept.terms.map((term) => term.language)).size, concept.name).toBeGreaterThanOrEqual(12);
      for (const { lexemes, term } of concept.terms)
        expect(lexemes.length, `${concept.name}: ${term}`).toBeGreaterThan(0);
    }
  });

  test('are known by name, inflected or not', () => {
    expect(conceptsNamed('en', ['scarves']).length + conceptsNamed('en', ['scarfs']).length).toBeGreaterThan(0);
    expect(conceptsNamed('pl', ['bursztyny']).map(({ name }) => name)).toEqual(['amber']);
    expect(conceptsNamed('zh', ['剪纸']).map(({ name }) => name)).toEqual(['paper-cut']);
    expect(conceptsNamed('en', ['rocket'])).toEqual([]);
  });

  test('a word has the letters of its language', () => {
    for (const { name, terms } of concepts) {
      for (const { language, term } of terms) {
        const cyrillic = language === 'bg' || language === 'mk';
        if (cyrillic) expect(term, name).not.toMatch(/\p{Script=Latin}/u);
        else expect(term, name).not.toMatch(/\p{Script=Cyrillic}/u);
        if (language === 'el') expect(term, name).not.toMatch(/\p{Script=Latin}/u);
        if (language === 'zh') expect(term, name).toMatch(/^\p{Script=Han}+$/u);
      }
    }
  });
});
