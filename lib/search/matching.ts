import { pool } from '#lib/db/index.ts';
import { numbersOf } from './numbers.ts';

/** A search looks at so many matches at the most; of words that more listings have, at any of them. */
export const mostMatched = 4_000;

async function numbers(name: string, text: string, values: readonly string[]): Promise<Int32Array> {
  const { rows } = await pool().query<{ numbers: Buffer | null }>({ name, text, values: [...values] });
  return numbersOf(rows[0]?.numbers ?? null);
}

/** Numbers of the documents that match a tsquery, by the index alone. */
export function matching(match: string): Promise<Int32Array> {
  return numbers('matches', `select search_matches($1::tsquery, ${mostMatched}) as numbers`, [match]);
}

/** Numbers of those that match in title or maker. */
export function matchingHeads(match: string): Promise<Int32Array> {
  return numbers('head-matches', `select search_head_matches($1::tsquery, ${mostMatched}) as numbers`, [match]);
}

/** Numbers of some that have the words in title or maker; failing that, of some that match: for suggestions, where time matters most. */
export function someMatching({ match, direct }: { match: string; direct: string }, most: number): Promise<Int32Array> {
  return numbers(
    `some-matches-${most}`,
    `select coalesce(search_head_matches($2::tsquery, ${most}), search_matches($1::tsquery, ${most})) as numbers`,
    [match, direct],
  );
}

/** Ranks of these documents, by title and maker or by all their words: what they say counts four times what they mean. */
export async function ranksOf(
  documents: readonly number[],
  { match, direct }: { readonly match: string; readonly direct: string },
  by: 'head' | 'document',
): Promise<Map<number, number>> {
  if (documents.length === 0) return new Map();
  const { rows } = await pool().query<{ n: number; rank: number }>({
    name: `ranks-by-${by}`,
    text: `select n, 4 * ts_rank(${by}, $2::tsquery) + ts_rank(${by}, $1::tsquery) as rank from search_document where n = any($3::int[])`,
    values: [match, direct, documents],
  });
  return new Map(rows.map(({ n, rank }) => [n, rank]));
}
