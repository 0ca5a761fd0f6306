import { pool } from '#lib/db/index.ts';
import { numbersOf } from './numbers.ts';
import { Recent } from './recent.ts';
import { type Shelf, shelfNow } from './shelf.ts';

/** A search looks at so many matches at the most; of words that more listings have, at any of them. */
export const mostMatched = 4_000;
/** So many changed documents are asked about one by one before all are asked again. */
const mostRechecked = 500;

/** `document` is all of a listing's words, `head` its title and maker. */
type Part = 'document' | 'head';

/** A tsquery and where it is to be found. */
export interface Sought {
  readonly part: Part;
  readonly query: string;
}

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

const keyOf = ({ part, query }: Sought) => `${part} ${query}`;

/**
 * Numbers of the documents that match each tsquery, by the index alone. What nobody has asked lately is asked at once, all of it together,
 * while the shelf is still being brought up to date; what is known waits for what changed since.
 */
export async function matching(fresh: Promise<Shelf>, sought: readonly Sought[]): Promise<Int32Array[]> {
  const unknown = new Map(sought.filter((each) => !answers.get(keyOf(each))).map((each) => [keyOf(each), each]));
  const [shelf] = await Promise.all([fresh, unknown.size > 0 ? ask([...unknown.values()]) : undefined]);
  return Promise.all(sought.map((each) => current(shelf, each)));
}

/** Asks the index in one statement, and keeps what it says. */
async function ask(sought: readonly Sought[]): Promise<void> {
  // The shelf as it was before the question: whatever changes from now on is looked at again.
  const seen = shelfNow().changes;
  const columns = sought.map(({ part }, at) => `${matchFunctions[part]}($${at + 1}::tsquery, ${mostMatched})`);
  const { rows } = await pool().query<(Buffer | null)[]>({
    name: `matches-${sought.map(({ part }) => part).join('-')}`,
    text: `select ${columns.join(', ')}`,
    values: sought.map(({ query }) => query),
    rowMode: 'array',
  });
  for (const [at, each] of sought.entries())
    answers.set(keyOf(each), { seen, numbers: numbersOf(rows[0]?.[at] ?? null) });
}

/** A kept answer as of now. */
async function current(shelf: Shelf, sought: Sought): Promise<Int32Array> {
  const seen = shelf.changes;
  const before = answers.get(keyOf(sought));
  const changed = before && shelf.changedSince(before.seen);
  if (before && changed && changed.size <= mostRechecked) {
    if (changed.size === 0) return before.numbers;
    const numbers = await rechecked(sought, before.numbers, changed);
    answers.set(keyOf(sought), { seen, numbers });
    return numbers;
  }
  await ask([sought]);
  return answers.get(keyOf(sought))?.numbers ?? new Int32Array(0);
}

async function rechecked(
  { part, query }: Sought,
  before: Int32Array,
  changed: ReadonlySet<number>,
): Promise<Int32Array> {
  const { rows } = await pool().query<{ numbers: Buffer | null }>({
    name: `matches-again-${part}`,
    text: `select string_agg(int4send(n), '') as numbers from search_document where n = any($2::int[]) and ${part} @@ $1::tsquery`,
    values: [query, [...changed]],
  });
  const kept = before.filter((n) => !changed.has(n));
  return Int32Array.from([...kept, ...numbersOf(rows[0]?.numbers ?? null)]).subarray(0, mostMatched);
}

/** Numbers of some that have the words in title or maker; failing that, of some that match: for suggestions, where time matters most. */
export async function someMatching(
  { match, direct }: { match: string; direct: string },
  most: number,
): Promise<Int32Array> {
  const { rows } = await pool().query<{ numbers: Buffer | null }>({
    name: `some-matches-${most}`,
    text: `select coalesce(search_head_matches($2::tsquery, ${most}), search_matches($1::tsquery, ${most})) as numbers`,
    values: [match, direct],
  });
  return numbersOf(rows[0]?.numbers ?? null);
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
