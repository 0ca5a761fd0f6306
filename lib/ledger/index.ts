export { type Account, accountCode } from './account.ts';
export { balances, type Entry, type Posting, post } from './posting.ts';
export { sellerBalances, type TrialBalanceRow, trialBalance } from './report.ts';
export { type TaxOwed, taxOwed } from './tax-owed.ts';
