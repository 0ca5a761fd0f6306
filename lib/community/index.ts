export { answerQuestion, answerQuestionSchema, answerReview, answerReviewSchema } from './answer.ts';
export {
  type DeskQuestion,
  type DeskReview,
  questionsOfEnterprise,
  type ReadableDeskReview,
  reviewsOfEnterprise,
  type Which,
  waitingForAnswer,
} from './desk.ts';
export { invitationsSchema, invitationsWanted, inviteReviews, setInvitations } from './invite.ts';
export {
  type Contribution,
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
  countReviewsToTranslate,
  type ReviewToTranslate,
  reviewsToTranslate,
  reviewToTranslate,
  translateReview,
  translateReviewSchema,
} from './translate.ts';
export { type ReviewWords, reviewWords, translatable, wordsHash } from './words.ts';
