import { z } from 'zod';
import { changeRating, ratingChange } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { id, text } from '#lib/core/validation.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { locale } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { audit } from '#lib/trust/index.ts';
import { type DeskQuestion, type DeskReview, ofListing, ofReview } from './desk.ts';
import { listingForMail } from './mails.ts';
import { lockedQuestion } from './question.ts';
import { announceListing, lockedReview } from './review.ts';

/** What people contribute to a listing's page. */
export const contributions = ['review', 'question'] as const;
export type Contribution = (typeof contributions)[number];

export const hideSchema = z.object({
  kind: z.enum(contributions, { error: 'choose' }),
  id,
  reason: text(limits.message, 0).refine((reason) => reason.length >= 10, { error: 'reason_needed' }),
});
export const showSchema = z.object({ kind: z.enum(contributions, { error: 'choose' }), id });

interface Hidden {
  readonly id: string;
  readonly listingId: string;
  readonly body: string;
}

/** Who wrote it, where to write to. */
type Author = { readonly email: string; readonly locale: string } | null;

async function tellAuthor(tx: Tx, what: Hidden, author: Author, reason: string): Promise<void> {
  if (!author) return;
  const listing = await listingForMail(tx, what.listingId);
  const reader = locale(author.locale);
  await queueMail(tx, {
    cause: `hidden:${what.id}:${now().getTime()}`,
    template: 'contribution_hidden',
    recipient: author.email,
    locale: reader,
    params: { title: listing.title(reader), link: listing.page(reader, ''), text: what.body, reason },
  });
}

async function setReviewHidden(tx: Tx, reviewId: string, reason: string | null): Promise<void> {
  const review = await lockedReview(tx, reviewId);
  if ((review.hiddenAt === null) === (reason === null)) throw new DomainError('community.decided_already');
  const hidden = { hiddenAt: reason === null ? null : now(), hiddenReason: reason };
  await tx.review.update({ where: { id: review.id }, data: hidden });
  const { rating } = review;
  await changeRating(tx, review.listingId, reason === null ? ratingChange(null, rating) : ratingChange(rating, null));
  await announceListing(tx, review.listingId);
  if (reason === null) return;
  const { sellerOrder } = await tx.orderLine.findUniqueOrThrow({
    where: { id: review.orderLineId },
    include: { sellerOrder: { include: { order: true } } },
  });
  await tellAuthor(tx, review, sellerOrder.order, reason);
}

async function setQuestionHidden(tx: Tx, questionId: string, reason: string | null): Promise<void> {
  const question = await lockedQuestion(tx, questionId);
  if ((question.hiddenAt === null) === (reason === null)) throw new DomainError('community.decided_already');
  const hidden = { hiddenAt: reason === null ? null : now(), hiddenReason: reason };
  await tx.question.update({ where: { id: question.id }, data: hidden });
  await announceListing(tx, question.listingId);
  if (reason === null || !question.askerId) return;
  await tellAuthor(tx, question, await tx.user.findUnique({ where: { id: question.askerId } }), reason);
}

/**
 * Staff takes a review or a question off the public pages and tells its author why; a hidden review counts nothing. Throws
 * `community.decided_already` for the second of two.
 */
export async function hideContribution(actor: Actor, input: z.output<typeof hideSchema>): Promise<void> {
  authorize(actor, 'community.moderate');
  await transaction(async (tx) => {
    await (input.kind === 'review' ? setReviewHidden : setQuestionHidden)(tx, input.id, input.reason);
    const { kind, id: subjectId, reason } = input;
    await audit(tx, actor, { action: `${kind}.hidden`, subjectType: kind, subjectId, reason });
  });
}

/** Staff puts back what was hidden. Throws `community.decided_already` when it is not. */
export async function showContribution(actor: Actor, input: z.output<typeof showSchema>): Promise<void> {
  authorize(actor, 'community.moderate');
  await transaction(async (tx) => {
    await (input.kind === 'review' ? setReviewHidden : setQuestionHidden)(tx, input.id, null);
    await audit(tx, actor, { action: `${input.kind}.shown`, subjectType: input.kind, subjectId: input.id });
  });
}

function after(cursor: string | undefined) {
  const [at, last] = decodeCursor(cursor, ['time', 'id']) ?? [];
  return at && last ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: last } }] } : {};
}
const newestFirst = [{ createdAt: 'desc' }, { id: 'desc' }] as const;

/** All reviews, hidden ones as well, the newest first. */
export async function reviewsForStaff(actor: Actor, cursor?: string): Promise<Page<DeskReview>> {
  authorize(actor, 'community.moderate');
  const rows = await prisma().review.findMany({
    where: after(cursor),
    include: ofReview,
    orderBy: [...newestFirst],
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, (last) => encodeCursor([last.createdAt, last.id]));
}

/** All questions, hidden ones as well, the newest first. */
export async function questionsForStaff(actor: Actor, cursor?: string): Promise<Page<DeskQuestion>> {
  authorize(actor, 'community.moderate');
  const rows = await prisma().question.findMany({
    where: after(cursor),
    include: ofListing,
    orderBy: [...newestFirst],
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, (last) => encodeCursor([last.createdAt, last.id]));
}
