import { memoByLanguage } from '#lib/core/memo.ts';
import { fold, pinyinInitials, pinyinWord, romanise } from '#lib/languages/index.ts';
import { conceptLexeme, conceptsIn } from './concepts.ts';
import { ownLexeme, searchLanguage, stemLexeme } from './languages.ts';
import { hanGrams, hanWordsOf, pieceOf, piecesOf } from './words.ts';

/** Parts of a listing: A title, B creator, C tags and category, D body. */
export type Weight = 'A' | 'B' | 'C' | 'D';

export interface Token {
  readonly lexeme: string;
  /** Counted from 1 in words (in characters where the text is Chinese). */
  readonly position: number;
  /** 'word' as written, 'stem' by the rules of the text's language, 'own' the same told apart by language, 'roman' its usual Latin spelling, 'han' one or two characters, 'concept' the thing it names. */
  readonly kind: 'word' | 'stem' | 'own' | 'roman' | 'han' | 'concept';
}

/** What a text is found by. A pure function of the text: index and query agree because both come through here. */
export function tokens(text: string, locale: string): Token[] {
  const found: Token[] = [];
  const words: { folded: string; han: boolean; position: number }[] = [];
  let position = 1;
  for (const piece of piecesOf(text)) {
    const start = position;
    words.push({ folded: piece.folded, han: piece.han, position });
    if (piece.han) {
      found.push(
        ...hanGrams(piece.folded).map(({ gram, at }) => ({ lexeme: gram, position: start + at, kind: 'han' as const })),
      );
      position += [...piece.folded].length;
    } else {
      for (const { lexeme, kind } of wordTokens(piece.written, locale)) found.push({ lexeme, position, kind });
      position += 1;
    }
  }
  for (const named of conceptsIn(words, locale))
    found.push({ lexeme: conceptLexeme(named.concept), position: named.position, kind: 'concept' });
  return found;
}

type Found = Omit<Token, 'position'>;

/** What a word of a text in the locale's language is found by. */
const wordTokens = memoByLanguage((written, locale: string): readonly Found[] => {
  const { folded } = pieceOf(written);
  const found: Found[] = [{ lexeme: folded, kind: 'word' }];
  const language = searchLanguage(locale);
  if (language !== undefined) {
    const [shared, own] = [stemLexeme(folded, language), ownLexeme(folded, language)];
    found.push({ lexeme: shared, kind: 'stem' });
    if (own !== shared) found.push({ lexeme: own, kind: 'own' });
  }
  if (/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(written)) {
    const roman = fold(romanise(written, locale)).replace(/[^a-z0-9]/g, '');
    if (roman !== '' && roman !== folded) found.push({ lexeme: roman, kind: 'roman' });
  }
  return found;
});

/** Prefix of lexemes that spell Chinese in Latin letters. */
export const pinyinMark = 'py~';
const longestPinyinRun = 24;

/** Pinyin a Chinese title is found by: the initials of each run (qhchp) and of its words, and each word in full (huaping). */
export function pinyinTokens(title: string): string[] {
  const found = new Set<string>();
  for (const piece of piecesOf(title)) {
    if (!piece.han) continue;
    const run = [...piece.folded].slice(0, longestPinyinRun).join('');
    const words = hanWordsOf(run).filter((word) => [...word].length > 1);
    for (const spelled of [pinyinInitials(run), ...words.map(pinyinInitials), ...words.map(pinyinWord)]) {
      if (/^[a-z]{2,40}$/.test(spelled)) found.add(pinyinMark + spelled);
    }
  }
  return [...found];
}
