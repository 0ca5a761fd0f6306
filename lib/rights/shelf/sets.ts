/** For one ask: which of the known sets share a leaf with it, and which hold all of it. */
export interface Reach {
  readonly touches: Uint8Array;
  readonly holds: Uint8Array;
}

/**
 * The different sets of leaves that grants have in one dimension, each known once by a small number: a million grants have some
 * thousands, and an ask is compared with each of them instead of with each grant.
 */
export class LeafSets {
  readonly #numbers = new Map<string, number>();
  readonly #sets: (readonly number[])[] = [];
  readonly #written: string[] = [];
  /** Leaf → the sets that have it. */
  readonly #having = new Map<number, number[]>();

  /** The number of a set, as the database writes an array (`{1,5,9}`). */
  number(written: string): number {
    const known = this.#numbers.get(written);
    if (known !== undefined) return known;
    const leaves = written.slice(1, -1).split(',').filter(Boolean).map(Number);
    const number = this.#sets.push(leaves) - 1;
    this.#numbers.set(written, number);
    this.#written.push(written);
    for (const leaf of leaves) {
      const having = this.#having.get(leaf);
      if (having === undefined) this.#having.set(leaf, [number]);
      else having.push(number);
    }
    return number;
  }

  leaves(number: number): readonly number[] {
    return this.#sets[number] ?? [];
  }

  /** A set as the database wrote it. */
  written(number: number): string {
    return this.#written[number] ?? '{}';
  }

  get size(): number {
    return this.#sets.length;
  }

  /** How an ask's leaves, each given once, lie to every known set. */
  reach(asked: readonly number[]): Reach {
    const counts = new Uint16Array(this.#sets.length);
    for (const leaf of asked) for (const set of this.#having.get(leaf) ?? []) counts[set] = (counts[set] ?? 0) + 1;
    const touches = new Uint8Array(counts.length);
    const holds = new Uint8Array(counts.length);
    for (let set = 0; set < counts.length; set++) {
      if (counts[set] === 0) continue;
      touches[set] = 1;
      if (counts[set] === asked.length) holds[set] = 1;
    }
    return { touches, holds };
  }
}
