import type { RightsShelf } from './shelf.ts';

/** Where a work stands in a list by popularity. */
export interface Place {
  readonly popularity: number;
  readonly id: string;
}

/** The most popular of some works, at most so many, from after a place on; equals by id. One walk, for most works are never among the first. */
export function best(shelf: RightsShelf, works: Iterable<number>, after: Place | null, most: number): number[] {
  const { popularity } = shelf.works.at;
  const chosen: number[] = [];
  let worst = Number.NEGATIVE_INFINITY;
  for (const work of works) {
    const own = popularity[work] ?? 0;
    if (own < worst) continue;
    if (after !== null && own >= after.popularity && !isAfter(own, shelf.id(work), after)) continue;
    let at = chosen.length;
    while (at > 0 && precedes(shelf, work, chosen[at - 1] ?? 0)) at--;
    if (at >= most) continue;
    chosen.splice(at, 0, work);
    if (chosen.length > most) chosen.pop();
    if (chosen.length === most) worst = popularity[chosen[most - 1] ?? 0] ?? 0;
  }
  return chosen;
}

function isAfter(popularity: number, id: string, place: Place): boolean {
  return popularity < place.popularity || (popularity === place.popularity && id > place.id);
}

function precedes(shelf: RightsShelf, a: number, b: number): boolean {
  const { popularity } = shelf.works.at;
  const [ofA, ofB] = [popularity[a] ?? 0, popularity[b] ?? 0];
  return ofA > ofB || (ofA === ofB && shelf.id(a) < shelf.id(b));
}
