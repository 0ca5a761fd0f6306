import { fold } from '#lib/languages/index.ts';
import { crafts } from './concepts/crafts.ts';
import { materials } from './concepts/materials.ts';
import { media } from './concepts/media.ts';
import { things } from './concepts/things.ts';
import { isSmallWord, type SearchLanguage, searchLanguage, stemLexeme } from './languages.ts';
import { piecesOf } from './words.ts';

type Language = SearchLanguage | 'zh';

/** A word or phrase for a concept: its words' stems, or the Chinese word itself. */
export interface ConceptTerm {
  readonly language: Language;
  readonly term: string;
  readonly lexemes: readonly string[];
}

/** A thing of the trade with its names in the languages of the product. */
export interface Concept {
  readonly name: string;
  readonly terms: readonly ConceptTerm[];
}

/** Croatian shares its search language with Serbian, so that its column only adds words. */
const columns: Readonly<Record<string, Language>> = {
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

/** By language, then by the words' lexemes with spaces between. */
const byPhrase: ReadonlyMap<Language, ReadonlyMap<string, readonly Concept[]>> = phrases(concepts);

function named(language: Language, lexemes: readonly string[]): readonly Concept[] {
  return byPhrase.get(language)?.get(lexemes.join(' ')) ?? [];
}

/** The concepts a run of folded words names in a language: ('en', ['shadow', 'puppet']). Inflected forms count. */
export function conceptsNamed(language: Language, words: readonly string[]): readonly Concept[] {
  const lexemes = language === 'zh' ? words : words.map((word) => stemLexeme(word, language));
  return named(language, lexemes);
}

/** The lexeme a thing is indexed by, whatever language names it. */
export function conceptLexeme(concept: Concept): string {
  return `c~${concept.name}`;
}

/** Words of a phrase that names a concept. */
export const longestPhrase = 3;
const longestHanTerm = 6;

interface TextWord {
  readonly folded: string;
  readonly han: boolean;
  readonly position: number;
}

interface NamedConcept {
  readonly concept: Concept;
  readonly position: number;
}

/** How the names of concepts begin, by language: most words of a text begin none. */
const beginnings: ReadonlyMap<Language, ReadonlySet<string>> = new Map(
  [...byPhrase].map(([language, known]) => [
    language,
    new Set([...known.keys()].map((phrase) => beginningOf(language, phrase))),
  ]),
);

function beginningOf(language: Language, phrase: string): string {
  return language === 'zh' ? [...phrase].slice(0, 2).join('') : (phrase.split(' ')[0] ?? '');
}

/** Concepts that a text in the locale's language names, and where: its words in order, small ones left out, up to three together. */
export function conceptsIn(words: readonly TextWord[], locale: string): NamedConcept[] {
  const language = searchLanguage(locale);
  const found = words.filter(({ han }) => han).flatMap(({ folded, position }) => hanConcepts(folded, position));
  if (language === undefined) return found;
  const telling = words
    .filter(({ han, folded }) => !han && !isSmallWord(folded, locale))
    .map(({ folded, position }) => ({ lexeme: stemLexeme(folded, language), position }));
  const begins = beginnings.get(language);
  for (const [at, { lexeme, position }] of telling.entries()) {
    if (!begins?.has(lexeme)) continue;
    for (let length = 1; length <= Math.min(longestPhrase, telling.length - at); length++) {
      const lexemes = telling.slice(at, at + length).map((word) => word.lexeme);
      for (const concept of named(language, lexemes)) found.push({ concept, position });
    }
  }
  return found;
}

/** Single characters, part of too many words, name nothing here. */
function hanConcepts(run: string, position: number): NamedConcept[] {
  const characters = [...run];
  const found: NamedConcept[] = [];
  const begins = beginnings.get('zh');
  for (const at of characters.keys()) {
    if (!begins?.has(`${characters[at]}${characters[at + 1] ?? ''}`)) continue;
    for (let length = 2; length <= Math.min(longestHanTerm, characters.length - at); length++) {
      const term = characters.slice(at, at + length).join('');
      for (const concept of named('zh', [term])) found.push({ concept, position: position + at });
    }
  }
  return found;
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

function termsOf(cell: string, language: Language | undefined): ConceptTerm[] {
  if (language === undefined || cell === '-') return [];
  return cell.split(',').map((written) => ({ language, term: written.trim(), lexemes: lexemesOf(written, language) }));
}

function lexemesOf(term: string, language: Language): string[] {
  if (language === 'zh') return [fold(term.trim())];
  return [...piecesOf(term)].map((piece) => stemLexeme(piece.folded, language));
}

function phrases(all: readonly Concept[]): Map<Language, Map<string, Concept[]>> {
  const map = new Map<Language, Map<string, Concept[]>>();
  for (const concept of all) {
    for (const { language, lexemes } of concept.terms) {
      const known = map.get(language) ?? new Map<string, Concept[]>();
      map.set(language, known);
      const phrase = lexemes.join(' ');
      const held = known.get(phrase) ?? [];
      if (!held.includes(concept)) known.set(phrase, [...held, concept]);
    }
  }
  return map;
}
