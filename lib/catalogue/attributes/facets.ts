import type { Attribute, Attributes, AttributeValue, CategoryPlace } from './definition.ts';
import { attributeNamed, attributesOf, formatAttribute } from './value.ts';

/** What search counts of a value: `binding=hardback`, `pages=2` for the range from the second boundary. */
function facetsOf(attribute: Attribute, value: AttributeValue): string[] {
  const facet = (each: string | number) => `${attribute.name}=${each}`;
  if (!isFacet(attribute)) return [];
  if (attribute.type === 'number') return [facet(attribute.bands.filter((from) => Number(value) >= from).length)];
  return (typeof value === 'object' ? value : [formatAttribute(value)]).map(facet);
}

/** Whether buyers narrow by it. */
export function isFacet(attribute: Attribute): boolean {
  if (attribute.type === 'number') return attribute.bands.length > 0;
  return attribute.type !== 'year' && attribute.type !== 'isbn';
}

/** The values of a facet as addresses and the search say them. */
export function facetChoices(attribute: Attribute): string[] {
  if (!isFacet(attribute)) return [];
  if (attribute.type === 'number') return [...attribute.bands.keys(), attribute.bands.length].map(String);
  if (attribute.type === 'yes_no') return ['yes', 'no'];
  return attribute.type === 'choice' || attribute.type === 'several' ? [...attribute.choices] : [];
}

/** What the search counts of a listing: only what its category has. */
export function listingFacets(said: Attributes, category: string, parent: string | null = null): string[] {
  return attributesOf(category, parent).flatMap((attribute) => {
    const value = said[attribute.name];
    return value === undefined ? [] : facetsOf(attribute, value);
  });
}

/** A facet taken apart; null for one that is none of ours. */
export function readFacet(facet: string): { readonly name: string; readonly value: string } | null {
  const [name = '', value = ''] = facet.split('=');
  const attribute = attributeNamed(name);
  return attribute && facetChoices(attribute).includes(value) ? { name, value } : null;
}

/** Narrows the works of every category alike. */
const everywhere = ['language'] as const;

/** Names of what the listings of all these categories can be narrowed by, in order; of no category, what narrows those of any. */
export function facetNamesOf(categories: readonly CategoryPlace[]): string[] {
  const [first, ...others] = categories.map(({ slug, parentSlug }) =>
    attributesOf(slug, parentSlug)
      .filter(isFacet)
      .map(({ name }) => name),
  );
  if (!first) return [...everywhere];
  return first.filter((name) => others.every((names) => names.includes(name)));
}
