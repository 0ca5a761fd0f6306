/** Languages in which a word of one letter must not end a line. */
const bound: ReadonlySet<string> = new Set(['pl', 'cs', 'sk']);

const shortWord = /(?<=^|[\s\u00a0(„»‚])([aikosuvzwAIKOSUVZW]) (?=\S)/gu;

/**
 * The text with a no-break space after each word of one letter, where the language's typesetting asks for it (Polish PN-83/P-55366,
 * Czech ČSN 01 6910, Slovak STN 01 6910). Other languages' texts come back as they are.
 */
export function bindShortWords(text: string, locale: string): string {
  return bound.has(locale) ? text.replace(shortWord, '$1\u00a0') : text;
}
