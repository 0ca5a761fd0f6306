export { type Account, accountCode } from './account.ts';
export type { Behind, StripeLink } from './behind.ts';
export { book } from './book.ts';
export { type ChainProblem, closeDays, closedDays, verifyChain } from './day.ts';
export {
  type AccountFilter,
  type AccountLine,
  accountCsv,
  accountEntries,
  accountKinds,
  accountStatement,
  type EntryLine,
  listAccounts,
  readAccount,
  readDay,
  type Span,
  type Statement,
} from './explore.ts';
export { balances, type Entry, type Posting, type PostingKind, post, postAll, postingKinds } from './posting.ts';
export { clearingAtStripe, sellerBalances, type TrialBalanceRow, trialBalance, trialBalanceCsv } from './report.ts';
export { rollUp } from './rollup.ts';
export { type TaxOwed, taxOwed } from './tax-owed.ts';
export { type BookedEntry, type BookedTransaction, readTransaction } from './transaction.ts';
