export { answerQuestion, answerQuestionSchema, answerReview, answerReviewSchema } from './answer.ts';
export {
  type DeskQuestion,
  type DeskReview,
  questionsOfEnterprise,
  type Readable,
  reviewsOfEnterprise,
  type Which,
  waitingForAnswer,
} from './desk.ts';
export { invitationsSchema, invitationsWanted, inviteReviews, setInvitations } from './invite.ts';
export {
  type Contribution,
  contributions,
  hideContribution,
  hideSchema,
  questionsForStaff,
  reviewsForStaff,
  showContribution,
  showSchema,
} from './moderate.ts';
export { publicName } from './names.ts';
export {
  type GalleryPicture,
  type PictureInput,
  pictureFields,
  type ReviewPictureView,
  reviewGallery,
} from './pictures.ts';
export { askQuestion, askSchema } from './question.ts';
export { listingQuestions, listingReviews, type PublicQuestion, type PublicReview, ratingSpread } from './read.ts';
export {
  editReview,
  editReviewSchema,
  type LineReview,
  reviewsOfOrder,
  writeReview,
  writeReviewSchema,
} from './review.ts';
export { editableUntil, editRefusal, type Purchase, reviewRefusal, type Step, spread } from './rules.ts';
export {
  countVoicesToTranslate,
  translateVoice,
  translateVoiceSchema,
  type VoiceToTranslate,
  voicesToTranslate,
  voiceToTranslate,
} from './translate.ts';
export { translatable, type VoiceWords, voiceWords, wordsHash } from './words.ts';
