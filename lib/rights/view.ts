import { isoDay, now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import type { Holding } from './authority.ts';
import type { Availability } from './availability.ts';
import { type Cell, matrix } from './matrix.ts';
import { freePart, type Givable } from './part.ts';
import type { Dimension } from './scope.ts';
import type { Term } from './term.ts';
import { booksOf, type Giver, inYears, shownRights, shownTerritories } from './work.ts';

/** Years that a work's page can look at one by one, this one first. */
const yearsShown = 10;

export function shownYears(): number[] {
  const first = now().getUTCFullYear();
  return Array.from({ length: yearsShown }, (_, n) => first + n);
}

/** What of a work is free: cell by cell, and all of it as one answer. */
export interface WorkView {
  readonly cells: readonly Cell[];
  /** Rights that the holder controls anywhere. */
  readonly rights: readonly string[];
  /** An exclusive licence of the rights looked at, in every country shown; null where the holder controls none of them. */
  readonly answer: Availability | null;
}

/** The languages a page looks at: words in China's letters, in English, and none. */
const languages = ['en', 'zh-Hans', 'zxx'];

/** The rest of this year, a later year, or (null) the next three years. */
export function termOfYear(year: number | null): Term {
  const today = isoDay(now());
  if (year === null) return { start: today, end: inYears(today, 3) };
  const first = `${year}-01-01`;
  return { start: first > today ? first : today, end: `${year + 1}-01-01` };
}

/** A work in one year (null: the next three), looked at for one right of those its page shows, or else for all of them. */
export async function workView(workId: string, year: number | null, right: string | null): Promise<WorkView> {
  const { holdings = [], grants = [] } = (await booksOf(prisma(), [workId])).get(workId) ?? {};
  const term = termOfYear(year);
  const all = matrix({ holdings, grants, rights: shownRights, territories: shownTerritories, languages, term });
  const controlled = new Set(all.filter(({ state }) => state !== 'not_controlled').map((cell) => cell.right));
  const rights = shownRights.filter((each) => controlled.has(each));
  const one = rights.filter((each) => each === right);
  const looked = one.length > 0 ? one : rights;
  const offered = new Set(
    all
      .filter(({ right: of, state }) => looked.some((each) => each === of) && state !== 'not_controlled')
      .map((cell) => cell.territory),
  );
  // Where nothing is offered, nothing is missing either.
  const territories = shownTerritories.filter((each) => offered.has(each)).sort();
  const scope = { rights: [...looked].sort(), territories, languages, term };
  return {
    cells: all.filter((cell) => controlled.has(cell.right)),
    rights,
    answer: looked.length === 0 ? null : freePart({ exclusivity: 'exclusive', scope }, givable(holdings), grants),
  };
}

/** What of these works can be licensed at all by their owners, or by another giver, whoever has it now: the leaves of each dimension. */
export async function offeredOf(
  workIds: readonly string[],
  giver?: Giver,
): Promise<Readonly<Record<Dimension, readonly string[]>>> {
  const books = await booksOf(prisma(), workIds, undefined, giver);
  const scopes = [...books.values()].flatMap(({ holdings }) => givable(holdings).map(({ scope }) => scope));
  const leaves = (dimension: Dimension) => [...new Set(scopes.flatMap((scope) => scope[dimension]))];
  return { rights: leaves('rights'), territories: leaves('territories'), languages: leaves('languages') };
}

/** What may be given out of, of what an enterprise controls. */
export function givable(holdings: readonly Holding[]): Givable[] {
  return holdings
    .filter(({ status, kind, sublicensable }) => status === 'in_force' && (kind === 'ownership' || sublicensable))
    .map(({ kind, scope, exclusivity }) => ({ scope, exclusivity: kind === 'ownership' ? 'exclusive' : exclusivity }));
}
