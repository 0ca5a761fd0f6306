import { Names } from '#lib/core/names.ts';
import { type Exclusivity, exclusivities, type Licensed } from '../grant.ts';
import { Growing } from './columns.ts';
import { dayNumber } from './days.ts';
import { type Bundle, GrantIndex } from './grant-index.ts';
import { Ranking } from './ranking.ts';
import { LeafSets } from './sets.ts';

interface ScopeRow {
  readonly work_id: string;
  readonly exclusivity: Exclusivity;
  /** Leaves as PostgreSQL writes an array. */
  readonly rights: string;
  readonly territories: string;
  readonly languages: string;
  readonly start: string;
  readonly end: string | null;
}

/** A holding out of which the work's holder may give. */
export interface HoldingRow extends ScopeRow {
  readonly exclusivity: Licensed;
}

/** A grant that counts, under the owners' control. */
export interface GrantRow extends ScopeRow {
  readonly option: boolean;
  /** Milliseconds since 1970; null where it does not lapse. */
  readonly lapses: number | null;
}

export interface WorkRow {
  readonly work_id: string;
  readonly kind: string;
  readonly country: string;
  readonly popularity: number;
}

const grantColumns = {
  work: Uint32Array,
  rights: Uint32Array,
  territories: Uint32Array,
  languages: Uint32Array,
  start: Int32Array,
  end: Int32Array,
  exclusivity: Uint8Array,
  option: Uint8Array,
  /** Long ago where it is no longer a grant. */
  lapses: Float64Array,
} as const;

const workColumns = {
  /** Nought where nobody may give anything of it. */
  group: Uint32Array,
  popularity: Int32Array,
  /** 1 where a grant of it lapses by itself, or no longer is one: only then a search asks each for its time. */
  timed: Uint8Array,
  /** Its grants stand together. */
  firstGrant: Uint32Array,
  grants: Uint32Array,
} as const;

/** A holding that many works have alike. */
export interface Profile {
  readonly rights: number;
  readonly territories: number;
  readonly languages: number;
  readonly start: number;
  readonly end: number;
  readonly exclusivity: Licensed;
}

/** Works that a search need not tell apart: of one kind and country, with the same holdings. */
export interface Group {
  readonly kind: number;
  readonly country: number;
  /** Numbers of profiles. */
  readonly holdings: readonly number[];
  /** How many works these are. */
  works: number;
}

/** Below so many dead grants nothing is worth tidying. */
const fewDead = 10_000;

/**
 * The rights of every verified work in memory: who may give what, and what is given, as columns of small numbers. An ask is compared with a
 * few thousand different sets of leaves, then with the grants of its rights, in a millisecond or two for a million grants.
 */
export class RightsShelf {
  readonly sets = { rights: new LeafSets(), territories: new LeafSets(), languages: new LeafSets() } as const;
  readonly kinds = new Names();
  readonly countries = new Names();
  readonly works = new Growing(workColumns);
  grants = new Growing(grantColumns);
  readonly profiles: Profile[] = [];
  readonly groups: Group[] = [
    { kind: this.kinds.number(''), country: this.countries.number(''), holdings: [], works: 0 },
  ];
  readonly #profileNumbers = new Map<string, number>();
  readonly #groupNumbers = new Map<string, number>();
  /** Works of which somebody may give something. */
  readonly ranking = new Ranking((work) => ({ popularity: this.works.at.popularity[work] ?? 0, id: this.id(work) }));
  readonly #ids: string[] = [];
  readonly #numberOf = new Map<string, number>();
  #index = new GrantIndex();
  #dead = 0;

  id(work: number): string {
    return this.#ids[work] ?? '';
  }

  numberOf(id: string): number | undefined {
    return this.#numberOf.get(id);
  }

  /** The grants of a right; dead ones too, until they are tidied away. */
  grantsOfRight(right: number): Iterable<Bundle> {
    return this.#index.ofRight(right);
  }

  /** Numbers of the holdings of a work. */
  holdings(work: number): readonly number[] {
    return this.groups[this.works.at.group[work] ?? 0]?.holdings ?? [];
  }

  /** Puts works here as they are now; those without a row among `works` are gone. */
  put(
    ids: readonly string[],
    rows: { works: readonly WorkRow[]; holdings: readonly HoldingRow[]; grants: readonly GrantRow[] },
  ): void {
    const workOf = new Map(rows.works.map((row) => [row.work_id, row]));
    const holdings = Map.groupBy(rows.holdings, (row) => row.work_id);
    const grants = Map.groupBy(rows.grants, (row) => row.work_id);
    for (const id of ids) this.#putWork(id, workOf.get(id), holdings.get(id) ?? [], grants.get(id) ?? []);
    if (this.#dead > Math.max(fewDead, this.grants.end / 2)) this.#tidy();
  }

  #putWork(id: string, row: WorkRow | undefined, holdings: readonly HoldingRow[], grants: readonly GrantRow[]): void {
    const known = this.#numberOf.get(id);
    if (known === undefined && row === undefined) return;
    const work = known ?? this.#newWork(id);
    const { at } = this.works;
    this.#forgetGrants(work);
    this.#rank(work, row === undefined ? 0 : this.#group(row, holdings), row?.popularity ?? 0);
    if (row === undefined) return;
    at.firstGrant[work] = this.grants.end;
    at.grants[work] = grants.length;
    for (const grant of grants) this.#addGrant(work, grant);
  }

  #rank(work: number, group: number, popularity: number): void {
    const { at } = this.works;
    const before = at.group[work] ?? 0;
    const [from, to] = [this.groups[before], this.groups[group]];
    if (from) from.works -= 1;
    if (to) to.works += 1;
    if ((before === 0) !== (group === 0) || at.popularity[work] !== popularity) this.ranking.move(work, group !== 0);
    at.group[work] = group;
    at.popularity[work] = popularity;
  }

  #newWork(id: string): number {
    const work = this.works.next();
    this.#ids[work] = id;
    this.#numberOf.set(id, work);
    return work;
  }

  #forgetGrants(work: number): void {
    const { firstGrant, grants } = this.works.at;
    const from = firstGrant[work] ?? 0;
    const count = grants[work] ?? 0;
    this.grants.at.lapses.fill(Number.NEGATIVE_INFINITY, from, from + count);
    this.#dead += count;
    grants[work] = 0;
    if (count > 0) this.works.at.timed[work] = 1;
  }

  #numbers(row: ScopeRow) {
    return {
      rights: this.sets.rights.number(row.rights),
      territories: this.sets.territories.number(row.territories),
      languages: this.sets.languages.number(row.languages),
      start: dayNumber(row.start),
      end: dayNumber(row.end),
    };
  }

  #profile(row: HoldingRow): number {
    const profile: Profile = { ...this.#numbers(row), exclusivity: row.exclusivity };
    const key = Object.values(profile).join();
    const known = this.#profileNumbers.get(key);
    if (known !== undefined) return known;
    const number = this.profiles.push(profile) - 1;
    this.#profileNumbers.set(key, number);
    return number;
  }

  #group({ kind, country }: WorkRow, rows: readonly HoldingRow[]): number {
    const holdings = [...new Set(rows.map((holding) => this.#profile(holding)))].sort((a, b) => a - b);
    if (holdings.length === 0) return 0;
    const group: Group = { kind: this.kinds.number(kind), country: this.countries.number(country), holdings, works: 0 };
    const key = [group.kind, group.country, ...holdings].join();
    const known = this.#groupNumbers.get(key);
    if (known !== undefined) return known;
    const number = this.groups.push(group) - 1;
    this.#groupNumbers.set(key, number);
    return number;
  }

  #addGrant(work: number, row: GrantRow): void {
    const grant = this.grants.next();
    const { at } = this.grants;
    const { rights, territories, languages, start, end } = this.#numbers(row);
    at.work[grant] = work;
    at.rights[grant] = rights;
    at.territories[grant] = territories;
    at.languages[grant] = languages;
    at.start[grant] = start;
    at.end[grant] = end;
    at.exclusivity[grant] = exclusivities.indexOf(row.exclusivity);
    at.option[grant] = row.option ? 1 : 0;
    at.lapses[grant] = row.lapses ?? Number.POSITIVE_INFINITY;
    if (row.lapses !== null) this.works.at.timed[work] = 1;
    this.#put(grant);
  }

  #put(grant: number): void {
    const { rights, exclusivity, territories, languages, start, end, work } = this.grants.at;
    this.#index.add(this.sets.rights.leaves(rights[grant] ?? 0), {
      exclusivity: exclusivity[grant] ?? 0,
      territories: territories[grant] ?? 0,
      languages: languages[grant] ?? 0,
      start: start[grant] ?? 0,
      end: end[grant] ?? 0,
      work: work[grant] ?? 0,
      grant,
    });
  }

  /** Writes the living grants anew, without gaps. */
  #tidy(): void {
    const before = this.grants;
    this.grants = new Growing(grantColumns);
    this.#index = new GrantIndex();
    this.#dead = 0;
    const { firstGrant, grants, timed } = this.works.at;
    for (let work = 0; work < this.works.end; work++) {
      const from = firstGrant[work] ?? 0;
      firstGrant[work] = this.grants.end;
      timed[work] = 0;
      for (let old = from; old < from + (grants[work] ?? 0); old++) {
        const grant = this.grants.next();
        const columns = Object.values(this.grants.at);
        for (const [position, column] of Object.values(before.at).entries()) {
          const to = columns[position];
          if (to) to[grant] = column[old] ?? 0;
        }
        if (this.grants.at.lapses[grant] !== Number.POSITIVE_INFINITY) timed[work] = 1;
        this.#put(grant);
      }
    }
  }
}
