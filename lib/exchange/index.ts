export { convert, currencyFactors, currentRates, type Rates, rateText } from './rates.ts';
