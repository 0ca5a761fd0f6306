import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { isLocale, locale } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { listingForMail } from './mails.ts';
import { lockedQuestion } from './question.ts';
import { announceListing, lockedReview } from './review.ts';

const words = {
  answer: text(limits.answer),
  locale: z.string().refine(isLocale, { error: 'choose' }),
};
export const answerReviewSchema = z.object({ reviewId: id, ...words });
export const answerQuestionSchema = z.object({ questionId: id, ...words });

interface Asked {
  readonly listingId: string;
  readonly answeredAt: Date | null;
  readonly hiddenAt: Date | null;
}

/** The columns of an answer, when the actor may give it. An answer that is changed keeps its first day. */
async function answered(tx: Tx, actor: Actor, to: Asked, input: { answer: string; locale: string }) {
  const { enterpriseId } = await tx.listing.findUniqueOrThrow({ where: { id: to.listingId } });
  authorize(actor, 'community.answer', { enterpriseId });
  if (to.hiddenAt) throw new DomainError('community.hidden');
  return {
    answer: input.answer,
    answerLocale: input.locale,
    answeredAt: to.answeredAt ?? now(),
    answeredById: actorId(actor),
  };
}

/** The enterprise answers a review, or changes its one answer; the buyer is told of the first. Throws `community.hidden`. */
export async function answerReview(actor: Actor, input: z.output<typeof answerReviewSchema>): Promise<void> {
  await transaction(async (tx) => {
    const review = await lockedReview(tx, input.reviewId);
    await tx.review.update({ where: { id: review.id }, data: await answered(tx, actor, review, input) });
    await announceListing(tx, review.listingId);
    const { sellerOrder } = await tx.orderLine.findUniqueOrThrow({
      where: { id: review.orderLineId },
      include: { sellerOrder: { include: { order: true } } },
    });
    const { order } = sellerOrder;
    const listing = await listingForMail(tx, review.listingId);
    const reader = locale(order.locale);
    await queueMail(tx, {
      cause: `review:${review.id}:answered`,
      template: 'review_answered',
      recipient: order.email,
      locale: reader,
      params: {
        title: listing.title(reader),
        link: listing.page(reader, '/reviews'),
        maker: listing.maker(reader),
        text: input.answer,
      },
      orderId: order.id,
    });
  });
}

/** The enterprise answers a question, which makes it public, or changes its answer; the asker is told of the first. Throws `community.hidden`. */
export async function answerQuestion(actor: Actor, input: z.output<typeof answerQuestionSchema>): Promise<void> {
  await transaction(async (tx) => {
    const question = await lockedQuestion(tx, input.questionId);
    await tx.question.update({ where: { id: question.id }, data: await answered(tx, actor, question, input) });
    await announceListing(tx, question.listingId);
    const asker = question.askerId ? await tx.user.findUnique({ where: { id: question.askerId } }) : null;
    if (!asker) return;
    const listing = await listingForMail(tx, question.listingId);
    const reader = locale(asker.locale);
    await queueMail(tx, {
      cause: `question:${question.id}:answered`,
      template: 'question_answered',
      recipient: asker.email,
      locale: reader,
      params: {
        title: listing.title(reader),
        link: listing.page(reader, '/questions'),
        maker: listing.maker(reader),
        question: question.body,
        text: input.answer,
      },
    });
  });
}
