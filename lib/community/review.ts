import { z } from 'zod';
import { changeRating, ratingChange } from '#lib/catalogue/index.ts';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { hashToken } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Review } from '#lib/db/generated/client.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { isLocale } from '#lib/languages/index.ts';
import { type BoughtLine, boughtLine, isBuyer, type WholeOrder } from '#lib/ordering/index.ts';
import { tellOfReview } from './mails.ts';
import { publicName } from './names.ts';
import {
  changePictures,
  noPictures,
  type PictureInput,
  type ReviewPictureView,
  takePictures,
  withPictures,
} from './pictures.ts';
import { editRefusal, reviewRefusal } from './rules.ts';

const words = {
  /** The key of a guest's order link. */
  key: z.string().max(200).optional(),
  rating: z.enum(['1', '2', '3', '4', '5'], { error: 'choose_stars' }).transform(Number),
  body: text(limits.review),
  locale: z.string().refine(isLocale, { error: 'choose' }),
};
export const writeReviewSchema = z.object({ orderLineId: id, ...words });
export const editReviewSchema = z.object({ reviewId: id, ...words });

function shipToName(shipTo: unknown): string {
  return shipTo instanceof Object && 'name' in shipTo && typeof shipTo.name === 'string' ? shipTo.name : '';
}

/** Whether who bought belongs to who sold, by account or by address: a guest's order is no way around. */
async function isOwn(tx: Tx, { sellerOrder: { enterpriseId, order } }: BoughtLine): Promise<boolean> {
  const user = { OR: [{ email: order.email }, ...(order.buyerId ? [{ id: order.buyerId }] : [])] };
  return (await tx.membership.count({ where: { enterpriseId, user } })) > 0;
}

/**
 * A buyer says what it thinks of a thing it received; the enterprise's people are told. Throws `ordering.unknown` for whoever did not
 * buy it, `community.not_received`, `community.own_listing` and `community.reviewed_already`.
 */
export async function writeReview(
  actor: Actor,
  input: z.output<typeof writeReviewSchema>,
  pictures: PictureInput = noPictures,
): Promise<Review> {
  // Nobody else's pictures are looked at.
  if (pictures.pictures.length > 0) await boughtLine(prisma(), actor, input.orderLineId, input.key);
  const taken = await takePictures(pictures.pictures);
  try {
    return await transaction(async (tx) => {
      const review = await write(tx, actor, input);
      await changePictures(tx, review, pictures, taken, actorId(actor));
      return review;
    });
  } catch (error) {
    // Sent twice at the same moment, or another order line of the same listing: the constraints let one pass.
    if (hasSqlState(error, '23505', 'P2002')) throw new DomainError('community.reviewed_already');
    throw error;
  }
}

async function write(tx: Tx, actor: Actor, input: z.output<typeof writeReviewSchema>): Promise<Review> {
  const line = await boughtLine(tx, actor, input.orderLineId, input.key);
  const { order, status } = line.sellerOrder;
  const reviewed = (await tx.review.count({ where: { orderLineId: line.id } })) > 0;
  const own = await isOwn(tx, line);
  const refused = reviewRefusal({ order: order.status, sellerOrder: status, own, reviewed });
  if (refused) throw new DomainError(refused);
  const review = await tx.review.create({
    data: {
      orderLineId: line.id,
      listingId: line.listingId,
      buyerId: order.buyerId,
      buyerKey: hashToken(order.email.toLowerCase()),
      authorName: publicName(shipToName(order.shipTo), order.country),
      country: order.country,
      locale: input.locale,
      rating: input.rating,
      body: input.body,
      createdAt: now(),
    },
  });
  await changeRating(tx, line.listingId, ratingChange(null, review.rating));
  await tellOfReview(tx, review);
  await announceListing(tx, line.listingId);
  return review;
}

/** Its author changes a review, for fourteen days. Throws `ordering.unknown`, `community.hidden` and `community.too_late_to_edit`. */
export async function editReview(
  actor: Actor,
  input: z.output<typeof editReviewSchema>,
  pictures: PictureInput = noPictures,
): Promise<void> {
  if (pictures.pictures.length > 0) {
    const { orderLineId } = await readReview(prisma(), input.reviewId);
    await boughtLine(prisma(), actor, orderLineId, input.key);
  }
  const taken = await takePictures(pictures.pictures);
  await transaction(async (tx) => {
    const review = await lockedReview(tx, input.reviewId);
    await boughtLine(tx, actor, review.orderLineId, input.key);
    const refused = editRefusal(review, now());
    if (refused) throw new DomainError(refused);
    const { rating, body, locale } = input;
    await tx.review.update({ where: { id: review.id }, data: { rating, body, locale, editedAt: now() } });
    await changePictures(tx, review, pictures, taken, actorId(actor));
    await changeRating(tx, review.listingId, ratingChange(review.rating, rating));
    await announceListing(tx, review.listingId);
  });
}

/** A review that nobody else changes meanwhile. Throws `community.unknown`. */
export async function lockedReview(tx: Tx, reviewId: string): Promise<Review> {
  await tx.$queryRaw`select id from review where id = ${reviewId}::uuid for update`;
  return readReview(tx, reviewId);
}

async function readReview(tx: Tx, reviewId: string): Promise<Review> {
  const review = await tx.review.findUnique({ where: { id: reviewId } });
  if (!review) throw new DomainError('community.unknown');
  return review;
}

/** The listing's pages, and the lists that show its stars, are stale. */
export async function announceListing(tx: Tx, listingId: string): Promise<void> {
  const { slug } = await tx.listing.findUniqueOrThrow({ where: { id: listingId }, select: { slug: true } });
  await announceChange(tx, { kind: 'listing', slug });
}

/** What the buyer can do about a line of its order: review it, see or change what it wrote. */
export interface LineReview {
  readonly review: (Review & { readonly pictures: readonly ReviewPictureView[] }) | null;
  readonly can: 'write' | 'edit' | null;
}

/** By order line; empty for whoever is not the buyer. */
export async function reviewsOfOrder(
  actor: Actor,
  order: WholeOrder,
  key: string | undefined,
): Promise<ReadonlyMap<string, LineReview>> {
  const found = new Map<string, LineReview>();
  if (!isBuyer(actor, order, key)) return found;
  const lines = order.sellerOrders.flatMap((seller) => seller.lines);
  // Another order of the same buyer may have been reviewed: one buyer, one review of a listing.
  const reviews = await prisma().review.findMany({
    include: { pictures: withPictures },
    where: {
      listingId: { in: lines.map((line) => line.listingId) },
      OR: [{ buyerKey: hashToken(order.email.toLowerCase()) }, ...(order.buyerId ? [{ buyerId: order.buyerId }] : [])],
    },
  });
  for (const seller of order.sellerOrders) {
    const own = actor.type === 'person' && actor.memberships.some((each) => each.enterpriseId === seller.enterpriseId);
    for (const line of seller.lines) {
      const review = reviews.find((each) => each.listingId === line.listingId) ?? null;
      const purchase = { order: order.status, sellerOrder: seller.status, own, reviewed: review !== null };
      const edits = review?.orderLineId === line.id && editRefusal(review, now()) === null;
      found.set(line.id, { review, can: edits ? 'edit' : reviewRefusal(purchase) === null ? 'write' : null });
    }
  }
  return found;
}
