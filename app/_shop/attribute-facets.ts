import { getTranslations } from 'next-intl/server';
import { attributes, attributeWords, readFacet } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { Facet } from '#lib/search/index.ts';
import type { FacetValue } from './facets.tsx';
import { type SearchAddress, searchPath, withAttribute } from './search-address.ts';

interface AttributeGroup {
  readonly name: string;
  readonly title: string;
  readonly values: readonly FacetValue[];
}

/** What a search can be narrowed by beside what all listings have, each with its values and how many there are. */
export async function attributeGroups(
  counts: readonly Facet[],
  address: SearchAddress,
  locale: Locale,
): Promise<AttributeGroup[]> {
  const words = await attributeWords(locale);
  const counted = counts.flatMap(({ value: facet, count }) => {
    const read = readFacet(facet);
    return read ? [{ ...read, count }] : [];
  });
  return attributes
    .map((attribute) => {
      const { name, type } = attribute;
      const chosen = address.attributes[name] ?? [];
      const found = counted.filter((each) => each.name === name);
      const gone = chosen.filter((value) => !found.some((each) => each.value === value));
      const all = [...found, ...gone.map((value) => ({ value, count: 0 }))];
      // Ranges have an order of their own; all else begins with what there is most of.
      if (type === 'number') all.sort((a, b) => Number(a.value) - Number(b.value));
      const values = all.map(({ value, count }) => ({
        name: words.facet(attribute, value),
        count,
        chosen: chosen.includes(value),
        href: searchPath(withAttribute(address, name, value)),
      }));
      return { name, title: words.name(attribute), values };
    })
    .filter(({ values }) => values.length > 1 || values.some(({ chosen }) => chosen));
}

/** The attributes a search is narrowed by, each to be taken away. */
export async function chosenAttributes(
  address: SearchAddress,
  locale: Locale,
): Promise<{ name: string; href: string }[]> {
  const [t, words] = await Promise.all([getTranslations('attributes'), attributeWords(locale)]);
  return attributes.flatMap((attribute) =>
    (address.attributes[attribute.name] ?? []).map((value) => ({
      name: t('chosen', { name: words.name(attribute), value: words.facet(attribute, value) }),
      href: searchPath(withAttribute(address, attribute.name, value)),
    })),
  );
}
