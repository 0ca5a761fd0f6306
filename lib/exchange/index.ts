export { convert, currencyFactors, currentRates, type Rates, rateText, ratesOn } from './rates.ts';
