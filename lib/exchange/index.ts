export { periodRates, ratesOn } from './on-day.ts';
export { convert, currencyFactors, currentRates, type Rates, rateText } from './rates.ts';
