import { pool } from '#lib/db/index.ts';
import { fallbackChain, fold, type Locale } from '#lib/languages/index.ts';
import { best } from './best.ts';
import { someMatching } from './matching.ts';
import { searchQuery } from './query.ts';
import { freshShelf } from './shelf.ts';
import { piecesOf } from './words.ts';

/** Suggestions look at so many. */
const looked = 400;

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

/** Ids of live listings that answer well, the most popular first, a handful. */
export async function bestListings(query: string, locale: Locale, most: number): Promise<string[]> {
  const search = searchQuery(query, locale);
  if (!search) return [];
  const [numbers, shelf] = await Promise.all([someMatching(search, looked), freshShelf()]);
  const { popularity, present } = shelf.columns;
  const live = numbers.filter((n) => present[n] === 1);
  return best(live, most, (a, b) => (popularity[b] ?? 0) - (popularity[a] ?? 0) || a - b).map((n) =>
    shelf.listingId(n),
  );
}

/** Whether a name has what is typed at the beginning of one of its words, or anywhere where it is Chinese. */
export function nameBegins(name: string, typed: string): boolean {
  const wanted = fold(typed).trim();
  const folded = fold(name);
  if (wanted === '') return false;
  return /\p{Script=Han}/u.test(wanted) ? folded.includes(wanted) : ` ${folded}`.includes(` ${wanted}`);
}
