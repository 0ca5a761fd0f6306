import { memo } from '#lib/core/memo.ts';
import { fold } from '#lib/languages/index.ts';

/** A run of Chinese characters, or a word of any other script, folded. */
export interface Piece {
  readonly han: boolean;
  readonly folded: string;
  /** As it stands in the text, for romanisation and for 'did you mean'. */
  readonly written: string;
}

const pieces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々〆]+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}'’])+/gu;
const longestWord = 40;
const hanWords = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/** A piece as it is compared. */
export const pieceOf = memo((written): Piece => {
  const folded = fold(written).replace(/[^\p{L}\p{N}]+/gu, '');
  const han = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(folded);
  return { han, folded: han ? folded : folded.slice(0, longestWord), written };
});

/** The words of a text in order. Control characters, punctuation and lone surrogates are no words; overlong ones are cut. */
export function* piecesOf(text: string): Generator<Piece> {
  for (const [written] of text.toWellFormed().normalize('NFKC').matchAll(pieces)) {
    const piece = pieceOf(written);
    if (piece.folded !== '') yield piece;
  }
}

/** What a run of Chinese characters is indexed by: every character and every pair of neighbours. */
export function hanGrams(run: string): { readonly gram: string; readonly at: number }[] {
  const characters = [...run];
  return characters.flatMap((character, at) => {
    const next = characters[at + 1];
    return next === undefined
      ? [{ gram: character, at }]
      : [
          { gram: character, at },
          { gram: character + next, at },
        ];
  });
}

/** What must all be there for a Chinese word to be there: its pairs of neighbours, or the one character. */
export function hanLexemes(word: string): string[] {
  const characters = [...word];
  if (characters.length < 2) return characters;
  return [...new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`))];
}

/** A run of Chinese characters cut into words; neighbouring words of one character, which the cut often gets wrong, as one. */
export function hanWordsOf(run: string): string[] {
  const words: string[] = [];
  let single = false;
  for (const { segment } of hanWords.segment(run)) {
    const isSingle = [...segment].length === 1;
    const last = words.length - 1;
    if (isSingle && single) words[last] = `${words[last]}${segment}`;
    else words.push(segment);
    single = isSingle;
  }
  return words;
}
