import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError, DomainErrors } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import { Prisma, type ReviewTranslation } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { isLocale, type Locale } from '#lib/languages/index.ts';
import { type DeskReview, ofReview } from './desk.ts';
import { announceListing, lockedReview } from './review.ts';
import { translatable, wordsHash } from './words.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$|^$/, { error: 'invalid' });

export const translateReviewSchema = z.object({
  reviewId: id,
  locale: z.string().refine(isLocale, { error: 'choose' }),
  body: optionalText(limits.review),
  answer: optionalText(limits.answer),
  /** What the translator had before them. */
  ofBody: hash.default(''),
  ofAnswer: hash.default(''),
  /** When the translation was made that they changed; empty for none. */
  madeAt: z.string().max(40).default(''),
});

/** A review that waits for a translator, or whose translation is put right, with what there is of one. */
export type ReviewToTranslate = DeskReview & {
  readonly translation: Pick<ReviewTranslation, 'body' | 'answer' | 'updatedAt'> | null;
  /** The original has changed since the translation was made. */
  readonly stale: boolean;
};

/** Missing in a language or made of other words: the review, or its answer. */
const waits = (into: Locale) => Prisma.sql`
  from review r
  join listing l on l.id = r.listing_id and l.status = 'live'
  left join review_translation t on t.review_id = r.id and t.locale = ${into}
  where r.hidden_at is null and (
    (r.locale <> ${into} and t.of_body is distinct from words_hash(r.locale, r.body))
    or (r.answer is not null and r.answer_locale <> ${into} and t.of_answer is distinct from words_hash(r.answer_locale, r.answer)))`;

interface Place {
  readonly id: string;
  readonly views: number;
  readonly createdAt: Date;
}

/** Shown reviews without a current translation into a language: of the listings seen most these thirty days, the newest first. */
export async function reviewsToTranslate(
  actor: Actor,
  into: Locale,
  cursor?: string,
): Promise<Page<ReviewToTranslate>> {
  authorize(actor, 'review.translate', { locale: into });
  const [views, at, last] = decodeCursor(cursor, ['number', 'time', 'id']) ?? [];
  const after =
    at && last ? Prisma.sql`where (views, created_at, id) < (${views}, ${at}, ${last}::uuid)` : Prisma.empty;
  const places = await prisma().$queryRaw<Place[]>`
    with seen as (
      select listing_id, sum(views)::int as views from listing_day where day > ${new Date(now().getTime() - 30 * day)}::date group by 1
    ), waiting as (
      select r.id, r.listing_id, r.created_at ${waits(into)}
    ), placed as (
      select w.id, w.created_at, coalesce(s.views, 0) as views from waiting w left join seen s using (listing_id)
    )
    select id, views, created_at as "createdAt" from placed ${after}
    order by views desc, created_at desc, id desc limit ${limits.reviewsToTranslate + 1}`;
  const page = pageOf(places, limits.reviewsToTranslate, ({ views, createdAt, id }) =>
    encodeCursor([views, createdAt, id]),
  );
  const reviews = new Map(
    (
      await forDesk(
        into,
        page.items.map((place) => place.id),
      )
    ).map((each) => [each.id, each]),
  );
  return { items: page.items.flatMap((place) => reviews.get(place.id) ?? []), next: page.next };
}

/** How many reviews wait for a translator into a language. */
export async function countReviewsToTranslate(actor: Actor, into: Locale): Promise<number> {
  authorize(actor, 'review.translate', { locale: into });
  const [row] = await prisma().$queryRaw<{ count: number }[]>`select count(*)::int as count ${waits(into)}`;
  return row?.count ?? 0;
}

/** One review with its translation, to put it right; null for one that is not shown or needs none. */
export async function reviewToTranslate(
  actor: Actor,
  into: Locale,
  reviewId: string,
): Promise<ReviewToTranslate | null> {
  authorize(actor, 'review.translate', { locale: into });
  if (!id.safeParse(reviewId).success) return null;
  const [review] = await forDesk(into, [reviewId]);
  const shown = review && review.hiddenAt === null && review.listing.status === 'live';
  if (!shown) return null;
  const { body, answer } = translatable(review, into);
  return body || answer ? review : null;
}

async function forDesk(into: Locale, ids: readonly string[]): Promise<ReviewToTranslate[]> {
  const reviews = await prisma().review.findMany({
    where: { id: { in: [...ids] } },
    include: { ...ofReview, translations: { where: { locale: into } } },
  });
  return reviews.map(({ translations: [made], ...review }) => ({
    ...review,
    translation: made ?? null,
    stale:
      (made?.ofBody != null && made.ofBody !== wordsHash(review.locale, review.body)) ||
      (made?.ofAnswer != null && made.ofAnswer !== wordsHash(review.answerLocale ?? '', review.answer ?? '')),
  }));
}

/**
 * A translator puts a review, and the seller's answer where there is one, into another language; readers see it at once. Throws
 * `community.hidden`, `community.original_changed` where the original is another than the translator had before them, and
 * `community.translated_meanwhile` where somebody was faster.
 */
export async function translateReview(actor: Actor, input: z.output<typeof translateReviewSchema>): Promise<void> {
  const { reviewId, locale } = input;
  authorize(actor, 'review.translate', { locale });
  await transaction(async (tx) => {
    const review = await lockedReview(tx, reviewId);
    if (review.hiddenAt) throw new DomainError('community.hidden');
    const needs = translatable(review, locale);
    const ofBody = needs.body ? wordsHash(review.locale, review.body) : null;
    const ofAnswer = needs.answer ? wordsHash(review.answerLocale ?? '', review.answer ?? '') : null;
    if (!needs.body && !needs.answer) throw new DomainError('community.original_changed');
    if (input.ofBody !== (ofBody ?? '') || input.ofAnswer !== (ofAnswer ?? ''))
      throw new DomainError('community.original_changed');
    const [first, ...others] = (['body', 'answer'] as const)
      .filter((field) => needs[field] && input[field] === '')
      .map((field) => new DomainError('validation.required', {}, field));
    if (first) throw new DomainErrors([first, ...others]);
    const there = await tx.reviewTranslation.findUnique({ where: { reviewId_locale: { reviewId, locale } } });
    if (input.madeAt !== (there?.updatedAt.toISOString() ?? ''))
      throw new DomainError('community.translated_meanwhile');
    const words = {
      body: needs.body ? input.body : null,
      ofBody,
      answer: needs.answer ? input.answer : null,
      ofAnswer,
      authorId: actorId(actor),
      updatedAt: now(),
    };
    await tx.reviewTranslation.upsert({
      where: { reviewId_locale: { reviewId, locale } },
      create: { reviewId, locale, ...words },
      update: words,
    });
    await announceListing(tx, review.listingId);
  });
}
