import { enterpriseId } from './enterprises.ts';
import type { EnterpriseData } from './format.ts';
import { stableId } from './ids.ts';
import type { Row, Rows } from './rows.ts';

/** From so many pieces on, in minor units: retail and wholesale prices of a listing's variants, by currency. */
interface Lists {
  readonly slug: string;
  readonly steps: readonly (readonly [list: 'retail' | 'wholesale', currency: string, from: number, minor: number])[];
}

/** A potter who sells to Poland and China at round prices, cheaper by the dozen, and to shops. */
const lists: readonly Lists[] = [
  {
    slug: 'troyan-gyuveche-kapak',
    steps: [
      ['retail', 'EUR', 6, 2_900],
      ['retail', 'EUR', 12, 2_650],
      ['retail', 'PLN', 1, 13_900],
      ['retail', 'PLN', 6, 12_500],
      ['retail', 'CNY', 1, 26_800],
      ['wholesale', 'EUR', 10, 1_950],
      ['wholesale', 'PLN', 10, 8_500],
    ],
  },
];

/** Pieces that stand ready in Warsaw. */
const inWarsaw: Readonly<Record<string, number>> = { 'troyan-gyuveche-kapak': 14 };

/** Gives every enterprise its first place, and the potters of Troyan price lists, a second place and a table for what breaks. */
export function addPrices(rows: Rows, enterprises: readonly EnterpriseData[], today: Date): void {
  for (const { slug, country } of enterprises)
    rows.add('stock_place', placeRow(stableId('place', slug), slug, '', country, [], true, today));
  const potter = 'keramika-troyan';
  const warsaw = stableId('place', potter, 'warsaw');
  rows.add(
    'stock_place',
    placeRow(warsaw, potter, 'Склад Варшава', 'PL', ['ul. Mińska 25', '03-808 Warszawa'], false, today),
  );
  for (const { slug, steps } of lists)
    for (const [list, currency, from, minor] of steps)
      rows.add('variant_price', {
        id: stableId('price', slug, list, currency, from),
        variant_id: stableId('variant', slug, 0),
        list,
        currency,
        min_quantity: from,
        price_minor: minor,
        approved_price_minor: minor,
      });
  for (const [slug, count] of Object.entries(inWarsaw)) {
    const variantId = stableId('variant', slug, 0);
    rows.add('place_stock', { variant_id: variantId, place_id: warsaw, on_hand: count, reserved: 0 });
    rows.add('stock_movement', {
      id: stableId('warsaw', variantId),
      variant_id: variantId,
      place_id: warsaw,
      delta: count,
      reason: 'received',
      created_at: new Date(today.getTime() - 3_600_000),
    });
  }
  addFragile(rows, potter);
}

function placeRow(
  id: string,
  slug: string,
  name: string,
  country: string,
  lines: string[],
  isDefault: boolean,
  today: Date,
): Row {
  return {
    id,
    enterprise_id: enterpriseId(slug),
    name,
    country,
    address_lines: lines,
    is_default: isDefault,
    created_at: today,
  };
}

/** A second shipping table, for large jugs: at home and near, packed twice. */
function addFragile(rows: Rows, slug: string): void {
  const profileId = stableId('shipping', slug, 'fragile');
  rows.add('shipping_profile', {
    id: profileId,
    enterprise_id: enterpriseId(slug),
    name: 'Чупливо, двойна опаковка',
    handling_days_min: 2,
    handling_days_max: 5,
    is_default: false,
  });
  const zones = [
    { countries: ['BG'], days: [1, 3], prices: [690, 990], free: 15_000 },
    { countries: ['DE', 'GR', 'PL', 'RO'], days: [4, 8], prices: [1_990, 3_490], free: 25_000 },
  ];
  for (const [zone, { countries, days, prices, free }] of zones.entries())
    for (const [step, price] of prices.entries())
      rows.add('shipping_rate', {
        id: stableId('fragile', slug, zone, step),
        profile_id: profileId,
        countries,
        max_weight_grams: [2_000, 10_000][step] ?? 0,
        price_minor: price,
        currency: 'EUR',
        days_min: days[0] ?? 0,
        days_max: days[1] ?? 0,
        free_above_minor: free,
        service: 'standard',
      });
}
