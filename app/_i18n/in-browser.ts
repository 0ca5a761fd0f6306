/**
 * Languages whose numbers Chromium has no data of, each with one that it has and that writes numbers and picks plurals as they do
 * (decision 040). Numbers alone: the sign of a currency, a word, a month of another language would be wrong, and come from the server.
 */
export const standIns = { bs: 'sr-Latn', mk: 'sr-Cyrl', sq: 'pt-PT' } as const;

/** All of them write a comma. A browser may say that it knows a language of which it has nothing but the name. */
const known = (tag: string) => new Intl.NumberFormat(tag).format(0.5) === '0,5';

/** The tag by which this browser writes numbers and picks plurals as readers of the language do. */
export function numbersOf(tag: string): string {
  const other = Object.entries(standIns).find(([own]) => own === tag)?.[1];
  return other === undefined || known(tag) ? tag : other;
}
