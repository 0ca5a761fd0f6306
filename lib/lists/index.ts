export { sendAskAlerts } from './ask-alerts.ts';
export {
  askIdSchema,
  asksOf,
  changeAsk,
  changeAskSchema,
  removeAsk,
  saveAsk,
  saveAskSchema,
} from './asks.ts';
export {
  type AwaitedVariant,
  awaitedTitle,
  awaitedVariant,
  confirmStockRequest,
  endStockRequest,
  isSoldOut,
  requestIdSchema,
  requestStock,
  stockRequestSchema,
  stockRequestsOf,
  tellBackInStock,
  tellNextInLine,
} from './back-in-stock.ts';
export { sendFollowDigests } from './digest.ts';
export {
  type Followed,
  followEnterprise,
  followedAmong,
  followerCount,
  followSchema,
  followsOf,
  newsOfFollowed,
  unfollowEnterprise,
} from './follow.ts';
export {
  itemSchema,
  moveItem,
  moveSchema,
  noteItem,
  noteSchema,
  removeItem,
  restoreItem,
  saveListing,
  saveSchema,
  shiftItem,
  shiftSchema,
  unsaveListing,
} from './item.ts';
export { guestKeeper, type Keeper, keeperOf } from './keeper.ts';
export {
  createList,
  createListSchema,
  listIdSchema,
  removeList,
  renameList,
  renameListSchema,
  restoreList,
  shareList,
  withdrawShare,
} from './list.ts';
export { mergeGuestLists } from './merge.ts';
export {
  itemsOf,
  type ListCard,
  listOf,
  listsOf,
  type SavedView,
  savedAmong,
  sharedList,
  tilesBySlugs,
} from './read.ts';
export { dueBefore, headStart, priceMove, shifted, toTell } from './rules.ts';
export {
  askedOf,
  changeSearch,
  changeSearchSchema,
  frequencies,
  removeSearch,
  saveSearch,
  saveSearchSchema,
  searchesOf,
  searchIdSchema,
} from './search.ts';
export { sendSearchAlerts } from './search-alerts.ts';
export { alertSettingsOf, alertSettingsSchema, type MailSettings, saveAlertSettings } from './settings.ts';
export { tidyLists } from './tidy.ts';
export { type MailKind, readStop, resumeMails, stopMails, stopToken } from './unsubscribe.ts';
