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
export {
  copyShipping,
  copyShippingSchema,
  makeDefaultShipping,
  newShippingSchema,
  removeShipping,
  type ShippingProfileView,
  saveShipping,
  saveShippingSchema,
  shippingProfiles,
  shippingSchema,
  startShipping,
  viewShipping,
} from './shipping-profiles.ts';
export {
  columnWeight,
  overlapping,
  readKilograms,
  shippingCell,
  type TableWarning,
  tableWarnings,
  weightColumn,
  weightsOf,
  type Zone,
  zonesOf,
} from './shipping-table.ts';
export {
  type CountryGroup,
  countryGroups,
  removeZone,
  removeZoneSchema,
  saveZone,
  saveZoneSchema,
  zoneCountries,
} from './shipping-zones.ts';
