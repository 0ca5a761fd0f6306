export { divide, paidEntries, settledEntries } from './books.ts';
export { followTranslationClock } from './clock.ts';
export { applyTranslationDispute, giveTranslationEvidence, translationEvidenceSchema } from './dispute.ts';
export {
  cancelJob,
  cancelJobSchema,
  decideJob,
  decideJobSchema,
  disputeJob,
  disputeSchema,
  extendJob,
  extendSchema,
} from './end.ts';
export { countedAs, percentOf, priceOf } from './estimate.ts';
export { type JobEvent, jobEvents, type MailedEvent } from './events.ts';
export { type Job, type Roles, translatesFor } from './job.ts';
export { type OrderAsked, orderSchema, orderTranslation, takeUntil } from './order.ts';
export { type OwedTranslation, owedAfterDisputes } from './owed.ts';
export { orderOfPayment, settleTranslationPayment } from './paid.ts';
export { catchUpTranslationPapers, paperOfOrder, paperOfRefund } from './papers.ts';
export { payOrderSchema, payTranslation } from './pay.ts';
export {
  type FoundTranslator,
  findTranslators,
  ownProfile,
  profileSchema,
  readTranslator,
  type ShownProfile,
  saveProfile,
  translatorChoice,
  translatorFields,
  typedRates,
} from './profile.ts';
export { type Quote, type QuoteAsked, type QuotedJob, quoteSchema, quoteTranslation } from './quote.ts';
export { rateJob, rateSchema } from './rate.ts';
export {
  disputedJobs,
  type JobStory,
  jobsOfCustomer,
  jobsOffered,
  jobsOfTranslator,
  type ListedJob,
  readJob,
} from './read.ts';
export { followTranslationRefund, refundOfJob } from './refund.ts';
export { recordDebtRepaid, repaidSchema } from './repay.ts';
export { publishAccepted, reviewJob, reviewJobSchema, wantedIn } from './review.ts';
export {
  cancelRun,
  estimateRun,
  type RunEstimate,
  type RunView,
  readRun,
  resumeRun,
  runIdSchema,
  runSchema,
  runsOf,
  startRun,
} from './run.ts';
export { catchUpRuns, workOnRun } from './run-work.ts';
export { isOver, isWorkedOn, jobTransitions } from './states.ts';
export { giveBackJob, giveBackSchema, takeJob, takeSchema } from './take.ts';
export { type OwnText, textsOf } from './texts.ts';
export {
  checkJobString,
  deliverJob,
  deliverSchema,
  jobCheckSchema,
  jobListSchema,
  jobSaveSchema,
  jobStringSchema,
  listJobStrings,
  openJobString,
  saveJobString,
} from './work.ts';
