import { type Availability, availability, type Region } from './availability.ts';
import { atLeastAsExclusive, type Grant, type Licensed } from './grant.ts';
import { intersect, type Scope, subtract } from './scope.ts';

/** What a holder may give out of one holding. */
export interface Givable {
  readonly scope: Scope;
  readonly exclusivity: Licensed;
}

/**
 * What of an ask is free when the holder controls only a part of it: a licence is given out of one holding, so the holding that leaves
 * the most free answers. Cells it does not reach are not free.
 */
export function freePart(
  ask: Pick<Grant, 'exclusivity' | 'scope'> & { readonly exclusivity: Licensed },
  holdings: readonly Givable[],
  grants: readonly Grant[],
): Availability {
  const answers = holdings
    .filter((holding) => atLeastAsExclusive(holding.exclusivity, ask.exclusivity))
    .flatMap((holding) => within(ask, holding.scope, grants));
  const best = answers.toSorted((a, b) => freeCells(b) - freeCells(a))[0];
  return best ?? { state: 'taken', ask: ask.scope, regions: [outside(ask.scope)] };
}

function within(
  ask: Pick<Grant, 'exclusivity' | 'scope'>,
  controlled: Scope,
  grants: readonly Grant[],
): Availability[] {
  const inside = intersect(ask.scope, controlled);
  if (inside === null) return [];
  // A licensee that is nobody: its own grants take nothing from it, and here there are none.
  const { regions } = availability({ ...ask, scope: inside, licensee: '\u0000' }, grants);
  const { start, end } = ask.scope.term;
  const allDays = inside.term.start === start && inside.term.end === end;
  const whole = regions.map((region) => ({ ...region, whole: region.whole && allDays }));
  // The days that the holding does not reach are no cells of their own.
  const beyond = subtract({ ...ask.scope, term: inside.term }, inside).map(outside);
  const all: Region[] = [...whole, ...beyond];
  const state = all.every((region) => region.whole)
    ? 'free'
    : all.some(({ free }) => free.length > 0)
      ? 'partly'
      : 'taken';
  return [{ state, ask: ask.scope, regions: all }];
}

function outside({ rights, territories, languages }: Scope): Region {
  return { rights, territories, languages, whole: false, free: [] };
}

function freeCells({ regions }: Availability): number {
  return regions.reduce(
    (sum, { rights, territories, languages, whole, free }) =>
      sum + (free.length === 0 ? 0 : whole ? 2 : 1) * rights.length * territories.length * languages.length,
    0,
  );
}
