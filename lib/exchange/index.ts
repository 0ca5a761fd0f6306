export { convert, currencyFactors, currentRates, type Rates, ratesOn, rateText } from './rates.ts';
