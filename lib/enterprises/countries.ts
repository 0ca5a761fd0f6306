/** Countries whose enterprises the platform serves, by side. The list and its groups are data (shared design, product: "Countries"). */
export const sides = {
  china: ['CN', 'HK', 'MO', 'TW'],
  cee: ['AL', 'BA', 'BG', 'HR', 'CZ', 'EE', 'GR', 'HU', 'LV', 'LT', 'ME', 'MK', 'PL', 'RO', 'RS', 'SI', 'SK'],
} as const satisfies Record<string, readonly string[]>;

export type Side = keyof typeof sides;

export const sellingCountries: readonly string[] = [...sides.china, ...sides.cee];

export function sellingCountry(country: string): boolean {
  return sellingCountries.includes(country);
}

/** Which side of the road a country is on; null for all others. */
export function sideOf(country: string): Side | null {
  if ((sides.china as readonly string[]).includes(country)) return 'china';
  return (sides.cee as readonly string[]).includes(country) ? 'cee' : null;
}

/** Countries that things are sent to, beside the sellers' own. */
export const deliveryCountries: readonly string[] = [
  ...sellingCountries,
  'AT',
  'BE',
  'CH',
  'DE',
  'DK',
  'ES',
  'FI',
  'FR',
  'GB',
  'IE',
  'IT',
  'JP',
  'KR',
  'LU',
  'NL',
  'NO',
  'PT',
  'SE',
  'SG',
  'US',
];
