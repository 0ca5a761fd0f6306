export { type Activity, activity } from './activity.ts';
export { checkAside, openAside, type StringAside } from './aside.ts';
export { type Checked, checkSchema, checkString } from './check.ts';
export { commentOnString, commentSchema, mentioned } from './comment.ts';
export { confirmSchema, confirmString } from './confirm.ts';
export { type ContentKind, contentKinds } from './content.ts';
export { type DeliveredText, deliverText } from './deliver.ts';
export { digestWanted, sendWorkDigests, setDigest } from './digest.ts';
export type { MemoryMatch, TermHit } from './helpers.ts';
export { type ListAsked, listSchema, listStrings, type WorkList, type WorkRow, workFilters } from './list.ts';
export { assignSchema, assignString, describeString, lockSchema, lockString, noteSchema } from './manage.ts';
export { type OpenString, type OpenSuggestion, openString, type PastEvent } from './open.ts';
export { followRelease } from './released.ts';
export { followRenames, moveString } from './renames.ts';
export { reviewSchema, reviewString } from './review.ts';
export { type Aligned, alignSchema, alignStrings, type SameSource } from './same-source.ts';
export { saveSchema, saveString } from './save.ts';
export { type Screen, type Screens, type ScreensIndex, screenFile, screensFolder, screensIndex } from './screens.ts';
export { mayDecide, type Standing, standing, targetHash, wordCount } from './standing.ts';
export {
  type BurnPoint,
  burndown,
  type Contributor,
  closeWorkDay,
  contributors,
  countStrings,
  type LocaleCounts,
} from './statistics.ts';
export {
  acceptSuggestion,
  decideSchema,
  declineSuggestion,
  suggestSchema,
  suggestString,
  voteOnSuggestion,
  voteSchema,
} from './suggest.ts';
export { addMember, addMemberSchema, changeMember, changeMemberSchema } from './team.ts';
export { mostCharacters, readUnit, type Unit, unitName, unitSchema } from './unit.ts';
