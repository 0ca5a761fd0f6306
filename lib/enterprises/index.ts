export { buysWholesale } from './business.ts';
export { deliveryCountries, type Side, sellingCountries, sellingCountry, sideOf, sides } from './countries.ts';
export {
  enterprisesOf,
  foundEnterprise,
  foundSchema,
  publicStorefronts,
  verifyEnterprise,
  verifySchema,
} from './enterprise.ts';
export { makersNamed, parcelsTo } from './find.ts';
export {
  allNames,
  type EnterpriseName,
  enterpriseName,
  type Named,
  nameColumn,
  nameFor,
  namesByLocale,
  withName,
} from './name.ts';
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
  type Service,
  serviceOf,
  services,
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
export {
  certificateDocument,
  certificateStanding,
  daysLeft,
  documentsOf,
  tellOfCertificates,
} from './storefront/certificates.ts';
export {
  type CertificateContent,
  certificateKinds,
  coverage,
  draftVersions,
  type PersonContent,
  type PolicyField,
  policyFields,
  type StorefrontContent,
  type WordField,
  type Words,
  withWords,
  wordFields,
} from './storefront/content.ts';
export { readDraft, type StorefrontDraft } from './storefront/draft.ts';
export {
  arrangeSchema,
  arrangeStorefront,
  clearSlotSchema,
  hangPicture,
  saveCertificate,
  saveCertificateSchema,
  savePerson,
  savePersonSchema,
  saveStorefrontWords,
  saveWordsSchema,
  slotSchema,
} from './storefront/edit.ts';
export {
  type Away,
  awayAt,
  endHoliday,
  endHolidaySchema,
  type HolidayView,
  holidayOf,
  holidaySchema,
  setHoliday,
} from './storefront/holiday.ts';
export { readStorefront, type WholeStorefront } from './storefront/public.ts';
export {
  discardDraft,
  discardSchema,
  type PublishedVersion,
  publishedVersions,
  publishSchema,
  publishStorefront,
  restoreSchema,
  restoreVersion,
} from './storefront/publish.ts';
export { startText, wordsOf, writeWords } from './storefront/words.ts';
export {
  invitationSchema,
  inviteMember,
  inviteSchema,
  openInvitations,
  resendInvitation,
  revokeInvitation,
} from './team/invitation.ts';
export {
  acceptInvitation,
  declineInvitation,
  type InvitationState,
  type InvitationView,
  joinSchema,
  joinWithNewAccount,
  tokenSchema,
  viewInvitation,
} from './team/join.ts';
export {
  changeRoles,
  changeRolesSchema,
  leaveSchema,
  leaveTeam,
  type Member,
  removeMember,
  teamOf,
} from './team/members.ts';
export {
  acceptOwnership,
  endOffer,
  type OpenOffer,
  offerOwnership,
  offerOwnershipSchema,
  offerSchema,
  openOffer,
} from './team/ownership.ts';
export { type GivenRole, givenRoles, memberSchema } from './team/roles.ts';
