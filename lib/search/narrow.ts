import { limits } from '#lib/core/limits.ts';
import type { Names } from '#lib/core/names.ts';
import { everywhere, type Shelf, type ValueSets } from './shelf.ts';

/** What a search is narrowed to. Within a list any value will do; the lists together must all hold. */
export interface SearchFilter {
  readonly categories?: readonly string[];
  readonly countries?: readonly string[];
  readonly kinds?: readonly string[];
  readonly materials?: readonly string[];
  /** Of each attribute the chosen facets, `binding=hardback`; at most `limits.searchAttributes` of them count. */
  readonly attributes?: readonly (readonly string[])[];
  /** Numbers of price bands, from 0; see `SearchTerms.bands`. */
  readonly prices?: readonly number[];
  /** Nothing made with the help of AI; with `assisted` either will do. */
  readonly handmade?: boolean;
  /** What was made with the help of AI. */
  readonly assisted?: boolean;
  readonly inStock?: boolean;
  /** What costs less for a time. */
  readonly reduced?: boolean;
  /** What reaches the reader's country: it may be sold there, and is sent there or needs no sending; see `SearchTerms.to`. */
  readonly delivered?: boolean;
}

export interface SearchTerms {
  /** Where price bands begin, in minor units of the reader's currency, ascending. */
  readonly bands: readonly number[];
  /** How many minor units of the reader's currency one minor unit of each currency is. */
  readonly factors: Readonly<Record<string, number>>;
  readonly to: Destination;
}

/** Where a thing is to be sent. */
export interface Destination {
  /** ISO 3166-1 alpha-2; empty where nobody has said it. */
  readonly country: string;
  /** The heaviest parcel that each shipping table has a price for; by the enterprise's id where it is the usual one. */
  readonly grams: ReadonlyMap<string, number>;
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}

export interface Facets {
  readonly category: readonly Facet[];
  readonly country: readonly Facet[];
  readonly kind: readonly Facet[];
  readonly material: readonly Facet[];
  readonly price: readonly Facet[];
  /** `binding=hardback`: of the attributes asked for and of those narrowed by. */
  readonly attribute: readonly Facet[];
  /** What may be asked of anything, by the names of `onlyNames`. */
  readonly only: readonly Facet[];
}

export const onlyNames = ['stock', 'delivered', 'reduced', 'handmade', 'assisted'] as const;
export type OnlyName = (typeof onlyNames)[number];

export interface Narrowed {
  /** Numbers of the entries that pass, in the order they came. */
  readonly kept: readonly number[];
  /** Counts of each value with every other filter applied; what is chosen in a facet does not hide its other values. */
  readonly facets: Facets;
}

const mostValues = 40;
const mostBands = 16;

/** A facet while it is counted. */
interface Counter {
  /** The value of each entry; where an entry may have several, the number of its set of them. */
  readonly column: Uint8Array | Uint16Array | Uint32Array;
  /** Which of the column's numbers are chosen; null: any will do. */
  readonly chosen: Uint8Array | null;
  /** By the column's numbers. */
  readonly counts: Uint32Array;
}

/** How many minor units of the reader's currency one minor unit of each of the shelf's is; without a rate they count as they are. */
export function factorsOf(shelf: Shelf, { factors }: SearchTerms): Float64Array {
  const { currency } = shelf.names;
  return Float64Array.from({ length: currency.size }, (_, number) => factors[currency.name(number)] ?? 1);
}

/** What of the entries passes a filter, and the counts of all facets and of these attributes, in one look at each. */
export function narrow(
  shelf: Shelf,
  numbers: Iterable<number>,
  filter: SearchFilter,
  terms: SearchTerms,
  attributes: readonly string[] = [],
): Narrowed {
  const { names, columns, sets } = shelf;
  const bands = bandsOf(shelf, terms);
  const counter = (column: Counter['column'], of: Names, wanted: readonly string[] = []): Counter => ({
    column,
    chosen: wanted.length > 0 ? ones(of.size, (value) => wanted.includes(of.name(value))) : null,
    counts: new Uint32Array(of.size),
  });
  const prices = filter.prices ?? [];
  const counters = {
    category: counter(columns.category, names.category, filter.categories),
    country: counter(columns.country, names.country, filter.countries),
    kind: counter(columns.kind, names.kind, filter.kinds),
    material: setCounter(columns.materials, sets.materials, names.material, filter.materials),
    price: {
      column: bands.column,
      chosen: prices.length > 0 ? ones(mostBands, (band) => prices.includes(band)) : null,
      counts: new Uint32Array(mostBands),
    },
  };
  const said = attributeCounters(shelf, filter.attributes ?? [], attributes);
  const only = onlyCounters(shelf, filter, terms);
  const look = (n: number) => {
    bands.look(n);
    only.look(n);
  };
  const kept = countAll(shelf, numbers, look, [...Object.values(counters), ...said.counters, ...only.counters]);
  const named = (of: Names, { counts }: Counter) => facetOf(counts, (value) => of.name(value));
  return {
    kept,
    facets: {
      category: named(names.category, counters.category),
      country: named(names.country, counters.country),
      kind: named(names.kind, counters.kind),
      material: facetOf(ofValues(sets.materials, names.material, counters.material), (value) =>
        names.material.name(value),
      ),
      price: facetOf(counters.price.counts, String),
      attribute: said.facets(),
      only: only.facets(),
    },
  };
}

const nameOf = (facet: string) => facet.split('=')[0] ?? '';

/** A counter for each attribute narrowed by, which counts without its own choice, and one for all the others. */
function attributeCounters(shelf: Shelf, narrowedBy: readonly (readonly string[])[], names: readonly string[]) {
  const { attribute: of } = shelf.names;
  const { attributes: sets } = shelf.sets;
  const counter = (wanted: readonly string[]) => setCounter(shelf.columns.attributes, sets, of, wanted);
  const own = narrowedBy.slice(0, limits.searchAttributes).map((facets) => ({
    name: nameOf(facets[0] ?? ''),
    counter: counter(facets),
  }));
  const others = names.filter((name) => !own.some((each) => each.name === name));
  const rest = others.length > 0 ? [counter([])] : [];
  const counted = (each: Counter, wanted: readonly string[]) =>
    facetOf(
      ofValues(sets, of, each).map((count, value) => (wanted.includes(nameOf(of.name(value))) ? count : 0)),
      (value) => of.name(value),
      Number.POSITIVE_INFINITY,
    );
  return {
    counters: [...own.map((each) => each.counter), ...rest],
    facets: () => [
      ...rest.flatMap((each) => counted(each, others)),
      ...own.flatMap(({ name, counter: each }) => counted(each, [name])),
    ],
  };
}

/** A counter of what an entry may have several of: a set is chosen where any of its values is. */
function setCounter(column: Uint32Array, sets: ValueSets, of: Names, wanted: readonly string[] = []): Counter {
  const values = ones(of.size, (value) => wanted.includes(of.name(value)));
  const { length } = sets.all;
  return {
    column,
    chosen:
      wanted.length > 0 ? ones(length, (set) => sets.all[set]?.some((value) => values[value] === 1) === true) : null,
    counts: new Uint32Array(length),
  };
}

/** How often each value was seen, of how often each set was. */
function ofValues(sets: ValueSets, of: Names, { counts }: Counter): Uint32Array {
  const seen = new Uint32Array(of.size);
  for (const [set, values] of sets.all.entries()) {
    const times = counts[set] ?? 0;
    if (times > 0) for (const value of values) seen[value] = (seen[value] ?? 0) + times;
  }
  return seen;
}

function ones(length: number, is: (value: number) => boolean): Uint8Array {
  return Uint8Array.from({ length }, (_, value) => (is(value) ? 1 : 0));
}

/** The band of each entry's price in the reader's currency, worked out when it is looked at. */
function bandsOf(shelf: Shelf, terms: SearchTerms): { column: Uint16Array; look: (n: number) => void } {
  const { priceMinor, currency } = shelf.columns;
  const factors = factorsOf(shelf, terms);
  const from = terms.bands.slice(0, mostBands - 1);
  const column = new Uint16Array(shelf.end);
  const look = (n: number) => {
    const price = Math.round((priceMinor[n] ?? 0) * (factors[currency[n] ?? 0] ?? 1));
    let band = 0;
    while (band < from.length && price >= (from[band] ?? 0)) band += 1;
    column[n] = band;
  };
  return { column, look };
}

/** Counters of what is so or not so. */
function onlyCounters(shelf: Shelf, filter: SearchFilter, terms: SearchTerms) {
  const { aiAssisted, available, reduced } = shelf.columns;
  const sent = sentOf(shelf, terms);
  const yes = (column: Uint8Array, wanted: boolean | undefined): Counter => ({
    column,
    chosen: wanted ? Uint8Array.of(0, 1) : null,
    counts: new Uint32Array(2),
  });
  const [stock, delivered, cheaper] = [
    yes(available, filter.inStock),
    yes(sent.column, filter.delivered),
    yes(reduced, filter.reduced),
  ];
  const [handmade, assisted] = [filter.handmade === true, filter.assisted === true];
  const made: Counter = {
    column: aiAssisted,
    chosen: handmade || assisted ? Uint8Array.of(Number(handmade), Number(assisted)) : null,
    counts: new Uint32Array(2),
  };
  const facets = (): Facet[] => {
    const seen: Readonly<Record<OnlyName, number | undefined>> = {
      stock: stock.counts[1],
      delivered: delivered.counts[1],
      reduced: cheaper.counts[1],
      handmade: made.counts[0],
      assisted: made.counts[1],
    };
    return onlyNames.map((value) => ({ value, count: seen[value] ?? 0 }));
  };
  return { counters: [stock, delivered, cheaper, made], look: sent.look, facets };
}

/** Whether each entry reaches the reader, worked out when it is looked at: the rule by which the cart sends one piece (lib/ordering). */
function sentOf(shelf: Shelf, { to }: SearchTerms): { column: Uint8Array; look: (n: number) => void } {
  const { names, sets } = shelf;
  const { kind, sender, weightGrams, places } = shelf.columns;
  const sold = ones(names.place.size, (value) => [everywhere, to.country].includes(names.place.name(value)));
  const soldIn = ones(
    sets.places.all.length,
    (set) => sets.places.all[set]?.some((value) => sold[value] === 1) === true,
  );
  const grams = Int32Array.from(
    { length: names.sender.size },
    (_, value) => to.grams.get(names.sender.name(value)) ?? -1,
  );
  const physical = names.kind.number('physical');
  const column = new Uint8Array(shelf.end);
  const look = (n: number) => {
    const sent = kind[n] !== physical || (weightGrams[n] ?? 0) <= (grams[sender[n] ?? 0] ?? -1);
    column[n] = sent && soldIn[places[n] ?? 0] === 1 ? 1 : 0;
  };
  return { column, look };
}

/** An entry that fails one facet's choice counts in that facet alone; one that fails two counts nowhere. */
function countAll(
  { columns: { present } }: Shelf,
  numbers: Iterable<number>,
  look: (n: number) => void,
  counters: readonly Counter[],
): number[] {
  const kept: number[] = [];
  const choosing = counters.filter((counter) => counter.chosen !== null);
  const failing = new Map(choosing.map((counter): [Counter, number[]] => [counter, []]));
  for (const n of numbers) {
    if (present[n] !== 1) continue;
    look(n);
    let failed: Counter | undefined;
    let failures = 0;
    for (const counter of choosing) {
      if (fits(counter, n)) continue;
      failed = counter;
      failures += 1;
    }
    if (failed === undefined) kept.push(n);
    else if (failures === 1) failing.get(failed)?.push(n);
  }
  for (const counter of counters) {
    count(counter, kept);
    count(counter, failing.get(counter) ?? []);
  }
  return kept;
}

function fits({ column, chosen }: Counter, n: number): boolean {
  return chosen?.[column[n] ?? 0] === 1;
}

/** One facet after the other: a loop over one column is several times as fast as a look at all columns of an entry. */
function count({ column, counts }: Counter, numbers: readonly number[]): void {
  for (const n of numbers) {
    const value = column[n] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
}

/** The values seen most often, the commonest first. */
function facetOf(counts: Uint32Array, name: (value: number) => string, most = mostValues): Facet[] {
  const seen: Facet[] = [];
  for (const [value, count] of counts.entries()) if (count > 0) seen.push({ value: name(value), count });
  return seen.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, most);
}
