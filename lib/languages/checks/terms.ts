import { fold } from '../fold.ts';
import { stem } from '../stem.ts';
import { type Check, type CheckUnit, error, type Side, warning } from './problem.ts';

export interface GlossaryTerm {
  readonly source: string;
  readonly target: string;
  /** Further right translations. */
  readonly alternatives?: readonly string[];
  /** Words a translation of this term must not use. */
  readonly forbidden?: readonly string[];
  /** The term stays as it is in every language. */
  readonly doNotTranslate?: boolean;
}

/** A term of the glossary found in a text: where (UTF-16 units) and which. */
export interface GlossaryHit {
  readonly term: GlossaryTerm;
  readonly start: number;
  readonly end: number;
}

interface Word {
  readonly folded: string;
  readonly stem: string;
  readonly start: number;
  readonly end: number;
}

/** Every place where a term of the glossary stands in a source text, in any inflection, the longest term first at each place. */
export function glossaryHits<T extends GlossaryTerm>(
  text: string,
  locale: string,
  glossary: readonly T[],
): (GlossaryHit & { readonly term: T })[] {
  return likely(text, locale, glossary)
    .flatMap((term) => places(text, term.source, locale).map(({ start, end }) => ({ term, start, end })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The hits of which none stands inside a longer one: “licence agreement” is that term, and not “licence” as well. */
export function longestHits<T extends { readonly start: number; readonly end: number }>(hits: readonly T[]): T[] {
  const longest = [...hits].sort((a, b) => b.end - b.start - (a.end - a.start));
  const taken: T[] = [];
  for (const hit of longest)
    if (!taken.some((other) => hit.start < other.end && other.start < hit.end)) taken.push(hit);
  return taken.sort((a, b) => a.start - b.start);
}

/** The terms that the source has, asked by two checks and found once. */
const found = new WeakMap<CheckUnit, readonly GlossaryTerm[]>();

function termsIn(unit: CheckUnit): readonly GlossaryTerm[] {
  const known = found.get(unit);
  if (known) return known;
  const { source, glossary } = unit;
  const hits = glossary.length === 0 ? [] : longestHits(glossaryHits(source.whole, source.locale, glossary));
  const terms = [...new Set(hits.map(({ term }) => term))];
  found.set(unit, terms);
  return terms;
}

const beginnings = new WeakMap<readonly GlossaryTerm[], Map<string, RegExp | null>>();

/** How the forbidden words of a glossary begin, in one pattern; null where it forbids none, as most languages' do. */
function forbiddenBeginnings(glossary: readonly GlossaryTerm[], locale: string): RegExp | null {
  const byLocale = beginnings.get(glossary) ?? new Map<string, RegExp | null>();
  const known = byLocale.get(locale);
  if (known !== undefined) return known;
  const words = glossary.flatMap(({ forbidden = [] }) => forbidden);
  const begun = words.map((word) => (locale.startsWith('zh') ? word : word.toLowerCase().slice(0, common)));
  const pattern = begun.map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  const made = words.length === 0 ? null : new RegExp(pattern, 'u');
  beginnings.set(glossary, byLocale.set(locale, made));
  return made;
}

/** Terms whose translation the target lacks. */
export const glossaryViolated: Check = (unit) => {
  const missing = termsIn(unit)
    .filter((term) => !rightWords(term).some((word) => uses(unit.target, word)))
    .map((term) => `${term.source} → ${term.doNotTranslate === true ? term.source : term.target}`);
  return missing.length > 0 ? [warning('glossary', { terms: missing })] : [];
};

/** Words the glossary forbids as translations of terms the source has; the fix puts the right one where it stands as it is in the glossary. */
export const forbiddenTerm: Check = (unit) => {
  const { target, glossary } = unit;
  if (glossary.length === 0 || !mayForbid(target, glossary)) return [];
  const wrong = termsIn(unit).flatMap((term) =>
    (term.forbidden ?? [])
      .filter((word) => usesOutside(unit, word, rightWords(term)))
      .map((word) => ({ word, right: rightWords(term)[0] ?? '' })),
  );
  if (wrong.length === 0) return [];
  const fix = wrong.reduce((text, { word, right }) => text.replaceAll(word, right), target.raw);
  const terms = [...new Set(wrong.map(({ word }) => word))];
  return [error('forbidden_term', { terms }, fix === target.raw ? undefined : fix)];
};

/** Whether a text may have a forbidden word: it has how one of them begins. Asked before the source is gone through. */
function mayForbid({ whole, locale }: Side, glossary: readonly GlossaryTerm[]): boolean {
  const begun = forbiddenBeginnings(glossary, locale);
  return begun?.test(locale.startsWith('zh') ? whole : whole.toLowerCase()) ?? false;
}

function rightWords(term: GlossaryTerm): string[] {
  return term.doNotTranslate === true ? [term.source] : [term.target, ...(term.alternatives ?? [])];
}

function uses(side: Side, phrase: string): boolean {
  return places(side.whole, phrase, side.locale).length > 0;
}

/**
 * Whether the phrase stands anywhere but as part of a right translation (forbidden 许可 in the right 独占许可) or as what the source has in
 * quotes as well (the name of a column, of a file).
 */
function usesOutside({ source, target }: CheckUnit, phrase: string, right: readonly string[]): boolean {
  const { whole: text, locale } = target;
  const allowed = right.filter((word) => word !== phrase).flatMap((word) => places(text, word, locale));
  const quoted = [...source.whole.matchAll(/["“„«]([^"“”„«»]+)["”“»]/gu)].map((match) => match[1] ?? '');
  const cited = quoted.flatMap((word) => exactPlaces(text, word));
  return places(text, phrase, locale, sameStem).some(
    (place) => ![...allowed, ...cited].some((each) => each.start <= place.start && place.end <= each.end),
  );
}

type Alike = (term: Word, word: Word | undefined, locale: string) => boolean;

/** A word that is forbidden is held to its stem: what only begins like it may be another word (листинг, листи). */
const sameStem: Alike = (term, word) => word !== undefined && (term.folded === word.folded || term.stem === word.stem);

function places(
  text: string,
  phrase: string,
  locale: string,
  alike: Alike = sameWord,
): { start: number; end: number }[] {
  if (locale.startsWith('zh')) return exactPlaces(text, phrase);
  const wanted = wordsOf(phrase, locale);
  const words = wordsOf(text, locale);
  if (wanted.length === 0) return [];
  return words.flatMap((first, at) => {
    const run = words.slice(at, at + wanted.length);
    const last = run.at(-1);
    const same = run.length === wanted.length && wanted.every((word, i) => alike(word, run[i], locale));
    return same && last !== undefined ? [{ start: first.start, end: last.end }] : [];
  });
}

function exactPlaces(text: string, phrase: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  if (phrase === '') return found;
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1))
    found.push({ start: at, end: at + phrase.length });
  return found;
}

const taken = new Map<string, Map<string, readonly Word[]>>();
const mostTaken = 20_000;

/** The words of a text, folded and stemmed; a source is looked at for each of its languages, and a term for each text. */
function wordsOf(text: string, locale: string): readonly Word[] {
  const kept = taken.get(locale) ?? new Map<string, readonly Word[]>();
  const known = kept.get(text);
  if (known) return known;
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((match) => {
    const folded = fold(match[0]);
    return { folded, stem: stem(folded, locale), start: match.index, end: match.index + match[0].length };
  });
  if (kept.size >= mostTaken) kept.clear();
  taken.set(locale, kept.set(text, words));
  return words;
}

/** Two forms of one word have a stem in common, or its first letters. */
const common = 4;
type Index<T> = ReadonlyMap<string, readonly T[]>;
const indexes = new WeakMap<readonly GlossaryTerm[], Map<string, Index<number>>>();

function indexOf(glossary: readonly GlossaryTerm[], locale: string): Index<number> {
  const index = new Map<string, number[]>();
  for (const [at, term] of glossary.entries()) {
    const [first] = wordsOf(term.source, locale);
    if (first) for (const key of keysOf(first)) index.set(key, [...(index.get(key) ?? []), at]);
  }
  return index;
}

function keysOf({ folded, stem: root }: Word): string[] {
  return folded.length < common ? [`=${root}`] : [`=${root}`, folded.slice(0, common)];
}

/** The terms that a text may have, by how its words begin: a glossary of thousands is not gone through for each text. */
function likely<T extends GlossaryTerm>(text: string, locale: string, glossary: readonly T[]): readonly T[] {
  if (locale.startsWith('zh')) return glossary;
  const known = indexes.get(glossary) ?? new Map<string, Index<number>>();
  const index = known.get(locale) ?? indexOf(glossary, locale);
  known.set(locale, index);
  indexes.set(glossary, known);
  const at = new Set<number>();
  for (const word of wordsOf(text, locale))
    for (const key of keysOf(word)) for (const place of index.get(key) ?? []) at.add(place);
  return [...at].sort((a, b) => a - b).flatMap((place) => glossary[place] ?? []);
}

/**
 * Whether two folded words are forms of one: the same light stem, or a common beginning of two thirds and endings of at most three
 * letters (książka–książce, licencja–licencji), which light stems miss. English nouns are held to their number (a list is no listing, a
 * custom no customs); other words of English to their stems.
 */
export function isInflected(a: string, b: string, locale: string): boolean {
  return sameWord(wordOf(a, locale), wordOf(b, locale), locale);
}

function wordOf(folded: string, locale: string): Word {
  return { folded, stem: stem(folded, locale), start: 0, end: folded.length };
}

/** `term` is of the glossary, `word` of the text. */
function sameWord(term: Word, word: Word | undefined, locale: string): boolean {
  if (!word) return false;
  if (term.folded === word.folded) return true;
  if (locale === 'en') return term.stem === word.stem && sameFormOfEnglish(term.folded, word.folded);
  return term.stem === word.stem || beginsAlike(term.folded, word.folded);
}

function sameFormOfEnglish(term: string, word: string): boolean {
  const plural = /[^s]s$/;
  const derived = /(?:ing|y|er|or|ion|ment)s?$/;
  if (plural.test(term)) return plural.test(word) && derived.test(term) === derived.test(word);
  return derived.test(term) === derived.test(word);
}

function beginsAlike(a: string, b: string): boolean {
  let same = 0;
  while (same < a.length && a.charAt(same) === b.charAt(same)) same++;
  const longest = Math.max(a.length, b.length);
  return same >= common && same * 3 >= longest * 2 && longest - same <= 3;
}
