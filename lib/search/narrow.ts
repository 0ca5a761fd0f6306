import { limits } from '#lib/core/limits.ts';
import type { Names, Shelf } from './shelf.ts';

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
  /** Nothing made with the help of AI. */
  readonly handmade?: boolean;
  readonly inStock?: boolean;
  /** What costs less for a time. */
  readonly reduced?: boolean;
  /** Enterprises that send to the reader's country; what needs no sending comes anyway. */
  readonly senders?: readonly string[];
}

export interface SearchTerms {
  /** Where price bands begin, in minor units of the reader's currency, ascending. */
  readonly bands: readonly number[];
  /** How many minor units of the reader's currency one minor unit of each currency is. */
  readonly factors: Readonly<Record<string, number>>;
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
}

export interface Narrowed {
  /** Numbers of the entries that pass, in the order they came. */
  readonly kept: readonly number[];
  /** Counts of each value with every other filter applied; what is chosen in a facet does not hide its other values. */
  readonly facets: Facets;
}

const mostValues = 40;
const mostBands = 16;

/** A facet while it is counted. `chosen` has a one for each chosen value; null: any will do. */
interface Counter {
  /** The value of each entry; null where an entry may have several. */
  readonly column: Uint16Array | null;
  readonly several: (n: number) => readonly number[];
  readonly chosen: Uint8Array | null;
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
  const { names, columns } = shelf;
  const bands = bandsOf(shelf, terms);
  const counter = (column: Counter['column'], of: Names, wanted: readonly string[] = []): Counter => ({
    column,
    several: (n) => shelf.materials(n),
    chosen: wanted.length > 0 ? ones(of.size, (value) => wanted.includes(of.name(value))) : null,
    counts: new Uint32Array(of.size),
  });
  const prices = filter.prices ?? [];
  const counters = {
    category: counter(columns.category, names.category, filter.categories),
    country: counter(columns.country, names.country, filter.countries),
    kind: counter(columns.kind, names.kind, filter.kinds),
    material: counter(null, names.material, filter.materials),
    price: {
      column: bands.column,
      several: () => [],
      chosen: prices.length > 0 ? ones(mostBands, (band) => prices.includes(band)) : null,
      counts: new Uint32Array(mostBands),
    },
  };
  const said = attributeCounters(shelf, filter.attributes ?? [], attributes);
  const kept = countAll(numbers, { passes: passing(shelf, filter), look: bands.look }, [
    ...Object.values(counters),
    ...said.counters,
  ]);
  const named = (of: Names, { counts }: Counter) => facetOf(counts, (value) => of.name(value));
  return {
    kept,
    facets: {
      category: named(names.category, counters.category),
      country: named(names.country, counters.country),
      kind: named(names.kind, counters.kind),
      material: named(names.material, counters.material),
      price: facetOf(counters.price.counts, String),
      attribute: said.facets(),
    },
  };
}

const nameOf = (facet: string) => facet.split('=')[0] ?? '';

/** A counter for each attribute narrowed by, which counts without its own choice, and one for all the others. */
function attributeCounters(shelf: Shelf, narrowedBy: readonly (readonly string[])[], names: readonly string[]) {
  const { attribute: of } = shelf.names;
  const several = (n: number) => shelf.attributes(n);
  const counter = (chosen: Uint8Array | null): Counter => ({
    column: null,
    several,
    chosen,
    counts: new Uint32Array(of.size),
  });
  const own = narrowedBy.slice(0, limits.searchAttributes).map((facets) => ({
    name: nameOf(facets[0] ?? ''),
    counter: counter(ones(of.size, (value) => facets.includes(of.name(value)))),
  }));
  const others = names.filter((name) => !own.some((each) => each.name === name));
  const rest = others.length > 0 ? [counter(null)] : [];
  const counted = (each: Counter, wanted: readonly string[]) =>
    facetOf(
      each.counts.map((count, value) => (wanted.includes(nameOf(of.name(value))) ? count : 0)),
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

/** Filters that are no facets. */
function passing(shelf: Shelf, { handmade, inStock, reduced, senders }: SearchFilter): (n: number) => boolean {
  const { present, aiAssisted, available, reduced: cheaper, kind, enterprise } = shelf.columns;
  const { names } = shelf;
  const sends = senders && new Set(senders);
  const sending = sends && ones(names.enterprise.size, (value) => sends.has(names.enterprise.name(value)));
  const physical = names.kind.number('physical');
  return (n) =>
    present[n] === 1 &&
    (handmade !== true || aiAssisted[n] === 0) &&
    (inStock !== true || available[n] === 1) &&
    (reduced !== true || cheaper[n] === 1) &&
    (sending === undefined || kind[n] !== physical || sending[enterprise[n] ?? 0] === 1);
}

/** An entry that fails one facet's choice counts in that facet alone; one that fails two counts nowhere. */
function countAll(
  numbers: Iterable<number>,
  { passes, look }: { passes: (n: number) => boolean; look: (n: number) => void },
  counters: readonly Counter[],
): number[] {
  const kept: number[] = [];
  const choosing = counters.filter((counter) => counter.chosen !== null);
  for (const n of numbers) {
    if (!passes(n)) continue;
    look(n);
    let failed: Counter | undefined;
    let failures = 0;
    for (const counter of choosing) {
      if (fits(counter, n)) continue;
      failed = counter;
      failures += 1;
    }
    if (failed === undefined) {
      kept.push(n);
      for (const counter of counters) count(counter, n);
    } else if (failures === 1) count(failed, n);
  }
  return kept;
}

function fits({ column, several, chosen }: Counter, n: number): boolean {
  return column ? chosen?.[column[n] ?? 0] === 1 : several(n).some((value) => chosen?.[value] === 1);
}

function count({ column, several, counts }: Counter, n: number): void {
  if (column) {
    const value = column[n] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  } else {
    for (const value of several(n)) counts[value] = (counts[value] ?? 0) + 1;
  }
}

/** The values seen most often, the commonest first. */
function facetOf(counts: Uint32Array, name: (value: number) => string, most = mostValues): Facet[] {
  return [...counts]
    .flatMap((seen, value) => (seen > 0 ? [{ value: name(value), count: seen }] : []))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, most);
}
