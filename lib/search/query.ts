import { limits } from '#lib/core/limits.ts';
import { type Concept, conceptLexeme, conceptsNamed, longestPhrase } from './concepts.ts';
import {
  isSmallWord,
  languagesOfWord,
  ownLexeme,
  type SearchLanguage,
  searchLanguage,
  stemLexeme,
} from './languages.ts';
import { pinyinMark } from './tokens.ts';
import { quoted } from './tsvector.ts';
import { hanLexemes, hanWordsOf, piecesOf } from './words.ts';

/** A lexeme to look for; with `prefix`, also what begins with it. */
export interface Lexeme {
  readonly lexeme: string;
  readonly prefix?: true;
}

/** A word of the query. All lexemes of one alternative must be there; any alternative will do. */
export interface QueryWord {
  readonly folded: string;
  readonly han: boolean;
  /** As written, or by the reader's own language. */
  readonly direct: readonly (readonly Lexeme[])[];
  /** As a word of another language, or as pinyin. */
  readonly related: readonly (readonly Lexeme[])[];
}

/** Words that stand together for one thing (usually one word), and that thing by whatever name. */
export interface QueryGroup {
  readonly words: readonly QueryWord[];
  readonly synonyms: readonly (readonly Lexeme[])[];
}

export interface QueryOptions {
  /** The last word may be unfinished: for suggestions while typing. */
  readonly prefix?: boolean;
  /** Any word will do: what zero results can be relaxed to. */
  readonly any?: boolean;
}

const mostWords = 12;

/** A query taken apart for a reader of the locale: at most 200 characters and 12 words of it. Never throws. */
export function queryTokens(query: string, locale: string, options: QueryOptions = {}): QueryGroup[] {
  const all = wordsOf(query, locale).slice(0, mostWords);
  const telling = all.filter((word) => word.han || !isSmallWord(word.folded, locale));
  const words = telling.length > 0 ? telling : all;
  const last = words.at(-1);
  const ready = options.prefix === true && last ? [...words.slice(0, -1), asPrefix(last)] : words;
  return grouped(ready, locale);
}

/**
 * The query as the text of a PostgreSQL `tsquery` (to be cast, `$1::tsquery`), synonyms in all languages included; null where
 * the query has no word. Never throws, whatever it is given.
 */
export function toTsquery(query: string, locale: string, options: QueryOptions = {}): string | null {
  const groups = queryTokens(query, locale, options);
  return joined(groups.map(matching), options.any === true ? ' | ' : ' & ');
}

/**
 * The two queries a search runs: `match` finds, `direct` (only the words themselves, in the reader's language) ranks. Order by
 * 4 × ts_rank(document, direct) + ts_rank(document, match), so that what says the word stands before what means it.
 */
export function searchQuery(
  query: string,
  locale: string,
  options: QueryOptions = {},
): { match: string; direct: string } | null {
  const groups = queryTokens(query, locale, options);
  const separator = options.any === true ? ' | ' : ' & ';
  const match = joined(groups.map(matching), separator);
  const direct = joined(
    groups.flatMap((group) => group.words).map((word) => anyOf(word.direct)),
    separator,
  );
  return match === null || direct === null ? null : { match, direct };
}

function wordsOf(query: string, locale: string): QueryWord[] {
  const short = [...query.slice(0, limits.searchQuery * 4)].slice(0, limits.searchQuery).join('');
  return [...piecesOf(short)].flatMap((piece) =>
    piece.han ? hanWordsOf(piece.folded).map(hanWord) : [plainWord(piece.folded, piece.written, locale)],
  );
}

function hanWord(folded: string): QueryWord {
  return { folded, han: true, direct: [hanLexemes(folded).map((lexeme) => ({ lexeme }))], related: [] };
}

function plainWord(folded: string, written: string, locale: string): QueryWord {
  const own = searchLanguage(locale);
  const possible = languagesOfWord(written);
  const direct: Lexeme[][] = [[{ lexeme: folded }]];
  const mine = own !== undefined && possible.includes(own) ? own : undefined;
  if (mine) direct.push([{ lexeme: ownLexeme(folded, mine) }]);

  const others = folded.length >= 4 ? possible.filter((language) => language !== own) : [];
  const languages = mine ? [mine, ...others] : others;
  const related: Lexeme[][] = languages.map((language) => [{ lexeme: stemLexeme(folded, language) }]);
  const readsChinese = locale.startsWith('zh');
  if (/^[a-z]{2,}$/.test(folded) && readsChinese) direct.push([{ lexeme: pinyinMark + folded, prefix: true }]);
  if (/^[a-z]{4,}$/.test(folded) && !readsChinese) related.push([{ lexeme: pinyinMark + folded }]);
  return { folded, han: false, direct, related };
}

function asPrefix(word: QueryWord): QueryWord {
  return word.han ? word : { ...word, direct: [[{ lexeme: word.folded, prefix: true }], ...word.direct.slice(1)] };
}

/** Runs of words that name a concept, the longest first; every other word on its own. */
function grouped(words: readonly QueryWord[], locale: string): QueryGroup[] {
  const groups: QueryGroup[] = [];
  let at = 0;
  while (at < words.length) {
    const { length, found } = longestConcept(words.slice(at, at + longestPhrase), locale);
    groups.push({ words: words.slice(at, at + length), synonyms: synonyms(found) });
    at += length;
  }
  return groups;
}

function longestConcept(words: readonly QueryWord[], locale: string): { length: number; found: readonly Concept[] } {
  for (let length = words.length; length > 0; length--) {
    const found = namedBy(words.slice(0, length), locale);
    if (found.length > 0) return { length, found };
  }
  return { length: 1, found: [] };
}

/** Concepts the words name in the reader's language; failing that, in any they may be of. */
function namedBy(words: readonly QueryWord[], locale: string): readonly Concept[] {
  const folded = words.map((word) => word.folded);
  if (words.every((word) => word.han)) return conceptsNamed('zh', [folded.join('')]);
  if (words.some((word) => word.han)) return [];
  const own = searchLanguage(locale);
  const inOwn = own === undefined ? [] : conceptsNamed(own, folded);
  if (inOwn.length > 0 || folded.join('').length < 4) return inOwn;
  const others: readonly SearchLanguage[] = languagesOfWord(folded[0] ?? '').filter((language) => language !== own);
  return [...new Set(others.flatMap((language) => conceptsNamed(language, folded)))];
}

/** Whatever else names the concepts, in any language: documents say which they name. */
function synonyms(found: readonly Concept[]): Lexeme[][] {
  return [...new Set(found.map(conceptLexeme))].map((lexeme) => [{ lexeme }]);
}

function matching({ words, synonyms: others }: QueryGroup): string {
  const itself = words.map((word) => anyOf([...word.direct, ...word.related]));
  const together = itself.length > 1 ? `(${itself.join(' & ')})` : (itself[0] ?? '');
  return others.length > 0 ? `(${[together, ...others.map(allOf)].join(' | ')})` : together;
}

function anyOf(alternatives: readonly (readonly Lexeme[])[]): string {
  const written = [...new Set(alternatives.map(allOf))];
  return written.length > 1 ? `(${written.join(' | ')})` : (written[0] ?? '');
}

function allOf(lexemes: readonly Lexeme[]): string {
  const written = lexemes.map(({ lexeme, prefix }) => `${quoted(lexeme)}${prefix === true ? ':*' : ''}`);
  return written.length > 1 ? `(${written.join(' & ')})` : (written[0] ?? '');
}

function joined(parts: readonly string[], separator: string): string | null {
  return parts.length > 0 ? parts.join(separator) : null;
}
