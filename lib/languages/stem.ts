import { type StemRules, stemRules } from './stem-rules.ts';

/**
 * The light stem of a folded word (see fold) by the rules of a locale; the word itself where the locale has none or the word is too
 * short. Not a dictionary form: only to be compared with other stems of the same locale.
 */
export function stem(word: string, locale: string): string {
  const rules = stemRules.get(locale);
  if (rules === undefined || word.length <= rules.least || /\d/.test(word)) return word;
  const bare = rules.passes.reduce((rest, endings) => withoutEnding(rest, endings, rules.least), word);
  const trimmed = rules.trimVowels ? withoutVowels(bare, rules) : bare;
  const rewritten = rules.rewrites.reduce((rest, [from, to]) => rest.replace(from, to), trimmed);
  return rewritten.length >= 2 ? rewritten : trimmed;
}

function withoutEnding(word: string, endings: readonly string[], least: number): string {
  const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= least);
  return ending === undefined || keepsDoubleS(word, ending) ? word : word.slice(0, word.length - ending.length);
}

/** glass, class: the s belongs to the word. */
function keepsDoubleS(word: string, ending: string): boolean {
  return ending === 's' && word.endsWith('ss');
}

function withoutVowels(word: string, rules: StemRules): string {
  let rest = word;
  while (rest.length > rules.least && /[aeiouj]$/.test(rest)) rest = rest.slice(0, -1);
  return rest;
}
