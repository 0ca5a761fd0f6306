import { fold, type Locale, stem } from '#lib/languages/index.ts';
import type { DocumentPart } from './tsvector.ts';
import { piecesOf } from './words.ts';

/** A word that listings use, as the vocabulary table keeps it. */
export interface VocabularyWord {
  /** As written in a listing, lower case: what 'did you mean' shows. */
  readonly word: string;
  readonly folded: string;
  readonly locale: string;
  /** In how many listings. */
  readonly count: number;
}

export interface Suggestion {
  readonly word: string;
  readonly folded: string;
  /** Letters wrong, missing, too many or swapped: 1 or 2. */
  readonly distance: number;
}

/** The words of a listing for the vocabulary, each once a language: at least three letters, no digits, no Chinese. */
export function vocabularyWords(parts: readonly DocumentPart[]): VocabularyWord[] {
  const found = new Map<string, VocabularyWord>();
  for (const { text, locale } of parts) {
    for (const { han, folded, written } of piecesOf(text)) {
      if (han || folded.length < 3 || /\d/.test(folded)) continue;
      found.set(`${locale} ${folded}`, { word: written.toLowerCase(), folded, locale, count: 1 });
    }
  }
  return [...found.values()];
}

/**
 * Words of the vocabulary a misspelt word may stand for, best first: one edit for words of up to five letters, two for longer
 * ones, none for those under three; a swap of neighbours is one edit. Fewer edits first, then the same first letter, then
 * `locale`, then the more used. Empty where the vocabulary has the word itself.
 */
export function suggestSpelling(
  word: string,
  vocabulary: readonly VocabularyWord[],
  options: { readonly locale?: string; readonly limit?: number } = {},
): Suggestion[] {
  const folded = fold(word).slice(0, 40);
  const most = allowedEdits(folded);
  if (most === 0 || vocabulary.some((each) => each.folded === folded)) return [];
  const near = vocabulary
    .map((each) => ({ each, distance: editDistance(folded, each.folded, most) }))
    .filter(({ distance }) => distance <= most);
  const score = ({ each, distance }: (typeof near)[number]) =>
    distance * 100 - (each.folded.charAt(0) === folded.charAt(0) ? 50 : 0) - (each.locale === options.locale ? 20 : 0);
  near.sort((a, b) => score(a) - score(b) || b.each.count - a.each.count || a.each.folded.localeCompare(b.each.folded));
  const distinct = near.filter(({ each }, at) => near.findIndex((other) => other.each.folded === each.folded) === at);
  return distinct
    .slice(0, options.limit ?? 3)
    .map(({ each, distance }) => ({ word: each.word, folded: each.folded, distance }));
}

/**
 * The query with every word the vocabulary does not know, in no inflection, replaced by its best suggestion; null where there is
 * nothing to replace. For zero results, and shown as 'did you mean'.
 */
export function correctedQuery(query: string, vocabulary: readonly VocabularyWord[], locale: Locale): string | null {
  let changed = false;
  const words = [...piecesOf(query)].map(({ han, folded, written }) => {
    if (han || isKnown(folded, locale, vocabulary)) return written;
    const best = suggestSpelling(folded, vocabulary, { locale, limit: 1 })[0];
    if (best !== undefined) changed = true;
    return best?.word ?? written;
  });
  return changed ? words.join(' ') : null;
}

function isKnown(folded: string, locale: Locale, vocabulary: readonly VocabularyWord[]): boolean {
  const root = stem(folded, locale);
  return vocabulary.some(
    (each) => each.folded === folded || (each.locale === locale && stem(each.folded, locale) === root),
  );
}

/** How many slips are looked for in a word. */
export function allowedEdits(word: string): 0 | 1 | 2 {
  if (word.length < 3 || /\d/.test(word)) return 0;
  return word.length <= 5 ? 1 : 2;
}

const comparedLetters = 7;

/**
 * What is left of a word's first seven letters without up to two of them: words within so many edits of each other have one of these in
 * common (Garbe's symmetric deletes), so that an index of them finds what a misspelling may stand for.
 */
export function neighbours(folded: string, edits: 1 | 2 = 2): string[] {
  let latest = new Set([folded.slice(0, comparedLetters)]);
  const all = new Set(latest);
  for (let edit = 0; edit < edits; edit++) {
    latest = new Set([...latest].flatMap((word) => [...word].map((_, at) => word.slice(0, at) + word.slice(at + 1))));
    for (const word of latest) if (word !== '') all.add(word);
  }
  return [...all];
}

/** Optimal string alignment distance, or `most` + 1 where it is greater. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a.charAt(i - 1) === b.charAt(j - 1);
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1);
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return Math.min(row[b.length] ?? 0, most + 1);
}
