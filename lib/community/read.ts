import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { prisma } from '#lib/db/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { type ReviewPictureView, withPictures } from './pictures.ts';
import { type Step, spread } from './rules.ts';
import { translationsFor, type VoiceTranslationView } from './words.ts';

const publicReview = {
  id: true,
  authorName: true,
  country: true,
  locale: true,
  rating: true,
  body: true,
  createdAt: true,
  editedAt: true,
  answer: true,
  answerLocale: true,
  answeredAt: true,
  pictures: withPictures,
} as const;

/** A review as everybody may read it. */
export interface PublicReview {
  readonly id: string;
  /** Empty where the order had no name. */
  readonly authorName: string;
  readonly country: string;
  readonly locale: string;
  readonly rating: number;
  readonly body: string;
  readonly createdAt: Date;
  readonly editedAt: Date | null;
  readonly answer: string | null;
  readonly answerLocale: string | null;
  readonly answeredAt: Date | null;
  readonly pictures: readonly ReviewPictureView[];
  /** Into the languages of the reader it was read for; `voiceWords` chooses. */
  readonly translations: readonly VoiceTranslationView[];
}

/** A listing's reviews, the newest first, so many at a time, with their translations for a reader. */
export async function listingReviews(
  listingId: string,
  size: number = limits.page,
  cursor?: string,
  reader?: Locale,
): Promise<Page<PublicReview>> {
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().review.findMany({
    where: {
      listingId,
      hiddenAt: null,
      ...(at && id ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] } : {}),
    },
    select: { ...publicReview, translations: translationsFor(reader) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: size + 1,
  });
  return pageOf(rows, size, (last) => encodeCursor([last.createdAt, last.id]));
}

/** How many of a listing's reviews gave each number of stars. */
export async function ratingSpread(listingId: string): Promise<Step[]> {
  const rows = await prisma().review.groupBy({
    by: ['rating'],
    where: { listingId, hiddenAt: null },
    _count: true,
  });
  return spread(rows.map((row) => ({ rating: row.rating, count: row._count })));
}

/** An answered question as everybody may read it. */
export interface PublicQuestion {
  readonly id: string;
  readonly authorName: string;
  readonly country: string | null;
  readonly locale: string;
  readonly body: string;
  readonly createdAt: Date;
  readonly answer: string | null;
  readonly answerLocale: string | null;
  readonly answeredAt: Date | null;
  /** Into the languages of the reader it was read for; `voiceWords` chooses. */
  readonly translations: readonly VoiceTranslationView[];
}

/** A listing's answered questions, the newest first, so many at a time, with their translations for a reader. */
export async function listingQuestions(
  listingId: string,
  size: number = limits.page,
  cursor?: string,
  reader?: Locale,
): Promise<Page<PublicQuestion>> {
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().question.findMany({
    where: {
      listingId,
      hiddenAt: null,
      answeredAt: { not: null },
      ...(at && id ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] } : {}),
    },
    select: {
      id: true,
      authorName: true,
      country: true,
      locale: true,
      body: true,
      createdAt: true,
      answer: true,
      answerLocale: true,
      answeredAt: true,
      translations: translationsFor(reader),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: size + 1,
  });
  return pageOf(rows, size, (last) => encodeCursor([last.createdAt, last.id]));
}
