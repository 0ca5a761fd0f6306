import { fold } from '#lib/languages/index.ts';
import { crafts } from './concepts/crafts.ts';
import { materials } from './concepts/materials.ts';
import { media } from './concepts/media.ts';
import { things } from './concepts/things.ts';
import { isSmallWord, type SearchLanguage, searchLanguage, stemLexeme } from './languages.ts';
import { piecesOf } from './words.ts';

/** A word or phrase for a concept: its words' stems, or the Chinese word itself. */
export interface ConceptTerm {
  readonly language: SearchLanguage | 'zh';
  readonly term: string;
  readonly lexemes: readonly string[];
}

/** A thing of the trade with its names in the languages of the product. */
export interface Concept {
  readonly name: string;
  readonly terms: readonly ConceptTerm[];
}

/** Croatian shares its search language with Serbian, so that its column only adds words. */
const columns: Readonly<Record<string, SearchLanguage | 'zh'>> = {
  en: 'en',
  zh: 'zh',
  bg: 'bg',
  mk: 'mk',
  sr: 'sh',
  hr: 'sh',
  sl: 'sl',
  pl: 'pl',
  cs: 'cs',
  sk: 'sk',
  hu: 'hu',
  ro: 'ro',
  sq: 'sq',
  el: 'el',
  et: 'et',
  lv: 'lv',
  lt: 'lt',
};

/** All concepts. */
export const concepts: readonly Concept[] = [crafts, materials, things, media].flatMap(read);

const byKey: ReadonlyMap<string, readonly Concept[]> = keyed(concepts);

/** The concepts a run of folded words names in a language: ('en', ['shadow', 'puppet']). Inflected forms count. */
export function conceptsNamed(language: SearchLanguage | 'zh', words: readonly string[]): readonly Concept[] {
  const lexemes = language === 'zh' ? words : words.map((word) => stemLexeme(word, language));
  return byKey.get(keyOf(language, lexemes)) ?? [];
}

/** The lexeme a thing is indexed by, whatever language names it. */
export function conceptLexeme(concept: Concept): string {
  return `c~${concept.name}`;
}

/** Words of a phrase that names a concept. */
export const longestPhrase = 3;
const longestHanTerm = 6;

/** Concepts that a text in the locale's language names, and where: its words in order, small ones left out, up to three together. */
export function conceptsIn(
  words: readonly { readonly folded: string; readonly han: boolean; readonly position: number }[],
  locale: string,
): { readonly concept: Concept; readonly position: number }[] {
  const language = searchLanguage(locale);
  const telling = words.filter(({ han, folded }) => han || !isSmallWord(folded, locale));
  return telling.flatMap(({ han, folded, position }, at) => {
    if (han) return hanConcepts(folded, position);
    if (language === undefined) return [];
    const phrase = telling.slice(at, at + longestPhrase);
    const end = phrase.findIndex((word) => word.han);
    const run = end < 0 ? phrase : phrase.slice(0, end);
    return run.flatMap((_, last) =>
      conceptsNamed(
        language,
        run.slice(0, last + 1).map((word) => word.folded),
      ).map((concept) => ({ concept, position })),
    );
  });
}

/** Single characters, part of too many words, name nothing here. */
function hanConcepts(run: string, position: number): { readonly concept: Concept; readonly position: number }[] {
  const characters = [...run];
  return characters.flatMap((_, at) =>
    Array.from({ length: longestHanTerm - 1 }, (_, more) => characters.slice(at, at + 2 + more))
      .filter((term, more) => term.length === 2 + more)
      .flatMap((term) => conceptsNamed('zh', [term.join('')]))
      .map((concept) => ({ concept, position: position + at })),
  );
}

function read(table: string): Concept[] {
  const [header, ...rows] = table.trim().split('\n').map(cells);
  return rows.map((row) => ({
    name: row[0]?.split(',')[0]?.trim() ?? '',
    terms: row.flatMap((cell, at) => termsOf(cell, columns[header?.[at] ?? ''])),
  }));
}

function cells(line: string): string[] {
  return line.split('|').map((cell) => cell.trim());
}

function termsOf(cell: string, language: SearchLanguage | 'zh' | undefined): ConceptTerm[] {
  if (language === undefined || cell === '-') return [];
  return cell.split(',').map((written) => ({ language, term: written.trim(), lexemes: lexemesOf(written, language) }));
}

function lexemesOf(term: string, language: SearchLanguage | 'zh'): string[] {
  if (language === 'zh') return [fold(term.trim())];
  return [...piecesOf(term)].map((piece) => stemLexeme(piece.folded, language));
}

function keyed(all: readonly Concept[]): Map<string, Concept[]> {
  const map = new Map<string, Concept[]>();
  for (const concept of all) {
    for (const { language, lexemes } of concept.terms) {
      const key = keyOf(language, lexemes);
      const held = map.get(key) ?? [];
      if (!held.includes(concept)) map.set(key, [...held, concept]);
    }
  }
  return map;
}

function keyOf(language: string, lexemes: readonly string[]): string {
  return `${language} ${lexemes.join(' ')}`;
}
