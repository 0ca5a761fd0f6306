/** A stretch of a text: words, or a code that a translator moves about and does not change. */
export interface Piece {
  readonly text: string;
  readonly code: boolean;
}

const code = /\{[A-Za-z0-9_.-]+\}|<\/?[A-Za-z][A-Za-z0-9]*>/g;
/** An argument with a comma: a plural, a choice, or a format. */
const branched = /\{[^{}]*,/;

/**
 * A message in words and codes; together they are the text again, whatever it is. A message with plural or select branches stays whole: its
 * words stand inside its syntax, and an editor of files that locks the syntax would lock the words as well.
 */
export function piecesOf(text: string): Piece[] {
  if (text === '') return [];
  if (!/[{<]/.test(text) || branched.test(text)) return [{ text, code: false }];
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(code)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), code: false });
    pieces.push({ text: match[0], code: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), code: false });
  return pieces;
}
