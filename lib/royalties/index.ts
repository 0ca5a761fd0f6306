export {
  acceptStatement,
  acceptStatementSchema,
  answerDispute,
  answerDisputeSchema,
  disputeLine,
  disputeLineSchema,
  withdrawDispute,
  withdrawDisputeSchema,
} from './answer.ts';
export { dueOn, type Every, endedPeriods, everies, type Period, periodOf } from './calendar.ts';
export { type MoneyDifference, moneyDifference } from './difference.ts';
export { type Drawn, drawUp, type Past } from './draw.ts';
export { type PeriodStep, reckon, type WorkReport, type WorkStep } from './engine.ts';
export { type RoyaltyForm, royaltyForm, royaltyFormSchema, termsOfForm, tierRows } from './form.ts';
export { type Fraction, fraction, fractionText, parseFraction, rounded, times } from './fraction.ts';
export { everywhere } from './income.ts';
export { daysBetween, lateInterest } from './interest.ts';
export {
  daysOf,
  freezeRoyaltyTerms,
  licenceSeenBy,
  openLicence,
  type RoyaltyLicence,
  royaltyLicence,
  type Side,
  termsForLicence,
} from './licence.ts';
export { lineKinds, linesSchema, payableByHolder, type StatementLine } from './lines.ts';
export {
  answerWithTerms,
  askWithTerms,
  fullAskSchema,
  fullOfferSchema,
  moneyOfForm,
  requirePortionsOfDeal,
  withMoney,
} from './offer.ts';
export {
  type MissingReport,
  missingReports,
  noticeDays,
  type OverdueReport,
  overdueReports,
  remindBefore,
  remindOfReports,
} from './overdue.ts';
export {
  byHolder,
  type Cell,
  giverOf,
  ownedWorks,
  splitByOwners,
  type WeighedWork,
  weighedWorks,
} from './owners.ts';
export { periodWords } from './period-words.ts';
export { reportPlatformSales } from './platform.ts';
export { type Balance, type Guarantee, type Income, type Portfolio, portfolioOf } from './portfolio.ts';
export {
  type ListedLicence,
  licencesOf,
  periodsOf,
  type RoyaltyOverview,
  readStatement,
  reportsOfLicence,
  royaltyOverview,
} from './read.ts';
export { type Group, reportsOf } from './receipts.ts';
export {
  discardReport,
  nothingSoldSchema,
  reportIdSchema,
  reportNothing,
  reportTemplate,
  submitReport,
  uploadReport,
  uploadReportSchema,
} from './report.ts';
export { reportColumns } from './report-file.ts';
export {
  attachTaxCertificate,
  certificateSchema,
  followPaidDues,
  royaltyDuePaid,
  taxCertificate,
} from './settle.ts';
export { splitByShares, splitByWeights } from './split.ts';
export { remakeStatements } from './statement.ts';
export { statementTransitions } from './states.ts';
export { peopleOf, titleOf } from './tell.ts';
export { type Base, bases, hashOf, type RoyaltyTerms, royaltyTermsOf, royaltyTermsSchema, rulesOf } from './terms.ts';
export { reportedSoFar, type Supposed, type WhatIf, whatIf } from './what-if.ts';
