import type { Availability, Region } from './availability.ts';
import type { Dimension } from './scope.ts';
import { isEarlier } from './term.ts';

/** Leaves that share a date. */
export interface Dated {
  readonly date: string;
  readonly leaves: readonly string[];
}

/**
 * What a message needs to say what is free: "Free in 14 of 17 countries. Poland and Hungary from 1 January 2028." Every leaf of the
 * ask's dimension is in exactly one list; leaves are in code order, dates in order.
 */
export interface Sentence {
  readonly total: number;
  /** All of the ask is free there. */
  readonly free: readonly string[];
  /** All of the ask is free there from this day to the ask's end, and not before. */
  readonly from: readonly Dated[];
  /** All of the ask is free there from its start, up to but without this day. */
  readonly until: readonly Dated[];
  /** Something is free there, but no one date says what. */
  readonly partly: readonly string[];
  readonly taken: readonly string[];
}

type Fate = { readonly kind: 'free' | 'partly' | 'taken' } | { readonly kind: 'from' | 'until'; readonly date: string };

/** The data of the sentence, leaf by leaf of one dimension (countries unless told). */
export function sentence(answer: Availability, dimension: Dimension = 'territories'): Sentence {
  const regionsOf = new Map<string, Region[]>();
  for (const region of answer.regions)
    for (const leaf of region[dimension]) {
      const regions = regionsOf.get(leaf);
      if (regions === undefined) regionsOf.set(leaf, [region]);
      else regions.push(region);
    }
  const fates = [...regionsOf].map(([leaf, regions]) => ({ leaf, fate: fateOf(regions, answer) }));
  const plain = (kind: 'free' | 'partly' | 'taken') =>
    fates.flatMap(({ leaf, fate }) => (fate.kind === kind ? [leaf] : [])).sort();
  const dated = (kind: 'from' | 'until'): Dated[] => {
    const found = fates.flatMap(({ leaf, fate }) => (fate.kind === kind ? [{ leaf, date: fate.date }] : []));
    return [...Map.groupBy(found, ({ date }) => date)]
      .map(([date, same]) => ({ date, leaves: same.map(({ leaf }) => leaf).sort() }))
      .sort((a, b) => (a.date < b.date ? -1 : 1));
  };
  return {
    total: fates.length,
    free: plain('free'),
    from: dated('from'),
    until: dated('until'),
    partly: plain('partly'),
    taken: plain('taken'),
  };
}

function fateOf(regions: readonly Region[], { ask: { term } }: Availability): Fate {
  if (regions.every(({ whole }) => whole)) return { kind: 'free' };
  if (regions.every(({ free }) => free.length === 0)) return { kind: 'taken' };
  const last = regions.flatMap(({ free }) => free.filter(({ end }) => end === term.end));
  if (last.length === regions.length) return { kind: 'from', date: latest(last.map(({ start }) => start)) };
  const ends = regions.flatMap(({ free }) => free.filter(({ start }) => start === term.start).map(({ end }) => end));
  const first = ends.reduce((a, b) => (isEarlier(a, b) ? a : b), null);
  return ends.length === regions.length && first !== null ? { kind: 'until', date: first } : { kind: 'partly' };
}

function latest(dates: readonly string[]): string {
  return dates.reduce((a, b) => (isEarlier(a, b) ? b : a));
}
