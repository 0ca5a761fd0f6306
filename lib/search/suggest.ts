import { pool } from '#lib/db/index.ts';
import { fallbackChain, fold, type Locale } from '#lib/languages/index.ts';
import { searchQuery } from './query.ts';
import { piecesOf } from './words.ts';

/** Words that continue what is typed, the most used first, in the reader's languages; the words before the last stay. */
export async function completeWords(typed: string, locale: Locale, most: number): Promise<string[]> {
  const pieces = [...piecesOf(typed)];
  const last = pieces.at(-1);
  if (!last || last.han || last.folded.length < 2) return [];
  const { rows } = await pool().query<{ word: string }>({
    name: 'complete-words',
    text: `select word from (
        select distinct on (folded) folded, word, count from search_word
        where folded like $1 and locale = any($2) order by folded, locale = $3 desc, count desc
      ) found order by folded = $4 desc, count desc, length(folded) limit $5`,
    values: [`${last.folded}%`, fallbackChain(locale), locale, last.folded, most],
  });
  const before = pieces.slice(0, -1).map((piece) => piece.written);
  return rows.map(({ word }) => [...before, word].join(' '));
}

/** Ids of the live listings that answer best, a handful: for suggestions, where time matters more than fairness. */
export async function bestListings(query: string, locale: Locale, most: number): Promise<string[]> {
  const search = searchQuery(query, locale);
  if (!search) return [];
  const { rows } = await pool().query<{ listing_id: string }>({
    name: 'best-listings',
    text: `select listing_id from search_matches($1::tsquery, 400) join search_entry using (listing_id)
      order by ts_rank(head, $2::tsquery) desc, popularity desc, listing_id limit $3`,
    values: [search.match, search.direct, most],
  });
  return rows.map((row) => row.listing_id);
}

/** Whether a name has what is typed at the beginning of one of its words, or anywhere where it is Chinese. */
export function nameBegins(name: string, typed: string): boolean {
  const wanted = fold(typed).trim();
  const folded = fold(name);
  if (wanted === '') return false;
  return /\p{Script=Han}/u.test(wanted) ? folded.includes(wanted) : ` ${folded}`.includes(` ${wanted}`);
}
