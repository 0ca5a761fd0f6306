export { changedFields, lastRevision, listingCounts, listingsOfEnterprise, missingOf, viewListing } from './desk.ts';
export { materials, saveListing, saveListingSchema, startListing, startListingSchema } from './edit.ts';
export { indexListing } from './indexing.ts';
export { watchStock } from './low-stock.ts';
export {
  decide,
  decideSchema,
  listingHistory,
  type QueuedRevision,
  reviewQueue,
  reviewQueueLength,
} from './moderate.ts';
export { offered, variantName, withOptions, writtenVariantName } from './names.ts';
export { type OptionDraft, saveOptionsSchema } from './option-form.ts';
export { saveOptions } from './options.ts';
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
export { isLargePriceChange, listingTransitions, missingForReview, needsReview, type Reviewable } from './states.ts';
export {
  adjustStock,
  adjustStockSchema,
  lowStockSchema,
  setLowStock,
  stockReasons,
} from './stock.ts';
export {
  availableOf,
  isLow,
  lowStockCount,
  type StockedVariant,
  type StockMovementView,
  stockHistory,
  stockList,
  viewStock,
} from './stock-read.ts';
export { archiveListing, listingSchema, reopenListing, submitForReview } from './submit.ts';
export { type Suggested, suggest } from './suggest.ts';
export { browse, countListings, type ListingFilter, type ListingTile, listingTiles, newest } from './tiles.ts';
export { cellName, type VariantCells, type VariantColumn, variantColumns } from './variant-cells.ts';
export { saveVariants, saveVariantsSchema } from './variants.ts';
