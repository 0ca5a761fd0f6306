import { pool } from '#lib/db/index.ts';
import { numbersOf } from './numbers.ts';
import { Recent } from './recent.ts';
import type { Shelf } from './shelf.ts';

/** A search looks at so many matches at the most; of words that more listings have, at any of them. */
export const mostMatched = 4_000;
/** So many changed documents are asked about one by one before all are asked again. */
const mostRechecked = 500;

/** `document` is all of a listing's words, `head` its title and maker. */
type Part = 'document' | 'head';

interface Answer {
  /** Changes of the shelf that the answer knows of. */
  readonly seen: number;
  readonly numbers: Int32Array;
}

interface Ranked {
  readonly seen: number;
  readonly ranks: ReadonlyMap<number, number>;
}

/** Answers to what was asked lately. They are never stale: what changed since is asked about again. */
const answers = new Recent<Answer>(400);
const rankings = new Recent<Ranked>(400);

const matchFunctions = { document: 'search_matches', head: 'search_head_matches' } as const;

async function numbers(name: string, text: string, values: readonly unknown[]): Promise<Int32Array> {
  const { rows } = await pool().query<{ numbers: Buffer | null }>({ name, text, values: [...values] });
  return numbersOf(rows[0]?.numbers ?? null);
}

/** Numbers of the documents that match a tsquery, by the index alone. The shelf is fresh. */
export async function matching(shelf: Shelf, part: Part, query: string): Promise<Int32Array> {
  const seen = shelf.changes;
  const key = `${part} ${query}`;
  const before = answers.get(key);
  const changed = before && shelf.changedSince(before.seen);
  if (before && changed?.size === 0) return before.numbers;
  const now =
    before && changed && changed.size <= mostRechecked
      ? await rechecked(part, query, before.numbers, changed)
      : await numbers(`matches-${part}`, `select ${matchFunctions[part]}($1::tsquery, ${mostMatched}) as numbers`, [
          query,
        ]);
  answers.set(key, { seen, numbers: now });
  return now;
}

async function rechecked(
  part: Part,
  query: string,
  before: Int32Array,
  changed: ReadonlySet<number>,
): Promise<Int32Array> {
  const again = await numbers(
    `matches-again-${part}`,
    `select string_agg(int4send(n), '') as numbers from search_document where n = any($2::int[]) and ${part} @@ $1::tsquery`,
    [query, [...changed]],
  );
  const kept = before.filter((n) => !changed.has(n));
  return Int32Array.from([...kept, ...again]).subarray(0, mostMatched);
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
  shelf: Shelf,
  documents: readonly number[],
  { match, direct }: { readonly match: string; readonly direct: string },
  by: Part,
): Promise<ReadonlyMap<number, number>> {
  const seen = shelf.changes;
  const key = `${by} ${direct} ${match}`;
  const before = rankings.get(key);
  const changed = before && shelf.changedSince(before.seen);
  const known = new Map(changed ? [...before.ranks].filter(([n]) => !changed.has(n)) : []);
  const unknown = documents.filter((n) => !known.has(n));
  if (unknown.length > 0) {
    const { rows } = await pool().query<{ n: number; rank: number }>({
      name: `ranks-by-${by}`,
      text: `select n, 4 * ts_rank(${by}, $2::tsquery) + ts_rank(${by}, $1::tsquery) as rank from search_document where n = any($3::int[])`,
      values: [match, direct, unknown],
    });
    for (const { n, rank } of rows) known.set(n, rank);
  }
  rankings.set(key, { seen, ranks: known });
  return known;
}
