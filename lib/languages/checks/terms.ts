import { fold } from '../fold.ts';
import { stem } from '../stem.ts';
import { type Check, error, type Side, warning } from './problem.ts';

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
  readonly start: number;
  readonly end: number;
}

/** Every place where a term of the glossary stands in a source text, in any inflection, the longest term first at each place. */
export function glossaryHits(text: string, locale: string, glossary: readonly GlossaryTerm[]): GlossaryHit[] {
  return glossary
    .flatMap((term) => places(text, term.source, locale).map(({ start, end }) => ({ term, start, end })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Terms whose translation the target lacks. */
export const glossaryViolated: Check = ({ source, target, glossary }) => {
  const missing = glossary
    .filter((term) => uses(source, term.source) && !rightWords(term).some((word) => uses(target, word)))
    .map((term) => `${term.source} → ${term.doNotTranslate === true ? term.source : term.target}`);
  return missing.length > 0 ? [warning('glossary', { terms: missing })] : [];
};

/** Words the glossary forbids as translations of terms the source has. */
export const forbiddenTerm: Check = ({ source, target, glossary }) => {
  const terms = glossary
    .filter((term) => uses(source, term.source))
    .flatMap((term) => (term.forbidden ?? []).filter((word) => usesOutside(target, word, rightWords(term))));
  return terms.length > 0 ? [error('forbidden_term', { terms: [...new Set(terms)] })] : [];
};

function rightWords(term: GlossaryTerm): string[] {
  return term.doNotTranslate === true ? [term.source] : [term.target, ...(term.alternatives ?? [])];
}

function uses(side: Side, phrase: string): boolean {
  return places(side.whole, phrase, side.locale).length > 0;
}

/** Whether the phrase stands anywhere but as part of a right translation (forbidden 许可 in the right 独占许可). */
function usesOutside(side: Side, phrase: string, right: readonly string[]): boolean {
  const allowed = right.filter((word) => word !== phrase).flatMap((word) => places(side.whole, word, side.locale));
  return places(side.whole, phrase, side.locale).some(
    (place) => !allowed.some((each) => each.start <= place.start && place.end <= each.end),
  );
}

function places(text: string, phrase: string, locale: string): { start: number; end: number }[] {
  if (locale.startsWith('zh')) return exactPlaces(text, phrase);
  const wanted = wordsOf(phrase);
  const words = wordsOf(text);
  if (wanted.length === 0) return [];
  return words.flatMap((first, at) => {
    const run = words.slice(at, at + wanted.length);
    const last = run.at(-1);
    const same =
      run.length === wanted.length && wanted.every((word, i) => isInflected(word.folded, run[i]?.folded ?? '', locale));
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

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((match) => ({
    folded: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * Whether two folded words are forms of one: the same light stem, or a common beginning of two thirds and endings of at most three
 * letters (książka–książce, licencja–licencji), which light stems miss. English is held to its stems.
 */
export function isInflected(a: string, b: string, locale: string): boolean {
  if (a === b || stem(a, locale) === stem(b, locale)) return true;
  if (locale === 'en') return false;
  let common = 0;
  while (common < a.length && a.charAt(common) === b.charAt(common)) common++;
  const longest = Math.max(a.length, b.length);
  return common >= 4 && common * 3 >= longest * 2 && longest - common <= 3;
}
