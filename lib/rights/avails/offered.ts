import { isoDay, now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { availability, freeScopes } from '../availability.ts';
import type { Grant, Licensed } from '../grant.ts';
import { atLeastAsExclusive } from '../grant.ts';
import { hierarchies } from '../hierarchies.ts';
import type { Givable } from '../part.ts';
import { intersect, type Scope, subtractAll } from '../scope.ts';
import { givable } from '../view.ts';
import { booksOf, inYears, shownTerritories, verifiedWorks, type WholeWork } from '../work.ts';

/** A scope that a holder offers, and how exclusively at most. It says nothing of what others have. */
export interface Offered {
  readonly exclusivity: Licensed;
  readonly scope: Scope;
}

export interface OfferedWork {
  readonly work: WholeWork;
  readonly offered: readonly Offered[];
}

const yearsAhead = 10;
/** Greater China, Central and Eastern Europe and the Union: where the platform's trade is. */
const places = [
  ...new Set([
    ...shownTerritories,
    ...hierarchies.territories.leavesOf('greater_china'),
    ...hierarchies.territories.leavesOf('eu'),
  ]),
].sort();

/** What of an enterprise's works is free in the next ten years, by work. */
export async function offeredBy(enterpriseId: string, rights: readonly string[]): Promise<OfferedWork[]> {
  const works = await verifiedWorks({ enterpriseId });
  const books = await booksOf(
    prisma(),
    works.map(({ id }) => id),
  );
  const today = isoDay(now());
  const ask: Scope = {
    rights: [...rights].sort(),
    territories: places,
    languages: hierarchies.languages.leaves,
    term: { start: today, end: inYears(today, yearsAhead) },
  };
  return works.map((work) => {
    const { holdings = [], grants = [] } = books.get(work.id) ?? {};
    return { work, offered: offeredOf(ask, givable(holdings), grants) };
  });
}

/** Exclusive where nothing is in the way, else non-exclusive; disjoint. */
export function offeredOf(ask: Scope, holdings: readonly Givable[], grants: readonly Grant[]): Offered[] {
  const exclusive = freeFor('exclusive', ask, holdings, grants);
  const shared = freeFor('non_exclusive', ask, holdings, grants).flatMap((scope) => subtractAll(scope, exclusive));
  return [
    ...exclusive.map((scope) => ({ exclusivity: 'exclusive' as const, scope })),
    ...shared.map((scope) => ({ exclusivity: 'non_exclusive' as const, scope })),
  ];
}

function freeFor(exclusivity: Licensed, ask: Scope, holdings: readonly Givable[], grants: readonly Grant[]): Scope[] {
  const free: Scope[] = [];
  for (const holding of holdings) {
    const inside = intersect(ask, holding.scope);
    if (inside === null || !atLeastAsExclusive(holding.exclusivity, exclusivity)) continue;
    const scopes = freeScopes(availability({ exclusivity, scope: inside, licensee: '\u0000' }, grants));
    free.push(...scopes.flatMap((scope) => subtractAll(scope, free)));
  }
  return free;
}
