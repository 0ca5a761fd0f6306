export { encodings } from '#lib/core/encoding.ts';
export { type AltTexts, altTexts, missingAlt, readAlt } from './alt.ts';
export { attributeColumn, columnAttribute } from './attributes/columns.ts';
export { attributes } from './attributes/data.ts';
export {
  type Attribute,
  type AttributeValue,
  type ChoiceAttribute,
  type NumberAttribute,
  units,
} from './attributes/definition.ts';
export { facetChoices, facetNamesOf, isFacet, readFacet } from './attributes/facets.ts';
export { attributeColumns, attributeField, saidOf, shownAttributes, withAttributes } from './attributes/form.ts';
export {
  attributeNamed,
  attributesOf,
  formatAttribute,
  readAttributes,
  requiredAttributes,
} from './attributes/value.ts';
export { type AttributeWords, attributeWords } from './attributes/words.ts';
export {
  collectionSchema,
  moveCollection,
  moveCollectionSchema,
  publishCollection,
  publishCollectionSchema,
  removeCollection,
  saveCollection,
  saveCollectionSchema,
  startCollection,
  startCollectionSchema,
} from './collections/edit.ts';
export {
  type CollectionCard,
  type CollectionItem,
  type CollectionPage,
  candidates,
  collectionsForEditing,
  publicCollectionPaths,
  publicCollections,
  readCollection,
  viewCollection,
} from './collections/read.ts';
export {
  type ContentVariant,
  contentOf,
  contentVariantName,
  type ListingContent,
  listingContent,
} from './content.ts';
export {
  formFields,
  lastRevision,
  listingCounts,
  listingSchedule,
  missingOf,
  viewListing,
} from './desk.ts';
export { type Difference, differences } from './differences.ts';
export { duplicateListing } from './duplicate.ts';
export { saveListing, saveListingSchema, startListing, startListingSchema } from './edit.ts';
export { exportListings, importTemplate, refusedRows, type SheetFormat } from './export.ts';
export { type FieldName, type FieldValues, fieldNames, materials, readFields, typedFields } from './form-fields.ts';
export {
  listingHistory,
  type RevisionLine,
  restoreRevision,
  restoreRevisionSchema,
  viewRevision,
} from './history.ts';
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
export { catchUpSearch, indexListing } from './indexing.ts';
export { offerMark } from './kinds/change.ts';
export { newestFilm, openFilm, setTrailer } from './kinds/film.ts';
export { instantKinds, isCounted, isInstant, isSingle, listingKinds, needsWaiver } from './kinds/kind.ts';
export { saveLicence, saveLicenceSchema } from './kinds/licence.ts';
export { type KindState, missingOfKind } from './kinds/missing.ts';
export type { ListingOffer } from './kinds/offer.ts';
export { type KindFacts, withKind } from './kinds/read.ts';
export { type Milestone, milestoneProblem, saveService, saveServiceSchema } from './kinds/service.ts';
export { isIn, saveStream, saveStreamSchema } from './kinds/stream.ts';
export { closeBegunEvents, eventTimes, salesOpen, saveEvent, saveEventSchema } from './kinds/ticket.ts';
export { clockAt, momentOf, timeZones } from './kinds/zoned.ts';
export {
  chooseLicence,
  chooseLicenceSchema,
  licensedAs,
} from './licensed/choose.ts';
export { followLicenceDays, type LicenceMoved, tellOfMovedLicence } from './licensed/follow.ts';
export { licencesTaken, reachOf, type TakenLicence } from './licensed/reach.ts';
export {
  type LicenceBar,
  type LicenceReach,
  licenceBar,
  licenceRefusal,
  placesSold,
  sellsOff,
  usesFor,
} from './licensed/rule.ts';
export { type LikePicture, likeOwnPicture, likePicturesElsewhere } from './like-pictures.ts';
export { beginListingUpload, keepListingUpload } from './listing-uploads.ts';
export { watchStock } from './low-stock.ts';
export {
  decide,
  decideSchema,
  type QueuedRevision,
  reviewQueue,
  reviewQueueLength,
} from './moderate.ts';
export { offered, variantName, withOptions, writtenVariantName } from './names.ts';
export { type OptionDraft, saveOptionsSchema } from './option-form.ts';
export { optionsMark, saveOptions } from './options.ts';
export { listingsOfEnterprise, type OwnListing } from './own-listings.ts';
export { type PictureView, pictureView } from './picture-view.ts';
export {
  addListingPicture,
  describePictures,
  describePicturesSchema,
  forgetRemovedPictures,
  moveListingPicture,
  orderListingPictures,
  orderPicturesSchema,
  removeListingPicture,
  restoreListingPicture,
  savePicture,
  savePictureSchema,
  setListingFile,
} from './pictures.ts';
export {
  type Asking,
  type PriceListKind,
  type PriceStep,
  type Prices,
  priceFor,
  priceLists,
  priceSteps,
  pricesOf,
  type Reduced,
  reducedBy,
  reducedFrom,
  reducedIn,
} from './price.ts';
export {
  type PriceColumn,
  priceColumnKey,
  readPriceColumn,
  sortPriceColumns,
} from './price-cells.ts';
export { priceColumnsOf, savePrices, savePricesSchema } from './price-lists.ts';
export { averageRating, changeRating, type Rating, ratingChange } from './rating.ts';
export {
  type CategoryNode,
  categories,
  listingField,
  loadListing,
  publicSlugs,
  readListing,
  sellingCountries,
  sitemapMarks,
  type WholeListing,
} from './read.ts';
export {
  endReduction,
  followReductions,
  reducePrice,
  reduceSchema,
  reductionOf,
  type ShownReduction,
  shownReduction,
} from './reduction.ts';
export { type ApprovedPrices, atOnce, isLargePriceChange, needsReview } from './review.ts';
export { addListingSample, changeSample, type SampleFile, sampleFile, sampleSchema } from './samples.ts';
export { followSchedules, scheduleListing, scheduleSchema } from './schedule.ts';
export { type ShopSearch, searchListings } from './search.ts';
export { sheetAmount } from './sheet/amount.ts';
export { readCell } from './sheet/cell.ts';
export { type SheetColumn, sheetColumns, translationColumn } from './sheet/columns.ts';
export { separators } from './sheet/csv.ts';
export { notInFile } from './sheet/foreign.ts';
export { readRecords } from './sheet/records.ts';
export { importableKinds, type Problem as ImportProblem, wordLimits } from './sheet/values.ts';
export { writeWorkbook } from './sheet/workbook.ts';
export { archiveListing, discardProposal, reopenListing, unshelveListing } from './shelve.ts';
export { assignShipping, assignShippingSchema, listingsSentBy } from './shipping.ts';
export { similarListings } from './similar.ts';
export { isApproved, listingTransitions, missingAttribute, missingForReview, type Reviewable } from './states.ts';
export {
  adjustStock,
  adjustStockSchema,
  lowStockSchema,
  setLowStock,
  stockReasons,
  transferStock,
  transferStockSchema,
} from './stock.ts';
export { holdStock, releaseStock, returnStock, sellFree, sellHeld } from './stock-hold.ts';
export {
  closePlace,
  makeDefaultPlace,
  type PlaceView,
  placeSchema,
  placesOf,
  savePlace,
  savePlaceSchema,
} from './stock-places.ts';
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
export { listingSchema, submitForReview } from './submit.ts';
export { type Suggested, suggest } from './suggest.ts';
export { type Synced, syncListing, syncSchema } from './sync.ts';
export {
  browse,
  browseNew,
  countListings,
  type ListingFilter,
  type ListingTile,
  listingTiles,
  newest,
} from './tiles.ts';
export { type TitledListing, titledListings } from './titles.ts';
export { cellName, type VariantCells, type VariantColumn, variantColumns } from './variant-cells.ts';
export { saveVariants, saveVariantsSchema } from './variants.ts';
export type { WorkingListing } from './working.ts';
