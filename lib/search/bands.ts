import type { Currency } from '#lib/core/currency.ts';

/** Where price bands begin, in whole units: round amounts of much the same worth in each currency. */
const whole: Readonly<Record<Currency, readonly number[]>> = {
  EUR: [20, 50, 100, 250],
  USD: [20, 50, 100, 250],
  CNY: [150, 400, 800, 2_000],
  PLN: [80, 200, 400, 1_000],
  CZK: [500, 1_200, 2_500, 6_000],
  RON: [100, 250, 500, 1_250],
  HUF: [8_000, 20_000, 40_000, 100_000],
};

/** Where price bands begin in a currency, in minor units, ascending. Band 0 is all below the first, the last one all from the last. */
export function priceBands(currency: Currency): number[] {
  return whole[currency].map((amount) => amount * 100);
}
