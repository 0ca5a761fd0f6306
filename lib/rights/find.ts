import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor } from '#lib/core/page.ts';
import type { Availability } from './availability.ts';
import { freePart } from './part.ts';
import { isEmpty } from './scope.ts';
import { type Ask, grantsOfWork, holdingScopes, type Lie, lieOf } from './shelf/ask.ts';
import { freshRights } from './shelf/fresh.ts';
import type { Place } from './shelf/ranking.ts';
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
  const sight = sightOf(shelf, search, now().getTime());
  return wholes(shelf, sight, null)
    .take(most)
    .map((work) => shelf.id(work))
    .toArray();
}

/** The same on a given shelf at a given moment. */
export function searchShelf(shelf: RightsShelf, search: RightsSearch, at: number): RightsFound {
  const sight = sightOf(shelf, search, at);
  const [phase = 0, popularity = 0, id = ''] = decodeCursor(search.after, ['number', 'number', 'id'] as const) ?? [];
  const after: Place | null = id === '' ? null : { popularity, id };
  const size = limits.page;
  const items: (FoundRights & Place)[] = [];
  if (phase === 0) for (const work of wholes(shelf, sight, after).take(size + 1)) items.push(found(shelf, work, null));
  const left = size + 1 - items.length;
  const rest = left > 0 ? partlyFree(shelf, sight, search.ask, phase === 0 ? null : after, left, at) : null;
  if (rest) items.push(...rest.items);
  const shown = items.slice(0, size);
  const last = shown.at(-1);
  const full = items.length > size && last;
  const next = full
    ? encodeCursor([last.whole ? 0 : 1, last.popularity, last.workId])
    : rest?.stopped
      ? encodeCursor([1, rest.stopped.popularity, rest.stopped.id])
      : null;
  return { items: shown, ...counted(shelf, sight), next };
}

function found(shelf: RightsShelf, work: number, answer: Availability | null): FoundRights & Place {
  const popularity = shelf.works.at.popularity[work] ?? 0;
  const workId = shelf.id(work);
  return { workId, id: workId, popularity, whole: answer === null, answer };
}

/** What a search sees of the shelf: how the ask lies to each work, and which groups are looked for. */
interface Sight extends Lie {
  /** By group: 0 none of it is the holders' to give, 1 a part, 2 all. */
  readonly reach: Uint8Array;
  readonly chosen: Record<keyof RightsFacets, Choice>;
  /** By group: whether the choices of kind, country and side are its own. */
  readonly fits: Uint8Array;
}

function sightOf(shelf: RightsShelf, search: RightsSearch, at: number): Sight {
  const lie = lieOf(shelf, search.ask, at);
  const chosen = chosenOf(shelf, search);
  const choices = Object.values(chosen);
  return {
    ...lie,
    chosen,
    // One holding must carry it all.
    reach: Uint8Array.from(shelf.groups, ({ holdings }) => Math.max(0, ...holdings.map((each) => lie.held[each] ?? 0))),
    fits: Uint8Array.from(shelf.groups, (group) => (choices.every((choice) => choice(group)) ? 1 : 0)),
  };
}

/** Works that are looked for and have all of it free, the most popular first, from after a place on. */
function* wholes(shelf: RightsShelf, { taken, reach, fits }: Sight, after: Place | null): Generator<number, undefined> {
  const order = shelf.ranking.read();
  const { group } = shelf.works.at;
  for (let at = after ? shelf.ranking.after(after) : 0; at < order.length; at++) {
    const work = order[at] ?? 0;
    const of = group[work] ?? 0;
    if (fits[of] === 1 && reach[of] === 2 && taken[work] === 0) yield work;
  }
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

/** How many works have all of it free: those of a group that can give it, without those of which somebody has something. */
function counted(shelf: RightsShelf, { touched, reach, chosen }: Sight): Pick<RightsFound, 'whole' | 'facets'> {
  const kinds: Record<string, number> = {};
  const countries: Record<string, number> = {};
  const sides = { cee: 0, china: 0 };
  let whole = 0;
  for (const [number, group] of shelf.groups.entries()) {
    const count = reach[number] === 2 ? group.works - (touched[number] ?? 0) : 0;
    if (count === 0) continue;
    const country = shelf.countries.name(group.country);
    const kind = shelf.kinds.name(group.kind);
    const [ofKind, ofCountry, ofSide] = [chosen.kinds(group), chosen.countries(group), chosen.sides(group)];
    if (ofKind && ofCountry && ofSide) whole += count;
    if (ofCountry && ofSide) kinds[kind] = (kinds[kind] ?? 0) + count;
    if (ofKind && ofSide) countries[country] = (countries[country] ?? 0) + count;
    if (ofKind && ofCountry) sides[sideOf(country)] += count;
  }
  return { whole, facets: { kinds, countries, sides } };
}

/**
 * The first works of which something is free. Whether it is takes a closer look, since several grants may take all of it together; after
 * so many looks the page is as long as it is, and the next goes on where it `stopped`.
 */
function partlyFree(
  shelf: RightsShelf,
  { taken, reach, fits }: Sight,
  ask: Ask,
  after: Place | null,
  most: number,
  at: number,
): { items: (FoundRights & Place)[]; stopped: Place | null } {
  const order = shelf.ranking.read();
  const { group } = shelf.works.at;
  const items: (FoundRights & Place)[] = [];
  let looked = 0;
  for (let place = after ? shelf.ranking.after(after) : 0; place < order.length; place++) {
    const work = order[place] ?? 0;
    const of = group[work] ?? 0;
    if (fits[of] === 0 || reach[of] === 0 || taken[work] === 2 || (reach[of] === 2 && taken[work] === 0)) continue;
    const answer = freePart(ask, holdingScopes(shelf, work), grantsOfWork(shelf, work, at));
    if (answer.state !== 'taken') items.push(found(shelf, work, answer));
    if (items.length === most) break;
    looked += 1;
    if (looked === limits.rightsLooks) return { items, stopped: shelf.ranking.placeOf(work) };
  }
  return { items, stopped: null };
}
