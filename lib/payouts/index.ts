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
export { groupedNumber, ibanProblem, inSepa, isBic, isCnaps } from './bank-number.ts';
export { acceptDays, expectedArrival, nextBatchDay, workingDays } from './calendar.ts';
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
export { accountDocument } from './document.ts';
export { makeDue, releaseReserves } from './due.ts';
export type { Hold } from './hold.ts';
export { type EarnedPart, type Earning, earned, milestonePart, partsOf } from './parts.ts';
export { mayConnect, railsOf } from './rails.ts';
export { sendOfEnterprise, sendOfSellerOrder, sendTransfer, sendWaiting } from './send.ts';
export { followPayoutEvent, heldAtStripe, moveToBank, moveToBankSchema, ownPayouts } from './stripe-payouts.ts';
