export { buysWholesale } from './business.ts';
export { deliveryCountries, type Side, sellingCountries, sellingCountry, sideOf, sides } from './countries.ts';
export {
  enterprisesOf,
  foundEnterprise,
  foundSchema,
  publicStorefronts,
  readStorefront,
  verifyEnterprise,
  verifySchema,
} from './enterprise.ts';
export { makersNamed, sendersTo } from './find.ts';
export { defaultShippingRates, type ShippingRateData } from './shipping.ts';
