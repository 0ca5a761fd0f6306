export { type ActivationBlock, activationBlocks } from './activation.ts';
export { type Alike, mostAlike } from './alike.ts';
export { askAddress, isAsking, readAsk, scopeOfAsk, type WrittenAsk } from './ask.ts';
export {
  type AuthorityAnswer,
  authority,
  authorityAnswers,
  authorityOf,
  type Holding,
  type Owner,
  signatories,
} from './authority.ts';
export { type Availability, availability, freeScopes, notWhollyFree, type Region } from './availability.ts';
export {
  applyAvails,
  applyAvailsSchema,
  previewAvails,
  readAvails,
  readAvailsSchema,
  type SheetPreview,
} from './avails/declare.ts';
export { exportOdrl, odrlPolicies } from './avails/odrl.ts';
export { exportOnix, onixMessage } from './avails/onix.ts';
export type { RowEffect } from './avails/preview.ts';
export { exportAvails } from './avails/sheet.ts';
export { cellsOf, probesOf } from './cells.ts';
export { type Cascade, type ChainAnswer, cascade, chainAuthority, chainOf, type Link } from './chain.ts';
export { columnsOf, type ScopeColumns, scopeOf } from './columns.ts';
export { addItem, addItemSchema } from './compliance/add.ts';
export { applies, checklistFor, directionsOf, type LicenceFacts } from './compliance/applies.ts';
export {
  type CheckItem,
  type Checklist,
  complianceBlocks,
  complianceEvidence,
  readChecklist,
  seesTo,
  tickItem,
  tickItemSchema,
  untickItem,
  untickItemSchema,
} from './compliance/checklist.ts';
export {
  complianceItem,
  complianceItems,
  itemCodeSchema,
  type ListedItem,
  retireItem,
  reviewItem,
  saveItem,
  saveItemSchema,
} from './compliance/edit.ts';
export {
  type CodedItem,
  type ComplianceContent,
  complianceContent,
  complianceDirections,
  complianceDoers,
  complianceLocales,
  complianceMoments,
  itemWords,
} from './compliance/item.ts';
export { publishedItems, publishedOn } from './compliance/published.ts';
export { concludeDeal } from './conclude.ts';
export { addition, conflict, table, type Verdict } from './conflict.ts';
export { type Accepted, type Agreed, acceptOffer, acceptSchema, acceptWithin, agree, type WhenAgreed } from './deal.ts';
export { followDealClock } from './deals/clock.ts';
export { enterpriseNamed } from './deals/enterprise.ts';
export {
  countUnreadDeals,
  type DealFilter,
  type DealSide,
  type DealsQuestion,
  dealFilters,
  dealSides,
  dealsOf,
  type ListedDeal,
} from './deals/list.ts';
export { dealFile, dealMessageSchema, type SentFile, writeToDeal } from './deals/message.ts';
export {
  askFirst,
  askFirstSchema,
  askForLicence,
  askSchema,
  endTalks,
  endTalksSchema,
  makeOffer,
  offerSchema,
} from './deals/open.ts';
export { askToHold, dealSideSchema, endOption, holdSchema, holdScope } from './deals/option.ts';
export { type FreeOfWork, freeForTerms } from './deals/preview.ts';
export { type JointView, markDealSeen, readAsOwner, readDeal, readDealById, type WholeDeal } from './deals/read.ts';
export { isOpen, talking } from './deals/sides.ts';
export {
  buyStandard,
  buyStandardSchema,
  openStandardOffers,
  publishStandard,
  publishStandardSchema,
  readStandard,
  type ShownStandard,
  standardHash,
  standardOffersOf,
  standardTerms,
  withdrawStandard,
  withdrawStandardSchema,
} from './deals/standard.ts';
export {
  inviteToSublicence,
  inviteToSublicenceSchema,
  isSublicensable,
  linkPath,
  type OpenedOffer,
  offerSublicences,
  offerSublicencesSchema,
  openSublicenceOffer,
  type SublicenceDesk,
  sublicenceDesk,
  sublicenceLinkStands,
  withdrawSublicences,
  withdrawSublicencesSchema,
} from './deals/sublicences.ts';
export { type Entry, timelineOf } from './deals/timeline.ts';
export { dealWords, noteOf, translateDealWords, translateDealWordsSchema } from './deals/translate.ts';
export { type Difference, type Length, scopeDifference } from './difference.ts';
export { type Ended, type Ending, endGrant, endingOf } from './end.ts';
export type { RightsErrorCode } from './errors.ts';
export {
  type FoundRights,
  type RightsFacets,
  type RightsFound,
  type RightsSearch,
  type Side,
  searchRights,
  sideOf,
  sides,
  wholeFree,
} from './find.ts';
export { requireRegrantable } from './give.ts';
export {
  atLeastAsExclusive,
  counts,
  declared,
  type Exclusivity,
  exclusivities,
  type Grant,
  type GrantState,
  grantStates,
  isLicensed,
  type Licensed,
  licensed,
  stateAt,
} from './grant.ts';
export { grantedColumns, grantedLeaves } from './granted.ts';
export { hierarchies } from './hierarchies.ts';
export { type Expression, type Groups, type Hierarchy, hierarchy } from './hierarchy.ts';
export { type Certificate, certificateStatus, readCertificate } from './licence.ts';
export { type Cell, type CellState, cellStates, type MatrixQuestion, matrix } from './matrix.ts';
export { type NamedWork, publicWorkSlugs, worksNamed } from './named.ts';
export { consentersOf, licencesBelow, nextAbove, signatoriesOf, signersOf } from './owners.ts';
export { askAgain, keepForRenewal, renewedTerms } from './renew.ts';
export { replaceGrant } from './replace.ts';
export {
  contains,
  type Dimension,
  dimensions,
  freeze,
  type Hierarchies,
  intersect,
  isEmpty,
  meaningOf,
  overlaps,
  type Scope,
  subtract,
  subtractAll,
  type WrittenScope,
  writtenScopeSchema,
} from './scope.ts';
export { licencesSeenBy } from './seen.ts';
export { type Dated, type Sentence, sentence } from './sentence.ts';
export { freshRights } from './shelf/fresh.ts';
export { similarWorks } from './similar.ts';
export { makeSublicensable } from './sublicence.ts';
export { day, type Term, term } from './term.ts';
export {
  changedParts,
  frozenFor,
  leftOutOf,
  scopeOfForm,
  type Terms,
  type TermsInput,
  termsForm,
  termsHash,
  termsOf,
  termsSchema,
  withoutMoney,
  workIds,
} from './terms.ts';
export { type TitledWork, titlesOf } from './titles.ts';
export { allowedUse, allowedUseNow, type Use } from './use.ts';
export { offeredOf, shownYears, termOfYear, type WorkView, workView } from './view.ts';
export {
  booksOf,
  type Giver,
  inYears,
  lastDayBefore,
  readWork,
  shownRights,
  shownTerritories,
  verifiedWorks,
  type WholeWork,
  workOf,
  worksOf,
} from './work.ts';
export { declareUse, declareUseSchema, withdrawUse, withdrawUseSchema } from './works/declare.ts';
export { saveWorkFacts, saveWorkFactsSchema, startWork, startWorkSchema, workKinds } from './works/edit.ts';
export { saveHolders, saveHoldersSchema } from './works/holders.ts';
export { type IdentifierScheme, identifierSchemes, readIdentifier } from './works/identifiers.ts';
export { type DeskWork, type ListedWork, titleDocument, viewWork, worksOfEnterprise } from './works/open.ts';
export {
  chainOfWork,
  decideWork,
  decideWorkSchema,
  missingOf as missingOfWork,
  type QueuedWork,
  reopenWork,
  submitWork,
  withdrawWork,
  workIdSchema,
  workQueue,
  workQueueLength,
} from './works/review.ts';
export { openWorkSample } from './works/sample-file.ts';
export {
  addWorkPicture,
  addWorkPictureSchema,
  addWorkSample,
  addWorkSampleSchema,
  leadWithPicture,
  removeWorkMedia,
  workMediaSchema,
} from './works/samples.ts';
export { readShare, requireWhole, type Share, shareText, sumOfShares } from './works/shares.ts';
export { type GivenLicence, licencesToShow, showLicences, showLicencesSchema, shownLicences } from './works/shown.ts';
export { titleOpen, workTransitions } from './works/states.ts';
export {
  addDocumentSchema,
  addStep,
  addStepSchema,
  addTitleDocument,
  removeStep,
  removeStepSchema,
  titleStepKinds,
} from './works/steps.ts';
export { type ChainProblem, chainProblem, partyKey, type Step, stepProblem } from './works/title.ts';
export { saveWorkWords, saveWorkWordsSchema, workFields } from './works/words.ts';
