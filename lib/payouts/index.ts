export {
  accountsToVerify,
  accountTail,
  changeWaits,
  ownAccountSchema,
  refuseAccountSchema,
  refuseBankAccount,
  saveBankAccount,
  saveBankAccountSchema,
  verifyAccountSchema,
  verifyBankAccount,
  withdrawBankAccount,
} from './bank-account.ts';
export {
  bankLines,
  type Imported,
  importCamt,
  importCamtSchema,
  matchLine,
  matchLineSchema,
  type ReturnedLess,
  setAsideSchema,
  setLineAside,
} from './bank-lines.ts';
export { groupedNumber, ibanProblem, inSepa, isBic, isCnaps } from './bank-number.ts';
export {
  approveBatch,
  batchSchema,
  cancelBatch,
  dropPayment,
  dropPaymentSchema,
  makeBatch,
  makeBatchSchema,
} from './batch.ts';
export {
  type BatchView,
  batches,
  batchFile,
  type DueRow,
  dueByBank,
  exportBatch,
  exportBatchSchema,
  readBatch,
} from './batch-export.ts';
export type { Sale } from './books.ts';
export { acceptDays, expectedArrival, nextBatchDay, workingDays } from './calendar.ts';
export { type CamtFile, type CamtLine, readCamt } from './camt.ts';
export {
  type CommissionedLine,
  type CommissionShare,
  type CommissionTerm,
  type CommissionTerms,
  commissionOn,
  flatTerms,
} from './commission.ts';
export {
  addPlan,
  addRule,
  assignPlan,
  assignPlanSchema,
  commissionPlanReader,
  commissionPlans,
  generalTerm,
  newPlanSchema,
  newRuleSchema,
  removeRule,
  removeRuleSchema,
} from './commission-plans.ts';
export { connectSchema, type Requirement, refreshConnected, requirementsIn, startConnect } from './connect.ts';
export { debtorSchema, platformAccount, savePlatformAccount } from './debtor.ts';
export { accountDocument } from './document.ts';
export { makeDue, makeJobDue, makeShareDue, releaseReserves } from './due.ts';
export { type EarningPart, type Earnings, earningsOf } from './earnings.ts';
export { type Hold, holds, isHold } from './hold.ts';
export {
  type CurrencyStanding,
  type PaidOut,
  type PaidTransfer,
  payoutAccountOf,
  payoutOverview,
  payoutsOf,
  readPayout,
  stripePayoutsOf,
} from './overview.ts';
export { type PainFile, type PainPayment, painFile } from './pain.ts';
export { type EarnedPart, type Earning, earned, milestonePart, partsOf } from './parts.ts';
export { mayConnect, railsOf } from './rails.ts';
export { sendOfDue, sendOfEnterprise, sendOfJob, sendOfSellerOrder, sendTransfer, sendWaiting } from './send.ts';
export { sepaText } from './sepa-text.ts';
export {
  monthBounds,
  type Statement,
  type StatementLine,
  type StatementMonth,
  type StatementQuery,
  statementCsv,
  statementMonths,
  statementOf,
} from './statement.ts';
export { statementPdf } from './statement-pdf.ts';
export { followPayoutEvent, heldAtStripe, moveToBank, moveToBankSchema, ownPayouts } from './stripe-payouts.ts';
export { giveAgain, takeBack } from './take-back.ts';
export {
  allWaiting,
  type Cover,
  coverOf,
  type WaitingRow,
  type WaitingSum,
  waitingSums,
  waitingTransfers,
} from './waiting.ts';
