import type { Entry, Names, Shelf } from './shelf.ts';

/** What a search is narrowed to. Within a list any value will do; the lists together must all hold. */
export interface SearchFilter {
  readonly categories?: readonly string[];
  readonly countries?: readonly string[];
  readonly kinds?: readonly string[];
  readonly materials?: readonly string[];
  /** Numbers of price bands, from 0; see `SearchTerms.bands`. */
  readonly prices?: readonly number[];
  /** Nothing made with the help of AI. */
  readonly handmade?: boolean;
  readonly inStock?: boolean;
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
}

export interface Narrowed {
  readonly kept: readonly Entry[];
  /** Counts of each value with every other filter applied; what is chosen in a facet does not hide its other values. */
  readonly facets: Facets;
}

/** A facet of a search: the values an entry has in it, those that were chosen, and how often each was seen. */
interface Counter {
  readonly values: (entry: Entry) => number | readonly number[];
  readonly chosen: ReadonlySet<number> | null;
  readonly counts: number[];
}

const mostValues = 40;

/** An entry's price in minor units of the reader's currency; currencies without a rate count as they are. */
export function pricesIn(shelf: Shelf, { factors }: SearchTerms): (entry: Entry) => number {
  const known = new Map(Object.entries(factors).map(([code, factor]) => [shelf.currency.number(code), factor]));
  return (entry) => Math.round(entry.priceMinor * (known.get(entry.currency) ?? 1));
}

/** What of the entries passes a filter, and the counts of all facets, in one look at each. */
export function narrow(shelf: Shelf, entries: Iterable<Entry>, filter: SearchFilter, terms: SearchTerms): Narrowed {
  const price = pricesIn(shelf, terms);
  const counter = (names: Names, values: Counter['values'], chosen: readonly string[] | undefined): Counter => ({
    values,
    chosen: chosen && chosen.length > 0 ? names.numbers(chosen) : null,
    counts: [],
  });
  const counters = {
    category: counter(shelf.category, (entry) => entry.category, filter.categories),
    country: counter(shelf.country, (entry) => entry.country, filter.countries),
    kind: counter(shelf.kind, (entry) => entry.kind, filter.kinds),
    material: counter(shelf.material, (entry) => entry.materials, filter.materials),
    price: {
      values: (entry: Entry) => bandOf(price(entry), terms.bands),
      chosen: filter.prices && filter.prices.length > 0 ? new Set(filter.prices) : null,
      counts: [],
    },
  };
  const kept = countAll(entries, passes(shelf, filter), Object.values(counters));
  const named = (names: Names, { counts }: Counter) => facetOf(counts, (value) => names.name(value));
  return {
    kept,
    facets: {
      category: named(shelf.category, counters.category),
      country: named(shelf.country, counters.country),
      kind: named(shelf.kind, counters.kind),
      material: named(shelf.material, counters.material),
      price: facetOf(counters.price.counts, String),
    },
  };
}

/** Filters that are no facets. */
function passes(shelf: Shelf, filter: SearchFilter): (entry: Entry) => boolean {
  const senders = filter.senders && shelf.enterprise.numbers(filter.senders);
  const physical = shelf.kind.number('physical');
  return (entry) =>
    (filter.handmade !== true || !entry.aiAssisted) &&
    (filter.inStock !== true || entry.available) &&
    (senders === undefined || entry.kind !== physical || senders.has(entry.enterprise));
}

/** An entry that fails one facet's choice counts in that facet alone; one that fails two counts nowhere. */
function countAll(
  entries: Iterable<Entry>,
  pass: (entry: Entry) => boolean,
  counters: readonly Counter[],
): readonly Entry[] {
  const kept: Entry[] = [];
  for (const entry of entries) {
    if (!pass(entry)) continue;
    let failed: Counter | undefined;
    let failures = 0;
    for (const counter of counters) {
      if (counter.chosen === null || fits(counter.values(entry), counter.chosen)) continue;
      failed = counter;
      failures += 1;
    }
    if (failed === undefined) {
      kept.push(entry);
      for (const counter of counters) count(counter, entry);
    } else if (failures === 1) count(failed, entry);
  }
  return kept;
}

function fits(values: number | readonly number[], chosen: ReadonlySet<number>): boolean {
  return typeof values === 'number' ? chosen.has(values) : values.some((value) => chosen.has(value));
}

function count({ values, counts }: Counter, entry: Entry): void {
  const found = values(entry);
  if (typeof found === 'number') counts[found] = (counts[found] ?? 0) + 1;
  else for (const value of found) counts[value] = (counts[value] ?? 0) + 1;
}

function bandOf(price: number, bands: readonly number[]): number {
  let band = 0;
  while (band < bands.length && price >= (bands[band] ?? 0)) band += 1;
  return band;
}

/** The values seen most often, the commonest first. */
function facetOf(counts: readonly number[], name: (value: number) => string): Facet[] {
  return counts
    .flatMap((seen, value) => (seen > 0 ? [{ value: name(value), count: seen }] : []))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, mostValues);
}
