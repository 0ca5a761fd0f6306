/** Chinese characters and their punctuation: a line may break between any two of them but for the marks below. */
const han = /[\u2e80-\u2fff\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;
const neverFirst =
  /[\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\uff09\u300b\u300d\u300f\u3011\u2019\u201d\u2026%)\],.:;!?]/u;
const neverLast = /[\uff08\u300a\u300c\u300e\u3010\u2018\u201c([]/u;

function mayBreak(before: string, after: string): boolean {
  if (after === ' ') return false;
  if (before === ' ') return true;
  if (neverFirst.test(after) || neverLast.test(before)) return false;
  if (han.test(before) || han.test(after)) return before !== '\u00a0' && after !== '\u00a0';
  return /[-\u2010\u2013/]/.test(before) && /\p{L}/u.test(after);
}

/** A text cut where a line may break. The pieces put together are the text; spaces stay at the end of the piece before them. */
export function pieces(text: string): string[] {
  const letters = [...text];
  const found: string[] = [];
  let piece = '';
  for (const [at, letter] of letters.entries()) {
    piece += letter;
    const next = letters[at + 1];
    if (next === undefined || mayBreak(letter, next)) {
      found.push(piece);
      piece = '';
    }
  }
  return found;
}

/**
 * Breaks a text into lines no wider than `width`; what has no place to break and is wider breaks anywhere. Line feeds are kept. Put
 * together with a space where one stood, the lines are the text.
 */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width, measure));
}

function wrapParagraph(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  let filled = 0;
  for (const piece of pieces(text)) {
    const bare = measure(piece.trimEnd());
    if (line !== '' && filled + bare > width) {
      lines.push(line.trimEnd());
      line = '';
      filled = 0;
    }
    if (bare <= width) {
      line += piece;
      filled += measure(piece);
      continue;
    }
    for (const letter of piece) {
      const wide = measure(letter);
      if (line !== '' && filled + wide > width) {
        lines.push(line);
        line = '';
        filled = 0;
      }
      line += letter;
      filled += wide;
    }
  }
  lines.push(line.trimEnd());
  return lines;
}
