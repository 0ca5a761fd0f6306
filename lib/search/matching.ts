import { pool } from '#lib/db/index.ts';
import { numbersOf } from './numbers.ts';

/** A search looks at so many matches at the most; words that more listings have find any ten thousand of them. */
export const mostMatched = 10_000;

export interface Matched {
  /** Of every document that matches. */
  readonly numbers: Int32Array;
  /** Those with the very words in title, maker or tags. */
  readonly named: ReadonlySet<number>;
  /** Those with whatever means them there. */
  readonly meant: ReadonlySet<number>;
}

interface MatchRow {
  readonly numbers: Buffer | null;
  readonly named: Buffer | null;
  readonly meant: Buffer | null;
}

/** Which documents match a query, by the indexes alone. Where they stand in it is asked only for an order by relevance. */
export async function matching(
  { match, direct }: { readonly match: string; readonly direct: string },
  relevance: boolean,
): Promise<Matched> {
  const { rows } = await pool().query<MatchRow>({
    name: relevance ? 'matches-placed' : 'matches',
    text: `select search_matches($1::tsquery, ${mostMatched}) as numbers${
      relevance
        ? `, search_head_matches($2::tsquery, ${mostMatched}) as named, search_head_matches($1::tsquery, ${mostMatched}) as meant`
        : ''
    }`,
    values: relevance ? [match, direct] : [match],
  });
  const { numbers = null, named = null, meant = null } = rows[0] ?? {};
  return { numbers: numbersOf(numbers), named: new Set(numbersOf(named)), meant: new Set(numbersOf(meant)) };
}

/** Ranks of these documents by all their words; what the listing says counts four times what it means. */
export async function ranksOf(
  numbers: readonly number[],
  { match, direct }: { readonly match: string; readonly direct: string },
): Promise<Map<number, number>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await pool().query<{ n: number; rank: number }>({
    name: 'ranks',
    text: `select n, 4 * ts_rank(document, $2::tsquery) + ts_rank(document, $1::tsquery) as rank
      from search_document where n = any($3::int[])`,
    values: [match, direct, numbers],
  });
  return new Map(rows.map(({ n, rank }) => [n, rank]));
}

/** Numbers of some documents that have the words in title, maker or tags; failing that, anywhere: for suggestions, where time matters more. */
export async function someMatching(
  { match, direct }: { readonly match: string; readonly direct: string },
  most: number,
): Promise<Int32Array> {
  const { rows } = await pool().query<{ numbers: Buffer | null }>({
    name: 'some-matches',
    text: `select coalesce(search_head_matches($2::tsquery, ${most}), search_matches($1::tsquery, ${most})) as numbers`,
    values: [match, direct],
  });
  return numbersOf(rows[0]?.numbers ?? null);
}
