export { flushCounts } from './buffer.ts';
export { type Coverage, translationCoverage, untranslated } from './coverage.ts';
export { type Funnel, funnelByListing, funnelOf, type ListingFunnel } from './funnel.ts';
export { type NamedListing, nameListings } from './names.ts';
export { forgetVisitors, noteCart, noteSearch, noteView, type Search } from './note.ts';
export { addDays, bySteps, changePercent, type Period, type Span, type Step, share, spanOf, steps } from './periods.ts';
export { keptQuery } from './query-rule.ts';
export {
  type BuyersOf,
  bestSellers,
  buyersByCountry,
  type Sales,
  type SalesReport,
  type Seller,
  salesReport,
} from './sales.ts';
export { leastVisitors, type SearchedInVain, searchedInVain } from './searched.ts';
export { paceDays, type RunsOut, runsOutSoon } from './stock.ts';
export { daysLeft } from './stock-rule.ts';
export { countableVisitor, markOf, type Visitor } from './visitor.ts';
