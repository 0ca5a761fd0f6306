import { placeholderMark } from '../icu.ts';
import { withoutAddresses } from './addresses.ts';
import { type Check, type CheckUnit, warning } from './problem.ts';

/** Words that grammar sets twice in a row in their languages. */
const maybeTwice: Readonly<Record<string, readonly string[]>> = {
  en: ['that', 'had', 'is'],
  hu: ['az', 'ez', 'egy', 'már', 'ki', 'be'],
  bg: ['си', 'да', 'не'],
  mk: ['си', 'да', 'се', 'не'],
  'sr-Cyrl': ['да', 'је', 'се'],
  'sr-Latn': ['da', 'je', 'se'],
  hr: ['da', 'je', 'se'],
  bs: ['da', 'je', 'se'],
  sl: ['da', 'se', 'je'],
  cs: ['se', 'je'],
  sk: ['sa', 'je'],
  sq: ['të', 'së', 'e', 'i', 'që'],
  el: ['που', 'το', 'του'],
  ro: ['ce'],
  et: ['see', 'on', 'ja'],
  lv: ['tā'],
  lt: ['kad'],
};

/** A word twice in a row. Chinese reduplicates as a rule (看看, 讨论讨论) and is left alone. */
export const doubledWord: Check = ({ source, target }) => {
  if (target.locale.startsWith('zh')) return [];
  const right = maybeTwice[target.locale] ?? [];
  const found = doubles(target.whole).filter((word) => !right.includes(word.toLowerCase()));
  const words = found.length > 0 && doubles(source.whole).length > 0 ? [] : found;
  if (words.length === 0) return [];
  const fix = words.reduce(
    (text, word) => text.replace(new RegExp(`(${escaped(word)})\\s+${escaped(word)}(?![\\p{L}\\p{M}])`, 'iu'), '$1'),
    target.raw,
  );
  return [warning('doubled_word', { words }, fix)];
};

const runs = /[\p{L}\p{M}\p{N}'’-]+/gu;
const lettersOnly = /^[\p{L}\p{M}]+$/u;

/** Words that stand twice with nothing but space between them. */
function doubles(text: string): string[] {
  const words = text.match(runs) ?? [];
  if (!words.some((word, at) => at > 0 && sameLetters(word, words[at - 1] ?? ''))) return [];
  const found: string[] = [];
  let [before, end] = ['', 0];
  for (const match of text.matchAll(runs)) {
    const [word] = match;
    if (sameLetters(word, before) && lettersOnly.test(word) && text.slice(end, match.index).trim() === '')
      found.push(before);
    before = word;
    end = match.index + word.length;
  }
  return found;
}

function sameLetters(a: string, b: string): boolean {
  return a.length === b.length && a.toLowerCase() === b.toLowerCase();
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Languages near enough for a text to be the same word for word. */
const sameTongue: readonly (readonly string[])[] = [['hr', 'bs', 'sr-Latn']];

/** The target is the source. A warning only: names and loan words may stay as they are. */
export const untranslated: Check = (unit) => {
  const { source, target } = unit;
  if (target.raw.trim() !== source.raw.trim() || !hasWords(unit) || readsSame(source.locale, target.locale)) return [];
  const kept = unit.glossary.some(
    (term) => term.doNotTranslate === true && term.source.toLowerCase() === source.raw.trim().toLowerCase(),
  );
  return kept ? [] : [warning('untranslated')];
};

function hasWords({ source }: CheckUnit): boolean {
  return /\p{L}/u.test(withoutAddresses(source.whole).replaceAll(placeholderMark, ''));
}

function readsSame(a: string, b: string): boolean {
  return a === b || sameTongue.some((group) => group.includes(a) && group.includes(b));
}
