import { sideOf, sides } from './countries.ts';

/** Member states of the European Union. */
export const unionCountries: readonly string[] =
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');
const outsideUnion = sides.cee.filter((country) => !unionCountries.includes(country));
const europe = [...unionCountries, ...outsideUnion];

/** Steps of weight in grams and their price in euro cents: at home, in the region, to the other end of the road. */
const steps = [
  { grams: 500, home: 350, region: 790, far: 1250 },
  { grams: 2_000, home: 490, region: 1190, far: 2150 },
  { grams: 10_000, home: 790, region: 2290, far: 5400 },
  { grams: 30_000, home: 1490, region: 4490, far: 11_900 },
] as const;

/** Round rates for a first price list only; a seller changes the prices, they are not converted again. */
const perEuro: Readonly<Record<string, number>> = { EUR: 1, CNY: 8, PLN: 4.25, CZK: 24, HUF: 380, RON: 5, USD: 1.15 };

function price(cents: number, currency: string): bigint {
  const unit = currency === 'HUF' ? 10_000 : currency === 'EUR' || currency === 'USD' ? 10 : 50;
  return BigInt(Math.round((cents * (perEuro[currency] ?? 1)) / unit) * unit);
}

export interface ShippingRateData {
  readonly countries: string[];
  readonly maxWeightGrams: number;
  readonly priceMinor: bigint;
  readonly currency: string;
  readonly daysMin: number;
  readonly daysMax: number;
}

/** The shipping table a new enterprise begins with: home, its region, the other end of the road, everywhere else. */
export function defaultShippingRates(country: string, currency: string): ShippingRateData[] {
  const fromChina = sideOf(country) === 'china';
  const region = (fromChina ? [...sides.china] : europe).filter((each) => each !== country);
  const zones = [
    { key: 'home', countries: [country], days: [2, 4], percent: 100 },
    { key: 'region', countries: region, days: fromChina ? [4, 8] : [3, 7], percent: 100 },
    { key: 'far', countries: fromChina ? europe : [...sides.china], days: [8, 14], percent: 100 },
    { key: 'far', countries: [], days: [10, 20], percent: 120 },
  ] as const;
  return zones.flatMap(({ key, countries, days, percent }) =>
    steps.map((step) => ({
      countries: [...countries],
      maxWeightGrams: step.grams,
      priceMinor: price((step[key] * percent) / 100, currency),
      currency,
      daysMin: days[0],
      daysMax: days[1],
    })),
  );
}
