export { changedFields, lastRevision, listingCounts, listingsOfEnterprise, missingOf, viewListing } from './desk.ts';
export { materials, saveListing, saveListingSchema, startListing, startListingSchema } from './edit.ts';
export { exportListings, importTemplate, refusedRows, type SheetFormat } from './export.ts';
export { applyImport } from './import-apply.ts';
export { readImport } from './import-read.ts';
export {
  applyImportSchema,
  catchUpImports,
  type ImportCounts,
  type ImportLine,
  type ImportVerdict,
  importCounts,
  importLines,
  importsOfEnterprise,
  rereadImport,
  rereadImportSchema,
  startApplying,
  startImport,
  startImportSchema,
  verdicts,
  viewImport,
} from './import-run.ts';
export { indexListing } from './indexing.ts';
export { openFilm, setTrailer } from './kinds/film.ts';
export { isCounted, isInstant, isSingle, listingKinds, needsWaiver } from './kinds/kind.ts';
export { saveLicence, saveLicenceSchema } from './kinds/licence.ts';
export { type KindState, missingOfKind } from './kinds/missing.ts';
export { type KindFacts, withKind } from './kinds/read.ts';
export { type Milestone, milestoneProblem, saveService, saveServiceSchema } from './kinds/service.ts';
export { isIn, saveStream, saveStreamSchema } from './kinds/stream.ts';
export { closeBegunEvents, eventTimes, salesOpen, saveEvent, saveEventSchema } from './kinds/ticket.ts';
export { clockAt, momentOf, timeZones } from './kinds/zoned.ts';
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
export { type SheetColumn, sheetColumns, translationColumn } from './sheet/columns.ts';
export { separators } from './sheet/csv.ts';
export { encodings } from './sheet/encoding.ts';
export { importableKinds, type Problem as ImportProblem, wordLimits } from './sheet/values.ts';
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
