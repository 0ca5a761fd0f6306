import { attributes, facetChoices, type ShopSearch } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { type OnlyName, onlyNames, type Sort, sorts } from '#lib/search/index.ts';

/** The lists of a search's address, by the name they have in it. */
export const facetNames = ['category', 'country', 'kind', 'material', 'price'] as const;
export type FacetName = (typeof facetNames)[number];
export const switchNames = onlyNames;
export type SwitchName = OnlyName;

/** A search as its address says it: everything a page shows is in there. */
export interface SearchAddress {
  readonly query: string;
  readonly facets: Readonly<Record<FacetName, readonly string[]>>;
  /** Chosen values of attributes, by name: binding=hardback. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly switches: readonly SwitchName[];
  readonly sort: Sort;
  readonly after: string | undefined;
}

const mostValues = 40;

/** Reads an address; values that are none of ours stay in it and find nothing (of attributes, they are passed over), a sort that is none reads as the usual one. */
export function readAddress(params: URLSearchParams): SearchAddress {
  const list = (name: string) =>
    [...new Set(params.getAll(name))].filter((value) => /^[\w-]{1,60}$/.test(value)).slice(0, mostValues);
  const sort = sorts.find((each) => each === params.get('sort'));
  return {
    query: (params.get('q') ?? '').slice(0, limits.searchQuery).replaceAll('\u0000', '').trim(),
    facets: {
      category: list('category'),
      country: list('country'),
      kind: list('kind'),
      material: list('material'),
      price: list('price'),
    },
    attributes: Object.fromEntries(
      attributes
        .map((attribute): [string, string[]] => {
          const known = facetChoices(attribute);
          return [attribute.name, list(attribute.name).filter((value) => known.includes(value))];
        })
        .filter(([, values]) => values.length > 0)
        .slice(0, limits.searchAttributes),
    ),
    switches: switchNames.filter((name) => params.get(name) === '1'),
    sort: sort ?? 'relevance',
    after: params.get('after') ?? undefined,
  };
}

/** The address of a search; always from its first page unless `after` is given. */
export function searchPath(
  { query, facets, attributes: chosen, switches, sort }: SearchAddress,
  after?: string,
): string {
  const params = new URLSearchParams();
  if (query) params.set('q', query);
  for (const name of facetNames) for (const value of facets[name]) params.append(name, value);
  for (const [name, values] of Object.entries(chosen)) for (const value of values) params.append(name, value);
  for (const name of switches) params.set(name, '1');
  if (sort !== 'relevance') params.set('sort', sort);
  if (after) params.set('after', after);
  return `/search?${params}`;
}

function toggled<T>(list: readonly T[], value: T): T[] {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
}

/** The same search with a value of a facet chosen, or not any more. */
export function withFacet(address: SearchAddress, name: FacetName, value: string): SearchAddress {
  return { ...address, facets: { ...address.facets, [name]: toggled(address.facets[name], value) } };
}

/** The same search with a value of an attribute chosen, or not any more. */
export function withAttribute(address: SearchAddress, name: string, value: string): SearchAddress {
  const { [name]: before = [], ...others } = address.attributes;
  const values = toggled(before, value);
  return { ...address, attributes: values.length > 0 ? { ...others, [name]: values } : others };
}

export function withSwitch(address: SearchAddress, name: SwitchName): SearchAddress {
  return { ...address, switches: toggled(address.switches, name) };
}

/** The same words without any filter. */
export function withoutFilters(address: SearchAddress): SearchAddress {
  return {
    ...address,
    facets: { category: [], country: [], kind: [], material: [], price: [] },
    attributes: {},
    switches: [],
  };
}

export function isNarrowed({ facets, attributes: chosen, switches }: SearchAddress): boolean {
  return switches.length > 0 || Object.keys(chosen).length > 0 || facetNames.some((name) => facets[name].length > 0);
}

/** What the catalogue is asked for an address, for a reader in a country. */
export function shopSearch(
  { query, facets, attributes: chosen, switches, sort, after }: SearchAddress,
  country: string,
): ShopSearch {
  return {
    query,
    sort,
    country,
    cursor: after,
    filter: {
      categories: facets.category,
      countries: facets.country,
      kinds: facets.kind,
      materials: facets.material,
      attributes: Object.entries(chosen).map(([name, values]) => values.map((value) => `${name}=${value}`)),
      prices: facets.price.filter((band) => /^\d$/.test(band)).map(Number),
      inStock: switches.includes('stock'),
      reduced: switches.includes('reduced'),
      handmade: switches.includes('handmade'),
      assisted: switches.includes('assisted'),
      ...(switches.includes('delivered') ? { deliveredTo: country } : {}),
    },
  };
}
