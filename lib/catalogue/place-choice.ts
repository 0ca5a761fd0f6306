/** What is free to be promised at one of an enterprise's places. */
export interface PlaceOnHand {
  readonly placeId: string;
  readonly country: string;
  readonly isDefault: boolean;
  readonly available: number;
}

export interface Taken {
  readonly placeId: string;
  readonly quantity: number;
}

/** The nearest first: in the buyer's country, then the default, then the fullest. */
function nearest(country: string | null): (a: PlaceOnHand, b: PlaceOnHand) => number {
  const near = (place: PlaceOnHand) => Number(place.country === country) * 2 + Number(place.isDefault);
  return (a, b) => near(b) - near(a) || b.available - a.available || (a.placeId < b.placeId ? -1 : 1);
}

/** So many from these places in their order, as much as each has; null where that is not enough. */
function spread(places: readonly PlaceOnHand[], quantity: number): Taken[] | null {
  let left = quantity;
  const taken: Taken[] = [];
  for (const { placeId, available } of places) {
    const part = Math.min(left, available);
    if (part > 0) taken.push({ placeId, quantity: part });
    left -= Math.max(part, 0);
  }
  return left > 0 ? null : taken;
}

/**
 * Which places a line of an order is taken from: one, if one has enough, the nearest of those; else as few as it takes, the nearest
 * first. Null: all of them together have too little.
 */
export function choosePlaces(places: readonly PlaceOnHand[], quantity: number, country: string | null): Taken[] | null {
  const ordered = [...places].sort(nearest(country));
  const one = ordered.find(({ available }) => available >= quantity);
  return one ? [{ placeId: one.placeId, quantity }] : spread(ordered, quantity);
}

/** Where so many fewer are counted when nobody says where: at the default place, then at the fullest. */
export function lessAt(places: readonly PlaceOnHand[], quantity: number): Taken[] | null {
  return spread([...places].sort(nearest(null)), quantity);
}
