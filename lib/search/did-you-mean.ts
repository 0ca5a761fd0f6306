import { pool } from '#lib/db/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { queryTokens } from './query.ts';
import { correctedQuery, type VocabularyWord } from './spelling.ts';

/** What the query probably should have been, from the words that listings use; null where nothing is nearer. */
export async function didYouMean(query: string, locale: Locale): Promise<string | null> {
  const words = queryTokens(query, locale)
    .flatMap((group) => group.words)
    .filter((word) => !word.han)
    .map((word) => word.folded);
  if (words.length === 0) return null;
  const { rows } = await pool().query<VocabularyWord>(
    'select distinct on (folded, locale) folded, locale, word, count from search_word, unnest($1::text[]) as asked where folded % asked or left(folded, 3) = left(asked, 3) limit 400',
    [words],
  );
  return correctedQuery(query, rows, locale);
}
