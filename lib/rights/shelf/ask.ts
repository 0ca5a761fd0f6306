import { scopeOf } from '../columns.ts';
import { table } from '../conflict.ts';
import type { Exclusivity, Grant, Licensed } from '../grant.ts';
import { atLeastAsExclusive, exclusivities } from '../grant.ts';
import { hierarchies } from '../hierarchies.ts';
import { type Dimension, dimensions, type Scope } from '../scope.ts';
import { dayNumber, dayOf } from './days.ts';
import { rowLength } from './grant-index.ts';
import type { Reach } from './sets.ts';
import type { Profile, RightsShelf } from './shelf.ts';

export interface Ask {
  readonly exclusivity: Licensed;
  readonly scope: Scope;
}

/** How an ask lies to everything on the shelf. */
export interface Lie {
  /** By work: 0 nobody has anything of it, 1 somebody has a part, 2 one grant takes all of it. */
  readonly taken: Uint8Array;
  /** By group: of how many of its works somebody has something. */
  readonly touched: Uint32Array;
  /** By holding: 0 none of it is the holder's to give, 1 a part, 2 all. */
  readonly held: Uint8Array;
}

type Reaches = Readonly<Record<Dimension, Reach>>;

/** Compares an ask with every grant and holding, at a moment. */
export function lieOf(shelf: RightsShelf, ask: Ask, at: number): Lie {
  const ids = (dimension: Dimension) => ask.scope[dimension].map(hierarchies[dimension].id);
  const rights = ids('rights');
  const reaches: Reaches = {
    rights: shelf.sets.rights.reach(rights),
    territories: shelf.sets.territories.reach(ids('territories')),
    languages: shelf.sets.languages.reach(ids('languages')),
  };
  const held = Uint8Array.from(shelf.profiles, (profile) => heldOf(profile, reaches, ask));
  return { held, ...takenOf(shelf, rights, reaches, ask, at) };
}

function heldOf(profile: Profile, reaches: Reaches, { exclusivity, scope }: Ask): 0 | 1 | 2 {
  const start = dayNumber(scope.term.start);
  const end = dayNumber(scope.term.end);
  if (!atLeastAsExclusive(profile.exclusivity, exclusivity)) return 0;
  if (profile.start >= end || profile.end <= start) return 0;
  if (dimensions.some((dimension) => reaches[dimension].touches[profile[dimension]] === 0)) return 0;
  const whole = dimensions.every((dimension) => reaches[dimension].holds[profile[dimension]] === 1);
  return whole && profile.start <= start && profile.end >= end ? 2 : 1;
}

/** Which exclusivities held keep this one out, by number. */
function blocking(asked: Exclusivity): Uint8Array {
  return Uint8Array.from(exclusivities, (held) => (table[held][asked] === 'conflict' ? 1 : 0));
}

/** The loop over all grants of the asked rights: plain arrays and no allocation, for it is what a search takes its time for. */
function takenOf(
  shelf: RightsShelf,
  rights: readonly number[],
  reaches: Reaches,
  ask: Ask,
  at: number,
): Pick<Lie, 'taken' | 'touched'> {
  const taken = new Uint8Array(shelf.works.end);
  const touched = new Uint32Array(shelf.groups.length);
  const { group, timed } = shelf.works.at;
  const { lapses, rights: rightsOf } = shelf.grants.at;
  const blocks = blocking(ask.exclusivity);
  const start = dayNumber(ask.scope.term.start);
  const end = dayNumber(ask.scope.term.end);
  const { territories, languages } = reaches;
  const allRights = reaches.rights.holds;
  for (const right of rights) {
    for (const bundle of shelf.grantsOfRight(right)) {
      const { rows, end: length } = bundle;
      if (blocks[bundle.exclusivity] === 0 || territories.touches[bundle.territories] === 0) continue;
      if (languages.touches[bundle.languages] === 0) continue;
      const everywhere = territories.holds[bundle.territories] === 1 && languages.holds[bundle.languages] === 1;
      for (let row = 0; row < length; row += rowLength) {
        const begins = rows[row] ?? 0;
        const ends = rows[row + 1] ?? 0;
        if (begins >= end || ends <= start) continue;
        const work = rows[row + 2] ?? 0;
        if (taken[work] === 2) continue;
        const grant = rows[row + 3] ?? 0;
        if (timed[work] === 1 && (lapses[grant] ?? 0) <= at) continue;
        const all = everywhere && begins <= start && ends >= end && allRights[rightsOf[grant] ?? 0] === 1;
        const of = group[work] ?? 0;
        if (taken[work] === 0) touched[of] = (touched[of] ?? 0) + 1;
        taken[work] = all ? 2 : 1;
      }
    }
  }
  return { taken, touched };
}

function scopeFrom(shelf: RightsShelf, row: Omit<Profile, 'exclusivity'>): Scope {
  const { rights, territories, languages } = shelf.sets;
  const written = {
    rights: rights.written(row.rights),
    territories: territories.written(row.territories),
    languages: languages.written(row.languages),
    start: dayOf(row.start) ?? '',
    end: dayOf(row.end),
  };
  return scopeOf(written, hierarchies);
}

/** What a work's holder may give, as the rules want it. */
export function holdingScopes(shelf: RightsShelf, work: number): { scope: Scope; exclusivity: Licensed }[] {
  return shelf.holdings(work).flatMap((number) => {
    const profile = shelf.profiles[number];
    return profile === undefined ? [] : [{ scope: scopeFrom(shelf, profile), exclusivity: profile.exclusivity }];
  });
}

/** The grants of a work, as the rules want them. They never say whose they are. */
export function grantsOfWork(shelf: RightsShelf, work: number, at: number): Grant[] {
  const { firstGrant, grants: counts } = shelf.works.at;
  const columns = shelf.grants.at;
  const from = firstGrant[work] ?? 0;
  const grants: Grant[] = [];
  for (let grant = from; grant < from + (counts[work] ?? 0); grant++) {
    if ((columns.lapses[grant] ?? 0) <= at) continue;
    const value = (name: 'rights' | 'territories' | 'languages' | 'start' | 'end') => columns[name][grant] ?? 0;
    const row = {
      rights: value('rights'),
      territories: value('territories'),
      languages: value('languages'),
      start: value('start'),
      end: value('end'),
    };
    const exclusivity = exclusivities[columns.exclusivity[grant] ?? 0] ?? 'exclusive';
    const state = columns.option[grant] === 1 ? 'option' : 'in_force';
    grants.push({ exclusivity, licensee: '', state, scope: scopeFrom(shelf, row) });
  }
  return grants;
}
