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
export {
  decide,
  decideSchema,
  listingHistory,
  type QueuedRevision,
  reviewQueue,
  reviewQueueLength,
} from './moderate.ts';
export { addListingPicture, moveListingPicture, removeListingPicture, setListingFile } from './pictures.ts';
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
export { type SheetColumn, sheetColumns, translationColumn } from './sheet/columns.ts';
export { separators } from './sheet/csv.ts';
export { encodings } from './sheet/encoding.ts';
export { importableKinds, type Problem as ImportProblem, wordLimits } from './sheet/values.ts';
export { listingTransitions, missingForReview, type Reviewable } from './states.ts';
export { archiveListing, listingSchema, reopenListing, submitForReview } from './submit.ts';
export { browse, countListings, type ListingFilter, type ListingTile, listingTiles, newest } from './tiles.ts';
