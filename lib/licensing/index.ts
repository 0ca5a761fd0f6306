export { paidEntries, releasedEntries, type Share } from './books.ts';
export {
  type CalendarEntry,
  calendarOf,
  type EntryKind,
  entryKinds,
  monthSpan,
  type Span,
} from './calendar.ts';
export { certificatePdf, type TermsInWords } from './certificate-pdf.ts';
export { type Asked as Consenting, type ConsentView, consentsWaiting, readConsent } from './consent.ts';
export { didDocument, readCredential } from './credential.ts';
export { applyDueDispute, dueEvidenceSchema, giveDueEvidence } from './dispute.ts';
export {
  endDue,
  endForCause,
  endForCauseSchema,
  giveNotice,
  giveNoticeSchema,
  numberSchema,
  withdrawNotice,
} from './end.ts';
export { type EventKind, eventKinds } from './events.ts';
export { entryWords, feedOf, makeFeed, readFeed, revokeFeed } from './feed.ts';
export type { LivingLicence, Party } from './licence.ts';
export { catchUpDuePapers, paperOfDue, paperOfReturn } from './papers.ts';
export { type PassedPart, passedLicences, readPassed } from './passed.ts';
export { payDue, payDueSchema } from './pay.ts';
export {
  agreeToProposal,
  amendSchema,
  answerProposalSchema,
  declineProposal,
  declineProposalSchema,
  proposeAmendment,
  proposeEnd,
  proposeEndSchema,
} from './propose.ts';
export { type DueDispute, endPreview, type LicenceStory, readLicence, type ShownDue } from './read.ts';
export {
  bankRefundSchema,
  catchUpDueRefunds,
  followDueRefund,
  recordBankRefund,
  refundDue,
  refundDueSchema,
  takeOutsideDueRefund,
} from './refund.ts';
export { releasePaid } from './release.ts';
export { remindOfDues, remindOfExpiry } from './remind.ts';
export { openRenewals, renewLicence } from './renew.ts';
export { type DueKind, dueKinds, noticeDays } from './schedule.ts';
export {
  catchUpDues,
  licenceOfPayment,
  recordDuePaid,
  recordDuePaidSchema,
  recordRoyaltyPaid,
  recordRoyaltyPaidSchema,
  settlePayment,
} from './settle.ts';
export { startLicence, startWaiting } from './start.ts';
export { licenceTransitions } from './states.ts';
export {
  liftSchema,
  liftSuspension,
  noteReportNotices,
  suspendLicence,
  suspendOverdue,
  suspendSchema,
} from './suspend.ts';
export { attachDueCertificate, dueCertificate, dueCertificateSchema } from './tax-certificate.ts';
