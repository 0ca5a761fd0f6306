export { changedFields, lastRevision, listingCounts, listingsOfEnterprise, missingOf, viewListing } from './desk.ts';
export { materials, saveListing, saveListingSchema, startListing, startListingSchema } from './edit.ts';
export { indexListing } from './indexing.ts';
export {
  decide,
  decideSchema,
  listingHistory,
  type QueuedRevision,
  reviewQueue,
  reviewQueueLength,
} from './moderate.ts';
export { addListingPicture, moveListingPicture, removeListingPicture, setListingFile } from './pictures.ts';
export { averageRating, changeRating, type Rating, ratingChange } from './rating.ts';
export {
  type CategoryNode,
  categories,
  listingField,
  loadListing,
  publicSlugs,
  readListing,
  sellingCountries,
  type WholeListing,
} from './read.ts';
export { type ShopSearch, searchListings } from './search.ts';
export { listingTransitions, missingForReview, type Reviewable } from './states.ts';
export { archiveListing, listingSchema, reopenListing, submitForReview } from './submit.ts';
export { type Suggested, suggest } from './suggest.ts';
export { browse, countListings, type ListingFilter, type ListingTile, listingTiles, newest } from './tiles.ts';
