export { convert, currentRates, type Rates, rateText } from './rates.ts';
