export { type Account, accountCode } from './account.ts';
export { balances, type Entry, type Posting, post, postAll } from './posting.ts';
export { sellerBalances, type TrialBalanceRow, trialBalance } from './report.ts';
