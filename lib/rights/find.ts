import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor } from '#lib/core/page.ts';
import type { Availability } from './availability.ts';
import { freePart } from './part.ts';
import { isEmpty } from './scope.ts';
import { type Ask, grantsOfWork, holdingScopes, type Lie, lieOf } from './shelf/ask.ts';
import { best, type Place } from './shelf/best.ts';
import { freshRights } from './shelf/fresh.ts';
import type { Group, RightsShelf } from './shelf/shelf.ts';

/** Whose works: of China's side, or of the other. */
export const sides = ['china', 'cee'] as const;
export type Side = (typeof sides)[number];

const chinese = ['CN', 'HK', 'MO', 'TW'];

export function sideOf(country: string): Side {
  return chinese.includes(country) ? 'china' : 'cee';
}

export interface RightsSearch {
  readonly ask: Ask;
  readonly kinds?: readonly string[];
  readonly countries?: readonly string[];
  readonly side?: Side | undefined;
  readonly after?: string | undefined;
}

export interface FoundRights {
  readonly workId: string;
  /** All of it, for all days; else `answer` says which part. */
  readonly whole: boolean;
  /** Null where all is free. */
  readonly answer: Availability | null;
}

/** Works that have all of the ask free, by what they are; each facet counts what the other choices leave. */
export interface RightsFacets {
  readonly kinds: Readonly<Record<string, number>>;
  readonly countries: Readonly<Record<string, number>>;
  readonly sides: Readonly<Record<string, number>>;
}

export interface RightsFound {
  readonly items: readonly FoundRights[];
  /** How many works have all of it free. */
  readonly whole: number;
  readonly facets: RightsFacets;
  readonly next: string | null;
}

/** Works for an ask: those of which all is free, the most popular first, then those of which a part is. Exact, and fresh to the last commit. */
export async function searchRights(search: RightsSearch): Promise<RightsFound> {
  const shelf = await freshRights();
  if (isEmpty(search.ask.scope))
    return { items: [], whole: 0, facets: { kinds: {}, countries: {}, sides: {} }, next: null };
  return searchShelf(shelf, search, now().getTime());
}

/** The works that have all of an ask free, the most popular first, at most so many: what a kept ask compares with the time before. */
export async function wholeFree(search: RightsSearch, most: number): Promise<string[]> {
  const shelf = await freshRights();
  if (isEmpty(search.ask.scope)) return [];
  const { whole } = sortOut(shelf, lieOf(shelf, search.ask, now().getTime()), search);
  const { popularity } = shelf.works.at;
  return [...whole]
    .sort((a, b) => (popularity[b] ?? 0) - (popularity[a] ?? 0))
    .slice(0, most)
    .map((work) => shelf.id(work));
}

/** The same on a given shelf at a given moment. */
export function searchShelf(shelf: RightsShelf, search: RightsSearch, at: number): RightsFound {
  const lie = lieOf(shelf, search.ask, at);
  const { whole, partly, count, facets } = sortOut(shelf, lie, search);
  const [phase = 0, popularity = 0, id = ''] = decodeCursor(search.after, ['number', 'number', 'id'] as const) ?? [];
  const after: Place | null = id === '' ? null : { popularity, id };
  const size = limits.page;
  const items: (FoundRights & Place)[] = [];
  if (phase === 0) for (const work of best(shelf, whole, after, size + 1)) items.push(found(shelf, work, null));
  const left = size + 1 - items.length;
  const rest = left > 0 ? partlyFree(shelf, search.ask, partly, phase === 0 ? null : after, left, at) : null;
  if (rest) items.push(...rest.items);
  const shown = items.slice(0, size);
  const last = shown.at(-1);
  const full = items.length > size && last;
  const next = full
    ? encodeCursor([last.whole ? 0 : 1, last.popularity, last.workId])
    : rest?.stopped
      ? encodeCursor([1, rest.stopped.popularity, rest.stopped.id])
      : null;
  return { items: shown, whole: count, facets, next };
}

function found(shelf: RightsShelf, work: number, answer: Availability | null): FoundRights & Place {
  const popularity = shelf.works.at.popularity[work] ?? 0;
  const workId = shelf.id(work);
  return { workId, id: workId, popularity, whole: answer === null, answer };
}

/** One walk over all works: who passes, and how many of each group are free. */
function sortOut(shelf: RightsShelf, { taken, held }: Lie, search: RightsSearch) {
  const { group } = shelf.works.at;
  const { groups } = shelf;
  const reach = Uint8Array.from(groups, ({ holdings }) =>
    holdings.reduce((most, number) => Math.max(most, held[number] ?? 0), 0),
  );
  const chosen = chosenOf(shelf, search);
  const fits = Uint8Array.from(groups, (each) =>
    chosen.kinds(each) && chosen.countries(each) && chosen.sides(each) ? 1 : 0,
  );
  const free = new Uint32Array(groups.length);
  const whole = new Uint32Array(shelf.works.end);
  const partly = new Uint32Array(shelf.works.end);
  let wholes = 0;
  let parts = 0;
  for (let work = 0; work < shelf.works.end; work++) {
    const of = group[work] ?? 0;
    const reached = reach[of];
    if (reached === 0 || taken[work] === 2) continue;
    const all = reached === 2 && taken[work] === 0;
    if (all) free[of] = (free[of] ?? 0) + 1;
    if (fits[of] === 0) continue;
    if (all) whole[wholes++] = work;
    else partly[parts++] = work;
  }
  return {
    whole: whole.subarray(0, wholes),
    partly: partly.subarray(0, parts),
    count: wholes,
    facets: facetsOf(shelf, free, chosen),
  };
}

type Choice = (group: Group) => boolean;

function chosenOf(shelf: RightsShelf, { kinds, countries, side }: RightsSearch): Record<keyof RightsFacets, Choice> {
  const among = (names: readonly string[] | undefined, name: string) => !names?.length || names.includes(name);
  return {
    kinds: ({ kind }) => among(kinds, shelf.kinds.name(kind)),
    countries: ({ country }) => among(countries, shelf.countries.name(country)),
    sides: ({ country }) => side === undefined || side === sideOf(shelf.countries.name(country)),
  };
}

function facetsOf(shelf: RightsShelf, free: Uint32Array, chosen: Record<keyof RightsFacets, Choice>): RightsFacets {
  const kinds: Record<string, number> = {};
  const countries: Record<string, number> = {};
  const counted = { cee: 0, china: 0 };
  for (const [number, group] of shelf.groups.entries()) {
    const count = free[number] ?? 0;
    if (count === 0) continue;
    const country = shelf.countries.name(group.country);
    const kind = shelf.kinds.name(group.kind);
    const [ofKind, ofCountry, ofSide] = [chosen.kinds(group), chosen.countries(group), chosen.sides(group)];
    if (ofCountry && ofSide) kinds[kind] = (kinds[kind] ?? 0) + count;
    if (ofKind && ofSide) countries[country] = (countries[country] ?? 0) + count;
    if (ofKind && ofCountry) counted[sideOf(country)] += count;
  }
  return { kinds, countries, sides: counted };
}

const looksAtOnce = 100;

/**
 * The first works of which something is free. Whether it is takes a closer look, since several grants may take all of it together; after
 * so many looks the page is as long as it is, and the next goes on where it `stopped`.
 */
function partlyFree(
  shelf: RightsShelf,
  ask: Ask,
  candidates: Uint32Array,
  after: Place | null,
  most: number,
  at: number,
): { items: (FoundRights & Place)[]; stopped: Place | null } {
  const items: (FoundRights & Place)[] = [];
  let from = after;
  for (let looked = 0; looked < limits.rightsLooks; looked += looksAtOnce) {
    const some = best(shelf, candidates, from, looksAtOnce);
    for (const work of some) {
      const answer = freePart(ask, holdingScopes(shelf, work), grantsOfWork(shelf, work, at));
      if (answer.state !== 'taken') items.push(found(shelf, work, answer));
      if (items.length === most) return { items, stopped: null };
    }
    const last = some.at(-1);
    if (last === undefined || some.length < looksAtOnce) return { items, stopped: null };
    from = { popularity: shelf.works.at.popularity[last] ?? 0, id: shelf.id(last) };
  }
  return { items, stopped: from };
}
