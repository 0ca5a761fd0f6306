import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import type { FacetValue } from '#app/_shop/facets.tsx';
import { type FacetName, type SearchAddress, searchPath, withFacet } from '#app/_shop/search-address.ts';
import type { CategoryNode } from '#lib/catalogue/index.ts';
import type { Currency } from '#lib/core/currency.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { type Facets, priceBands } from '#lib/search/index.ts';

interface Reader {
  readonly locale: string;
  readonly currency: Currency;
  readonly tree: readonly CategoryNode[];
}

/** Names of a facet's values as the reader says them. */
export async function facetNaming({
  locale,
  currency,
  tree,
}: Reader): Promise<Readonly<Record<FacetName, (value: string) => string>>> {
  const [t, materials] = await Promise.all([getTranslations('search'), getTranslations('materials')]);
  const bands = priceBands(currency);
  const amount = (at: number) => formatMoney(money(bands[at] ?? 0, currency), locale).replace(/[.,]00(?!\d)/, '');
  return {
    category: (value) => tree.find((each) => each.slug === value)?.name ?? value,
    country: (value) => (/^[A-Z]{2}$/.test(value) ? countryName(value, locale) : value),
    kind: (value) => (t.has(`kind.${value}`) ? t(`kind.${value}`) : value),
    material: (value) => (materials.has(value) ? materials(value) : value),
    price: (value) => {
      const band = Number(value);
      if (band === 0) return t('price_below', { amount: amount(0) });
      if (band >= bands.length) return t('price_above', { amount: amount(bands.length - 1) });
      return t('price_between', { from: amount(band - 1), to: amount(band) });
    },
  };
}

/** The values of one facet with their counts; what is chosen is there even if nothing is left of it. */
export function facetValues(
  name: FacetName,
  facets: Facets,
  address: SearchAddress,
  naming: Readonly<Record<FacetName, (value: string) => string>>,
): FacetValue[] {
  const counts = facets[name];
  const missing = address.facets[name].filter((value) => !counts.some((each) => each.value === value));
  const all = [...counts, ...missing.map((value) => ({ value, count: 0 }))];
  const ordered = name === 'price' ? [...all].sort((a, b) => Number(a.value) - Number(b.value)) : all;
  return ordered.map(({ value, count }) => ({
    name: naming[name](value),
    count,
    chosen: address.facets[name].includes(value),
    href: searchPath(withFacet(address, name, value)),
  }));
}
