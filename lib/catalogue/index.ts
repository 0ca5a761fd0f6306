export {
  addListingPicture,
  archiveListing,
  listingSchema,
  listingsOfEnterprise,
  materials,
  moveListingPicture,
  removeListingPicture,
  reopenListing,
  saveListing,
  saveListingSchema,
  setListingFile,
  startListing,
  startListingSchema,
  submitForReview,
} from './edit.ts';
export { indexListing } from './indexing.ts';
export { decide, decideSchema, listingHistory, type QueuedRevision, reviewQueue } from './moderate.ts';
export {
  browse,
  type CategoryNode,
  categories,
  countListings,
  type ListingFilter,
  type ListingTile,
  listingField,
  listingTiles,
  loadListing,
  newest,
  publicSlugs,
  readListing,
  sellingCountries,
  type WholeListing,
} from './read.ts';
export { listingTransitions, missingForReview, type Reviewable } from './states.ts';
