import { pool } from '#lib/db/index.ts';
import { type Locale, stem } from '#lib/languages/index.ts';
import { queryTokens } from './query.ts';
import { allowedEdits, correctedQuery, neighbours, type VocabularyWord } from './spelling.ts';

/** Words one or two slips away, and words with the same stem, by which correct ones are known. */
const question = `select folded, locale, word, count from (
    (select folded, locale, word, count from search_words_near($1::text[], 400))
    union
    (select w.folded, w.locale, w.word, w.count from unnest($2::text[]) as root,
      lateral (select * from search_word where folded ~>=~ root and folded ~<~ (root || chr(1114109)) limit 60) w)
  ) near_words`;

/** What the query probably should have been, from the words that listings use; null where nothing is nearer. */
export async function didYouMean(query: string, locale: Locale): Promise<string | null> {
  const words = queryTokens(query, locale)
    .flatMap((group) => group.words)
    .filter((word) => !word.han)
    .map((word) => word.folded);
  if (words.length === 0) return null;
  const near = words.flatMap((word) => {
    const edits = allowedEdits(word);
    return edits === 0 ? [] : neighbours(word, edits);
  });
  const { rows } = await pool().query<VocabularyWord>({
    name: 'did-you-mean',
    text: question,
    values: [near, words.map((word) => stem(word, locale))],
  });
  return correctedQuery(query, rows, locale);
}
