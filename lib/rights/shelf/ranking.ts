/** Where a work stands in a list: by popularity, equals by id. */
export interface Place {
  readonly popularity: number;
  readonly id: string;
}

function precedes(a: Place, b: Place): boolean {
  return a.popularity > b.popularity || (a.popularity === b.popularity && a.id < b.id);
}

/** Works, the most popular first. What was put in since is sorted in at the next reading, with one walk for all of it. */
export class Ranking {
  readonly placeOf: (work: number) => Place;
  #order = new Uint32Array();
  readonly #moved = new Map<number, boolean>();

  constructor(placeOf: (work: number) => Place) {
    this.placeOf = placeOf;
  }

  /** A work is new, stands elsewhere now, or (`stays` false) is gone. */
  move(work: number, stays: boolean): void {
    this.#moved.set(work, stays);
  }

  read(): Uint32Array {
    if (this.#moved.size > 0) this.#sortIn();
    return this.#order;
  }

  /** The position of the first work that comes after a place. */
  after(place: Place): number {
    const order = this.read();
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (precedes(place, this.placeOf(order[middle] ?? 0))) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #sortIn(): void {
    const places = new Map([...this.#moved].flatMap(([work, stays]) => (stays ? [[work, this.placeOf(work)]] : [])));
    const coming = [...places].sort(([, a], [, b]) => (precedes(a, b) ? -1 : 1));
    const staying = this.#order.filter((work) => !this.#moved.has(work));
    const order = new Uint32Array(staying.length + coming.length);
    let end = 0;
    let next = 0;
    for (const work of staying) {
      for (; next < coming.length; next++) {
        const [other, place] = coming[next] ?? [];
        if (other === undefined || place === undefined || !precedes(place, this.placeOf(work))) break;
        order[end++] = other;
      }
      order[end++] = work;
    }
    for (; next < coming.length; next++) order[end++] = coming[next]?.[0] ?? 0;
    this.#order = order;
    this.#moved.clear();
  }
}
