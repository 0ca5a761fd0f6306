import type { Holding } from './authority.ts';
import { table } from './conflict.ts';
import { atLeastAsExclusive, counts, type Grant, type Licensed, licensed } from './grant.ts';
import { partition } from './partition.ts';
import type { Scope } from './scope.ts';
import { commonTerm, isEarlier, type Term } from './term.ts';

/** From the most to the least available. */
export const cellStates = ['free', 'free_non_exclusive', 'optioned', 'taken', 'held_back', 'not_controlled'] as const;
export type CellState = (typeof cellStates)[number];

/** One right in one country, over the languages and days asked about. */
export interface Cell {
  readonly right: string;
  readonly territory: string;
  /** The state of its least available point. */
  readonly state: CellState;
  /** Whether all its points have that state. */
  readonly whole: boolean;
  /** The strongest exclusivity that is open at all its points; null where none is. */
  readonly open: Licensed | null;
  /**
   * The day from which the cell is in a better state, reckoned beyond the days asked about; null for free cells and where no day is known.
   * For an optioned cell the instant when its options lapse, where they say so.
   */
  readonly until: string | null;
}

export interface MatrixQuestion {
  /** What the holder controls in the work. */
  readonly holdings: readonly Holding[];
  /** The grants in the work under the holder's control (see `Grant`). */
  readonly grants: readonly Grant[];
  readonly rights: readonly string[];
  readonly territories: readonly string[];
  readonly languages: readonly string[];
  /** A period, or a `day()`. */
  readonly term: Term;
}

interface Slice {
  readonly term: Term;
  readonly state: CellState;
  readonly open: Licensed | null;
  readonly lapsesAt: string | null;
}

type Reaching = { readonly scope: Scope } & ({ readonly holding: Holding } | { readonly grant: Grant });

/** A cell for each right and territory, right by right in the order asked. Without languages there are no points, and no cells. */
export function matrix(question: MatrixQuestion): Cell[] {
  const { rights, territories, term } = question;
  const reaching: Reaching[] = [
    ...question.holdings
      .filter(({ status, kind, sublicensable }) => status === 'in_force' && (kind === 'ownership' || sublicensable))
      .map((holding) => ({ scope: holding.scope, holding })),
    ...question.grants.filter(counts).map((grant) => ({ scope: grant.scope, grant })),
  ];
  const slicesOf = new Map<string, (readonly Slice[])[]>();
  for (const part of partition(question, reaching)) {
    const slices = slicesFrom(term.start, part.reaching);
    for (const right of part.rights)
      for (const territory of part.territories) {
        const key = `${right}|${territory}`;
        const timelines = slicesOf.get(key);
        if (timelines === undefined) slicesOf.set(key, [slices]);
        else timelines.push(slices);
      }
  }
  return rights.flatMap((right) =>
    territories.flatMap((territory) => {
      const timelines = slicesOf.get(`${right}|${territory}`);
      return timelines === undefined ? [] : [{ right, territory, ...summary(timelines, term) }];
    }),
  );
}

/** The states one after another, from a day on without end. */
function slicesFrom(start: string, reaching: readonly Reaching[]): Slice[] {
  const later = reaching.flatMap(({ scope }) => [scope.term.start, scope.term.end]).filter((date) => date !== null);
  const starts = [start, ...[...new Set(later)].filter((date) => date > start).sort()];
  return starts.map((date, position) => {
    const term = { start: date, end: starts[position + 1] ?? null };
    const there = reaching.filter(({ scope }) => commonTerm(scope.term, term) !== null);
    const holdings = there.flatMap((each) => ('holding' in each ? [each.holding] : []));
    const grants = there.flatMap((each) => ('grant' in each ? [each.grant] : []));
    return { term, ...pointState(holdings, grants) };
  });
}

function pointState(holdings: readonly Holding[], grants: readonly Grant[]): Omit<Slice, 'term'> {
  const shut = { open: null, lapsesAt: null };
  if (holdings.length === 0) return { state: 'not_controlled', ...shut };
  if (grants.some(({ exclusivity }) => exclusivity === 'holdback')) return { state: 'held_back', ...shut };

  const open = licensed.find(
    (asked) =>
      holdings.some((holding) => holding.kind === 'ownership' || atLeastAsExclusive(holding.exclusivity, asked)) &&
      grants.every((held) => table[held.exclusivity][asked] === 'allowed'),
  );
  if (open === 'exclusive') return { state: 'free', open, lapsesAt: null };
  if (open !== undefined) return { state: 'free_non_exclusive', open, lapsesAt: null };

  const blockers = grants.filter((held) => table[held.exclusivity].non_exclusive === 'conflict');
  if (blockers.some(({ state }) => state !== 'option')) return { state: 'taken', ...shut };
  const lapses = blockers.map(({ lapsesAt }) => lapsesAt ?? null);
  return { state: 'optioned', open: null, lapsesAt: latest(lapses) };
}

function summary(timelines: readonly (readonly Slice[])[], asked: Term): Omit<Cell, 'right' | 'territory'> {
  const slices = timelines.flat().filter(({ term }) => commonTerm(term, asked) !== null);
  const rank = Math.max(0, ...slices.map(rankOf));
  const state = cellStates[rank] ?? 'free';
  const opens = slices.map(({ open }) => open);
  return {
    state,
    whole: slices.every((slice) => slice.state === state),
    open: licensed.findLast((each) => opens.includes(each) && !opens.includes(null)) ?? null,
    until: untilOf(timelines, asked, state, rank),
  };
}

/** Of each language's timeline, the end of the first unbroken run within the days asked about that is as bad; the latest of them. */
function untilOf(timelines: readonly (readonly Slice[])[], asked: Term, state: CellState, rank: number): string | null {
  if (state === 'free') return null;
  const ends = timelines.flatMap((slices) => {
    const first = slices.findIndex((slice) => rankOf(slice) === rank && commonTerm(slice.term, asked) !== null);
    const begun = slices[first];
    if (begun === undefined) return [];
    if (state === 'optioned') return [begun.lapsesAt];
    const better = slices.slice(first).find((slice) => rankOf(slice) < rank);
    return [better?.term.start ?? null];
  });
  return latest(ends);
}

function rankOf({ state }: Slice): number {
  return cellStates.indexOf(state);
}

/** The latest of some dates; null, which is open or unknown, is later than any. */
function latest(dates: readonly (string | null)[]): string | null {
  return dates.reduce((a, b) => (isEarlier(a, b) ? b : a));
}
