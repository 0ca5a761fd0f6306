import { isoDay, now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { availability, freeScopes } from '../availability.ts';
import type { Grant, Licensed } from '../grant.ts';
import { atLeastAsExclusive, ownersControl } from '../grant.ts';
import { hierarchies } from '../hierarchies.ts';
import type { Givable } from '../part.ts';
import { intersect, type Scope, subtractAll } from '../scope.ts';
import { givable } from '../view.ts';
import { booksOf, inYears, shownTerritories, verifiedWorks, type WholeWork, worksOf } from '../work.ts';
import { grantsWithNotes, licencesHeld } from './held.ts';
import type { DeclaredBefore } from './preview.ts';

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

/** Everything that is sold in the next ten years of some rights. */
function askFor(rights: readonly string[]): Scope {
  const today = isoDay(now());
  return {
    rights: [...rights].sort(),
    territories: places,
    languages: hierarchies.languages.leaves,
    term: { start: today, end: inYears(today, yearsAhead) },
  };
}

/** What of works that an enterprise holds by licence it may give to others, by licence. */
export async function offeredUnder(
  enterpriseId: string,
  rights: readonly string[],
): Promise<(OfferedWork & { readonly number: string })[]> {
  const held = await licencesHeld(prisma(), enterpriseId);
  const ids = [...held.keys()];
  const grants = await grantsWithNotes(prisma(), ids, enterpriseId);
  const works = await worksOf(ids);
  return works.flatMap((work) =>
    (held.get(work.id) ?? []).map(({ number, holding }) => ({
      work,
      number,
      offered: offeredOf(askFor(rights), givable([holding]), grants.get(work.id) ?? []),
    })),
  );
}

/** What an enterprise declared, of its own works and under its licences, by work. */
export async function declaredBy(
  enterpriseId: string,
): Promise<{ readonly work: WholeWork; readonly grants: readonly DeclaredBefore[] }[]> {
  const owned = await verifiedWorks({ enterpriseId });
  const held = await licencesHeld(prisma(), enterpriseId);
  const ofOwner = await grantsWithNotes(
    prisma(),
    owned.map(({ id }) => id),
    ownersControl,
  );
  const ofLicensee = await grantsWithNotes(prisma(), [...held.keys()], enterpriseId);
  const others = await worksOf([...held.keys()]);
  return [
    ...owned.map((work) => ({ work, grants: ofOwner.get(work.id) ?? [] })),
    ...others.map((work) => ({ work, grants: ofLicensee.get(work.id) ?? [] })),
  ];
}

/** What of an enterprise's works is free in the next ten years, by work. */
export async function offeredBy(enterpriseId: string, rights: readonly string[]): Promise<OfferedWork[]> {
  const works = await verifiedWorks({ enterpriseId });
  const books = await booksOf(
    prisma(),
    works.map(({ id }) => id),
  );
  const ask = askFor(rights);
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
