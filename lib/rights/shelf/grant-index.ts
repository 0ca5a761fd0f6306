/** Of one right, the grants that give as exclusively, for the same territories and languages: an ask passes by all of them at once. */
export class Bundle {
  readonly exclusivity: number;
  readonly territories: number;
  readonly languages: number;
  /** `rowLength` numbers a grant, side by side, for a search reads all of them: its first day, the day after its last, its work, itself. */
  rows = new Int32Array(4 * rowLength);
  /** Where the next row begins. */
  end = 0;

  constructor({ exclusivity, territories, languages }: Indexed) {
    this.exclusivity = exclusivity;
    this.territories = territories;
    this.languages = languages;
  }

  push({ start, end, work, grant }: Indexed): void {
    if (this.end === this.rows.length) {
      const before = this.rows;
      this.rows = new Int32Array(before.length * 2);
      this.rows.set(before);
    }
    this.rows.set([start, end, work, grant], this.end);
    this.end += rowLength;
  }
}

/** What of a grant a search looks at, as small numbers. */
export interface Indexed {
  readonly exclusivity: number;
  readonly territories: number;
  readonly languages: number;
  readonly start: number;
  readonly end: number;
  readonly work: number;
  readonly grant: number;
}

export const rowLength = 4;

/** Grants by right, in bundles. */
export class GrantIndex {
  readonly #byRight = new Map<number, Map<string, Bundle>>();

  ofRight(right: number): Iterable<Bundle> {
    return this.#byRight.get(right)?.values() ?? [];
  }

  add(rights: readonly number[], grant: Indexed): void {
    const key = `${grant.exclusivity} ${grant.territories} ${grant.languages}`;
    for (const right of rights) {
      const bundles = this.#byRight.get(right) ?? new Map<string, Bundle>();
      const bundle = bundles.get(key) ?? new Bundle(grant);
      bundle.push(grant);
      bundles.set(key, bundle);
      this.#byRight.set(right, bundles);
    }
  }
}
